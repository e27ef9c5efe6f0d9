import type { FactTypes } from '../policy.js';

/** Of every subject that belongs to a case: who and what the case is about, as it was opened. */
export const caseFacts = {
  case: {
    closed: 'bool',
    /** Code of the offence that is alleged, and its category now. */
    offence: 'string',
    category: 'string',
  },
  student: {
    /** Level, such as 4, on which the student is registered. */
    registeredLevel: 'double',
    /** `undergraduate`, `postgraduate`. */
    career: 'string',
    withdrawn: 'bool',
    isMinor: 'bool',
    partTime: 'bool',
  },
  assessment: {
    /** `coursework`, `examination`, `thesis`, `group`, `portfolio`, … */
    kind: 'string',
    moduleLevel: 'double',
    formative: 'bool',
  },
} as const satisfies FactTypes;
