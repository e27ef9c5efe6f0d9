import { InvalidRequest, mostErrors, type FieldError } from './requests.js';
import { within } from './pointers.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly unknown[] | undefined;
  readonly code?: string;
  /** Of fields that are not in the schema: all of them in one issue, and all in its message. */
  readonly keys?: readonly string[];
}

/** What a schema found, field by field. */
export const invalid = (issues: readonly Issue[]): InvalidRequest => {
  const errors: FieldError[] = [];
  for (const issue of issues) {
    if (errors.length >= mostErrors) break;
    errors.push(...errorsOf(issue, mostErrors - errors.length));
  }
  return new InvalidRequest(errors);
};

const errorsOf = ({ path = [], message, code = 'invalid', keys }: Issue, most: number): readonly FieldError[] => {
  const field = path.map((part) => String((part as { key?: unknown })?.key ?? part)).reduce(within, '');
  const error = { field, code: code.replaceAll('_', '-'), says: message };
  return (
    keys?.slice(0, most).map((key) => ({ ...error, field: within(field, key), says: 'is not a field here' })) ?? [error]
  );
};
