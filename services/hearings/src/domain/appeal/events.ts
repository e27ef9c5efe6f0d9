import {
  anyEvents,
  anySentences,
  assessmentOfCase,
  keptRuling,
  partsBefore,
  personal,
  policyPin,
  studentOfCase,
  subjectOfCase,
} from '@probity/contracts';
import { z } from 'zod';
import { bodyEvents, bodySentences } from '../body/index.js';

const text = personal(z.string());
const instant = z.iso.datetime();
const value = z.union([z.string(), z.number(), z.boolean()]);
/** By person. */
const votes = z.record(z.string(), z.enum(['for', 'against']));

/** One that was chosen, as it was decided on: what is said in words, and whom it names, apart from codes, numbers and dates. */
const varied = z.strictObject({
  code: z.string(),
  title: z.string(),
  effect: z.string(),
  /** Or is recommended to those who consent to it by the act `consent`. */
  binds: z.boolean(),
  consent: z.string().nullable(),
  clauses: z.array(z.string()),
  parameters: z.record(z.string(), value),
  words: personal(z.record(z.string(), value)),
});

/** What was decided, by whom, and when it was told: what an appeal is against, and what bars from hearing it. */
const original = z.strictObject({
  hearing: z.string(),
  decidedAt: instant,
  /** The policy's name of the body. */
  decidedBy: z.string(),
  signedAt: instant.nullable(),
  notifiedAt: instant.nullable(),
  proven: z.boolean(),
  participated: z.boolean(),
  /** Null: not known. */
  attendedMeeting: z.boolean().nullable(),
  /** Null: none was imposed. `facts`: what the tariff was applied to; it is applied to the same again. */
  penalty: z
    .strictObject({ tariff: z.string(), codes: z.array(z.string()), facts: personal(z.record(z.string(), z.json())) })
    .nullable(),
  ...partsBefore,
  accuser: z.string().nullable(),
});
export type Original = z.infer<typeof original>;

/** The stored shapes on `appeal-<case>-<n>`. */
export const appealEvents = {
  OriginalNoted: z.strictObject({
    institution: z.string(),
    policy: policyPin,
    case: z.uuid(),
    reference: z.string(),
    subject: subjectOfCase,
    student: studentOfCase.nullable(),
    assessment: assessmentOfCase.nullable(),
    original,
  }),
  /** A meeting on what was decided was held, or the student did not come: it may be after somebody asked for a review. */
  MeetingNoted: z.strictObject({ attended: z.boolean(), heldAt: instant }),
  AppealLodged: z.strictObject({
    by: z.string(),
    kind: z.string(),
    /** By their codes, where the policy lists them; and what they say. */
    grounds: z.array(z.string()),
    against: z.array(z.string()),
    statement: text,
    inWriting: z.boolean(),
    submittedAt: instant,
    lodgedAt: instant,
    ruling: keptRuling,
  }),
  AppealAdmitted: z.strictObject({ cause: text, votes: votes.optional(), admittedAt: instant, ruling: keptRuling }),
  /** Not heard: there is no permission. It ends the appeal. */
  AppealDeclined: z.strictObject({
    appeal: z.string(),
    reasons: text,
    votes: votes.optional(),
    declinedAt: instant,
    ruling: keptRuling,
  }),
  AppealReferred: z.strictObject({ referredAt: instant, ruling: keptRuling }),
  AppellantInvited: z.strictObject({ at: instant, invitedAt: instant, ruling: keptRuling }),
  AppealDecided: z.strictObject({
    /** As it was told to others when it was lodged. */
    appeal: z.string(),
    outcome: z.string(),
    standard: z.string(),
    reasons: text,
    /** By item. */
    review: personal(z.record(z.string(), z.string())),
    votes,
    /** By votes, by the casting vote, …; null where one person decides. */
    carriedBy: z.string().nullable(),
    decidedAt: instant,
    ruling: keptRuling,
  }),
  /** What was decided before holds no more; these are in its place. */
  ActionVaried: z.strictObject({
    hearing: z.string(),
    outcome: z.string(),
    proven: z.boolean(),
    tariff: z.string().nullable(),
    actions: z.array(varied),
    decidedAt: instant,
  }),
  ProceduresCompleted: z.strictObject({ externalReviewTold: z.boolean(), completedAt: instant, ruling: keptRuling }),
  ...bodyEvents,
  ...anyEvents,
} as const;

export type AppealEvent = {
  [Type in keyof typeof appealEvents]: { readonly type: Type; readonly data: z.infer<(typeof appealEvents)[Type]> };
}[keyof typeof appealEvents];
export type DataOf<Type extends AppealEvent['type']> = Extract<AppealEvent, { type: Type }>['data'];

const inWords = (code: string): string => code.replaceAll('-', ' ');

export const sentences: { readonly [Type in AppealEvent['type']]: (data: DataOf<Type>) => string } = {
  OriginalNoted: ({ original: { notifiedAt } }) =>
    notifiedAt === null ? 'There is a decision that may be appealed against.' : 'The decision may be appealed against.',
  MeetingNoted: ({ attended }) =>
    attended ? 'The student came to the meeting on what was decided.' : 'The student did not come to the meeting.',
  AppealLodged: ({ grounds }) =>
    grounds.length === 0 ? 'An appeal was lodged.' : `An appeal was lodged: ${grounds.map(inWords).join('; ')}.`,
  AppealAdmitted: () => 'The appeal was admitted.',
  AppealDeclined: () => 'The appeal was not admitted.',
  AppealReferred: () => 'The appeal was handed to those who hear it.',
  AppellantInvited: () => 'The appellant was invited to a meeting.',
  AppealDecided: ({ outcome }) => `The appeal was decided: ${inWords(outcome)}.`,
  ActionVaried: ({ actions }) =>
    actions.length === 0
      ? 'What was decided before holds no more.'
      : `In place of what was decided before: ${[...new Set(actions.map(({ title }) => title))].join('; ')}.`,
  ProceduresCompleted: () => 'The internal procedures are at an end.',
  ...bodySentences,
  ...anySentences,
};
