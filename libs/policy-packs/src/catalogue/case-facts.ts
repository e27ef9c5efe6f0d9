import type { FactTypes } from '../policy.js';

/** Of every subject that belongs to a case: who and what the case is about, as it was opened. */
export const caseFacts = {
  case: {
    closed: 'bool',
    /** RFC 3339. */
    openedAt: 'string',
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
    /** What was dealt with before as less than misconduct. */
    earlierPoorPractice: 'bool',
  },
  assessment: {
    /** `coursework`, `examination`, `thesis`, `group`, `portfolio`, … */
    kind: 'string',
    moduleLevel: 'double',
    formative: 'bool',
    requiredForAward: 'bool',
    /** The same component of the same module, submitted again; and whether its brief forbids using the earlier work. */
    resubmission: 'bool',
    reuseProhibited: 'bool',
    /** Students are asked to do it together. */
    collaborative: 'bool',
    /** RFC 3339: the work was posted; and marks of the assessment go out. */
    postedAt: 'string',
    marksReleasedAt: 'string',
  },
} as const satisfies FactTypes;
