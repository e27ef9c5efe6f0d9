import { inPlainWords, type FoundWrong } from '@probity/contracts';
import { unresolved } from './references.js';
import { type Register, registerSchema } from './register.js';

export interface RegisterFault {
  /** JSON pointer (RFC 6901) to the field. */
  readonly pointer: string;
  readonly message: string;
}

/** What was uploaded is no register. Its faults name fields, not their contents. */
export class InvalidRegister extends Error {
  override readonly name = 'InvalidRegister';
  constructor(readonly faults: readonly RegisterFault[]) {
    super(`not a register: ${faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`);
  }
}

export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** @throws InvalidRegister its shape is wrong, an id stands twice, or a reference leads nowhere */
export function readRegister(content: unknown): Register {
  const parsed = registerSchema.safeParse(content);
  if (!parsed.success)
    throw new InvalidRegister(
      parsed.error.issues.map((issue) => ({
        pointer: pointerTo(issue.path),
        message: inPlainWords(issue as FoundWrong),
      })),
    );
  const faults = unresolved(parsed.data).map(({ path, message }) => ({ pointer: pointerTo(path), message }));
  if (faults.length > 0) throw new InvalidRegister(faults);
  return parsed.data;
}
