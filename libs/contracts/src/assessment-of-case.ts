import { z } from 'zod';
import { asSaid } from './personal.js';

const instant = asSaid(z.iso.datetime({ offset: true }).nullable().default(null));

/** The assessment in which a suspicion arose, in codes and dates. */
export const assessmentOfCase = z.strictObject({
  /** `coursework`, `examination`, `thesis`, `group`, `portfolio`, … */
  kind: z.string(),
  /** Code of the module, and of the component, in the institution's register. */
  module: z.string().nullable().default(null),
  component: z.string().nullable().default(null),
  /** Null: the register does not say. */
  moduleLevel: z.number().nullable().default(null),
  formative: z.boolean().default(false),
  requiredForAward: z.boolean().default(true),
  resubmission: z.boolean().default(false),
  reuseProhibited: z.boolean().default(false),
  collaborative: z.boolean().default(false),
  /** Which attempt at the component it is, from 1, and how many there are in all; null: the register does not say. */
  attempt: z.number().int().nullable().optional(),
  attemptsAllowed: z.number().int().nullable().optional(),
  /** When the work was handed in. */
  submittedAt: asSaid(z.iso.datetime({ offset: true }).nullable().optional()),
  /** When the work was posted, and when marks of the assessment go out. */
  postedAt: instant,
  marksReleasedAt: instant,
  examinationStartsAt: instant,
  examinationEndsAt: instant,
});
export type AssessmentOfCase = z.infer<typeof assessmentOfCase>;

/** What the institution's register says of a student, in codes: who it is stands beside it. */
export const studentOfCase = z.strictObject({
  /** `undergraduate`, `postgraduate`. */
  career: z.string(),
  /** Level, such as 4, on which the student is registered; null: not told. */
  registeredLevel: z.number().nullable().default(null),
  withdrawn: z.boolean().default(false),
  isMinor: z.boolean().default(false),
  partTime: z.boolean().default(false),
  /** Who validates the course. */
  validatedBy: z.string().default('other'),
  /** What was dealt with before as less than misconduct, as far as the service that tells it knows. */
  earlierPoorPractice: z.boolean().default(false),
});
export type StudentOfCase = z.infer<typeof studentOfCase>;

/** Only what is known: a rule that needs more stops, and names it. */
export const assessmentFacts = (assessment: AssessmentOfCase | null) => {
  if (assessment === null) return { assessment: { kind: '' }, examination: {} };
  const { examinationStartsAt, examinationEndsAt, ...rest } = assessment;
  const {
    module: _,
    component: __,
    submittedAt: ___,
    attempt = null,
    attemptsAllowed: allowed = null,
    ...facts
  } = rest;
  return {
    assessment: known(facts),
    ...(attempt === null || allowed === null
      ? {}
      : { attempts: { furtherAllowed: attempt < allowed, isFinal: attempt >= allowed } }),
    examination: known({ startsAt: examinationStartsAt, endsAt: examinationEndsAt }),
  };
};

export const studentFacts = (student: StudentOfCase | null) => {
  if (student === null)
    return { student: { career: '', earlierPoorPractice: false }, course: { validatedBy: 'other' } };
  const { validatedBy, ...facts } = student;
  return { student: known(facts), course: { validatedBy } };
};

type Known<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

const known = <T extends object>(facts: T): Known<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as Known<T>;
