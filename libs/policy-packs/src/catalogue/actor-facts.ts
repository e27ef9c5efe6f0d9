import type { FactTypes } from '../policy.js';

/**
 * Of whoever asks: what of the matter is known to be others' and not theirs, by the register as it is now, or by the case. Where
 * neither says, none of it is; nor is it for whoever stands in for the holder of an office.
 */
export const othersFacts = {
  /** Offices of theirs that others hold in the module's faculty or department, which is not theirs. */
  elsewhere: 'list<string>',
  /** Others teach it, or examine its work, and they do not. */
  otherTeacher: 'bool',
  otherExaminer: 'bool',
  /** Somebody else reported it. */
  otherReporter: 'bool',
} as const satisfies FactTypes;
