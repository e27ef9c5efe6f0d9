import { inPlainWords, type FoundWrong } from '@probity/contracts';
import { InvalidRequest, mostErrors, type FieldError } from './requests.js';
import { within } from './pointers.js';

interface Issue extends FoundWrong {
  readonly path?: readonly unknown[] | undefined;
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

const errorsOf = (issue: Issue, most: number): readonly FieldError[] => {
  const { path = [], code = 'invalid', keys } = issue;
  const field = path.map((part) => String((part as { key?: unknown })?.key ?? part)).reduce(within, '');
  const error = { field, code: code.replaceAll('_', '-'), says: inPlainWords(issue) };
  return (
    keys?.slice(0, most).map((key) => ({ ...error, field: within(field, key), says: 'is not a field here' })) ?? [error]
  );
};
