import { keptRuling, personal } from '@probity/contracts';
import { z } from 'zod';

const instant = z.iso.datetime();
const number = z.number().int();
const words = personal(z.string());

/** What the learning system tells of a course, or a person in its place, and when that happened, in whichever order it comes. */
const reported = z.strictObject({
  number,
  happenedAt: instant,
  receivedAt: instant,
  /** The id of the message that said so. */
  message: z.string().optional(),
  /** Of a person: how they know. */
  reason: words.optional(),
  ruling: keptRuling.optional(),
});

const report = z.enum(['CourseOpened', 'CourseTestAccessed', 'CoursePassed', 'CourseFailed']);

export const courseEvents = {
  /** The student was told of a course that was imposed: the institution's learning system is to be told, too. */
  CourseGiven: z.strictObject({
    /** Among those of the case. */
    number,
    /** Which decision, and which of its effects, counted from 0. */
    decision: z.string(),
    index: z.number().int(),
    notifiedAt: instant,
    /** The last day, and its end. */
    dueOn: z.iso.date(),
    endsAt: instant,
    clauses: z.array(z.string()),
  }),
  LearningSystemTold: z.strictObject({ number, attempts: z.number().int(), toldAt: instant }),
  /** It did not take the message so often that a person must see to it. It is tried again all the same. */
  LearningSystemUnreached: z.strictObject({
    number,
    attempts: z.number().int(),
    /** A code, such as `HTTP 503` or `ECONNREFUSED`. */
    error: z.string(),
    triedAt: instant,
  }),
  CourseOpened: reported,
  CourseTestAccessed: reported,
  CoursePassed: reported,
  CourseFailed: reported,
  /** It did not happen, whoever told so before. */
  CourseReportTakenBack: z.strictObject({
    number,
    what: report,
    takenBackAt: instant,
    reason: words,
    ruling: keptRuling,
  }),
  /** What gave it holds no more: the learning system is told, where it may know of it. */
  CourseWithdrawn: z.strictObject({
    number,
    withdrawnAt: instant,
    /** The step by which the student was told of it; empty where that is not known any more. */
    toldBy: z.string(),
  }),
  /** The last day is over. */
  CourseTimeExpired: z.strictObject({ number, endedAt: instant }),
  /** A person confirmed how it ended, and this follows by the policy. */
  CourseOutcomeConfirmed: z.strictObject({
    number,
    passed: z.boolean(),
    /** What is instructed; `none`: nothing. */
    mark: z.string(),
    /** What goes with it: whether there is a reassessment, that the mark is provisional. */
    with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    /** The step that it waits for, and the one whose fields go with it; empty: none. */
    after: z.string(),
    from: z.string(),
    clauses: z.array(z.string()),
    confirmedAt: instant,
  }),
  /** For the record of the student: passed in time, or confirmed not to be. What was stored last holds. */
  CourseEnded: z.strictObject({
    number,
    passed: z.boolean(),
    /** The penalty that is the same for all was open to the student, or would have been without a hearing. */
    standardPenaltyOpen: z.boolean(),
    endedAt: instant,
  }),
} as const;

type DataOf<Type extends keyof typeof courseEvents> = z.infer<(typeof courseEvents)[Type]>;

export const reports = {
  'course.opened': 'CourseOpened',
  'course.test-accessed': 'CourseTestAccessed',
  'course.passed': 'CoursePassed',
  'course.failed': 'CourseFailed',
} as const satisfies Record<string, z.infer<typeof report>>;
export type ReportOfCourse = keyof typeof reports;
export type CourseReported = z.infer<typeof report>;

/** A course of the case. What happened when is RFC 3339, and null while it has not. */
export interface Course {
  readonly number: number;
  readonly decision: string;
  readonly index: number;
  readonly notifiedAt: string;
  readonly dueOn: string;
  readonly endsAt: string;
  readonly toldAt: string | null;
  readonly unreached: { readonly attempts: number; readonly error: string } | null;
  readonly reported: { readonly [Type in CourseReported]?: string };
  readonly expired: boolean;
  /** What gave it holds no more; since when, and by which step the student was told of it. */
  readonly withdrawn: { readonly at: string; readonly toldBy: string } | null;
  readonly confirmed: Omit<DataOf<'CourseOutcomeConfirmed'>, 'number'> | null;
  readonly ended: { readonly passed: boolean; readonly standardPenaltyOpen: boolean } | null;
}

export type CourseEvent = {
  [Type in keyof typeof courseEvents]: { readonly type: Type; readonly data: DataOf<Type> };
}[keyof typeof courseEvents];

export const evolveCourses = (courses: readonly Course[], event: CourseEvent): readonly Course[] => {
  if (event.type === 'CourseGiven') {
    const { clauses: _, ...given } = event.data;
    const nothing = { toldAt: null, unreached: null, reported: {}, confirmed: null, ended: null };
    return [...courses, { ...given, ...nothing, expired: false, withdrawn: null }];
  }
  return courses.map((course) => (course.number === event.data.number ? evolveOne(course, event) : course));
};

const evolveOne = (course: Course, event: Exclude<CourseEvent, { type: 'CourseGiven' }>): Course => {
  switch (event.type) {
    case 'LearningSystemTold':
      return { ...course, toldAt: event.data.toldAt, unreached: null };
    case 'LearningSystemUnreached': {
      const { attempts, error } = event.data;
      return { ...course, unreached: { attempts, error } };
    }
    case 'CourseOpened':
    case 'CourseTestAccessed':
    case 'CoursePassed':
    case 'CourseFailed':
      return { ...course, reported: { ...course.reported, [event.type]: event.data.happenedAt } };
    case 'CourseReportTakenBack': {
      const { [event.data.what]: _, ...others } = course.reported;
      return { ...course, reported: others };
    }
    case 'CourseWithdrawn':
      return { ...course, withdrawn: { at: event.data.withdrawnAt, toldBy: event.data.toldBy } };
    case 'CourseTimeExpired':
      return { ...course, expired: true };
    case 'CourseOutcomeConfirmed': {
      const { number: _, ...confirmed } = event.data;
      return { ...course, confirmed };
    }
    case 'CourseEnded': {
      const { passed, standardPenaltyOpen } = event.data;
      return { ...course, ended: { passed, standardPenaltyOpen } };
    }
    default:
      return event satisfies never;
  }
};

export const courseSentences: { readonly [Type in keyof typeof courseEvents]: (data: DataOf<Type>) => string } = {
  CourseGiven: ({ dueOn }) => `The course is to be completed by ${dueOn}; the learning system is told.`,
  LearningSystemTold: ({ attempts }) =>
    `The learning system took note of the course${attempts === 1 ? '' : `, at attempt ${attempts}`}.`,
  LearningSystemUnreached: ({ attempts, error }) =>
    `The learning system did not take note of the course in ${attempts} attempts (${error}); a person sees to it.`,
  CourseOpened: ({ happenedAt }) => `The course was opened on ${happenedAt.slice(0, 10)}.`,
  CourseTestAccessed: ({ happenedAt }) => `The timed test of the course was accessed on ${happenedAt.slice(0, 10)}.`,
  CoursePassed: ({ happenedAt }) => `The course was passed on ${happenedAt.slice(0, 10)}.`,
  CourseFailed: ({ happenedAt }) => `The course was failed on ${happenedAt.slice(0, 10)}.`,
  CourseReportTakenBack: ({ what }) => `It was taken back that the course was ${inWords[what]}.`,
  CourseWithdrawn: () => 'The course was withdrawn: what imposed it holds no more.',
  CourseTimeExpired: () => 'The time to complete the course has expired.',
  CourseOutcomeConfirmed: ({ passed, mark }) =>
    `It was confirmed that the course was ${passed ? 'passed' : 'not passed'}; what follows: ${mark}.`,
  CourseEnded: ({ passed }) => `The course has ended, ${passed ? 'passed' : 'not passed'}.`,
};

const inWords: Readonly<Record<CourseReported, string>> = {
  CourseOpened: 'opened',
  CourseTestAccessed: 'tried',
  CoursePassed: 'passed',
  CourseFailed: 'failed',
};
