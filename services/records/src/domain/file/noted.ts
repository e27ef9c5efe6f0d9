import { classification, outcome, subjectOfCase } from '@probity/contracts';
import { z } from 'zod';

const instant = z.iso.datetime();
/** The id of the public event that told it: what comes twice is known by it. */
const origin = z.string();

/** What other services tell of the case, as far as it decides how it closes and how long it is kept. They come in any order. */
export const notedEvents = {
  CaseOpeningNoted: z.strictObject({
    origin,
    reference: z.string(),
    subject: subjectOfCase,
    centre: z.string().nullable(),
    offences: z.array(z.string()),
    classification,
    products: z.array(z.string()),
    reportReceivedAt: instant,
    /** Calendar days from becoming aware to receipt; null where it was not said. */
    reportLagInDays: z.number().int().nullable(),
    /** Of the module, or else that on which the student is registered; null where there is none, or it is not known. */
    level: z.number().nullable(),
    /** Code of the faculty whose module it is, as the register had it then; null where it does not say. */
    faculty: z.string().nullable(),
    /** What came with the report on paper, by its names. */
    papers: z.array(z.string()).optional(),
  }),
  InvestigationStartNoted: z.strictObject({ origin, startedAt: instant, dueOn: z.string(), late: z.boolean() }),
  /** Whose case it is. */
  ManagerNoted: z.strictObject({ origin, manager: z.string(), assignedAt: instant }),
  NoCaseNoted: z.strictObject({
    origin,
    foundAt: instant,
    /** Where the matter ended: `review` of the report, `desk`, `meeting`, `examination`; null where that was not told. */
    stage: z.string().nullable(),
  }),
  /** Somebody decided alone, before any body considered the case. */
  DeskDecisionNoted: z.strictObject({
    origin,
    body: z.string(),
    decidedAt: instant,
    proven: z.boolean(),
    category: z.string(),
  }),
  FinalReportNoted: z.strictObject({ origin, reportVersion: z.number().int(), signedOffAt: instant }),
  LessonsNoted: z.strictObject({ origin, count: z.number().int(), recordedAt: instant }),
  FindingNoted: z.strictObject({
    origin,
    reachedAt: instant,
    proven: z.boolean(),
    outcomes: z.array(outcome),
    /** As the body found it; null where the policy has none, or it was not told. */
    category: z.string().nullable(),
  }),
  ActionNoted: z.strictObject({
    origin,
    decidedAt: instant,
    actions: z.array(z.strictObject({ code: z.string(), effect: z.string() })),
  }),
  /** A body considers the case: it is completed by what that body decides. */
  ReferralNoted: z.strictObject({
    origin,
    to: z.string(),
    referredAt: instant,
    /** As it was referred; null where that was not told. */
    category: z.string().nullable(),
  }),
  /** An appeal changed what was found or decided. */
  VariationNoted: z.strictObject({
    origin,
    decidedAt: instant,
    outcome: z.string(),
    proven: z.boolean(),
    actions: z.array(z.strictObject({ code: z.string(), effect: z.string() })),
  }),
  AppealDecisionNoted: z.strictObject({ origin, appeal: z.string(), decidedAt: instant, outcome: z.string() }),
  ProceduresCompletionNoted: z.strictObject({ origin, completedAt: instant }),
  CommunicationNoted: z.strictObject({ origin, sentAt: instant }),
  InvalidCertificatesNoted: z.strictObject({ origin, invalidatedAt: instant, count: z.number().int() }),
  SanctionNoted: z.strictObject({ origin, action: z.string(), effect: z.string(), inEffectAt: instant }),
  EffectsCompletionNoted: z.strictObject({ origin, completedAt: instant }),
  RegulatorsNoted: z.strictObject({ origin, regulators: z.array(z.string()), notifiedAt: instant }),
  NotificationClosureNoted: z.strictObject({ origin, closedAt: instant }),
  ProsecutionNoted: z.strictObject({ origin, prosecution: z.string(), notedAt: instant }),
  AppealNoted: z.strictObject({ origin, appeal: z.string(), lodgedAt: instant }),
  /** Certificates are withheld, under a hold of the sanctions' own. */
  WithholdingNoted: z.strictObject({ origin, hold: z.string() }),
  WithholdingEndNoted: z.strictObject({ origin, hold: z.string(), endedAt: instant }),
  ConfirmationsNoted: z.strictObject({
    origin,
    outstanding: z.number().int(),
    /** Of the telling among those of its service, a decimal string: the last one holds. */
    position: z.string(),
  }),
  /** Clauses that the institution itself did not keep, by one act, in whichever service. */
  BreachesNoted: z.strictObject({ origin, clauses: z.array(z.string()), actedAt: instant }),
} as const;

/** By type, what its schema is now where it has changed. */
export const notedVersions = { CaseOpeningNoted: 2, NoCaseNoted: 2, FindingNoted: 2, ReferralNoted: 2 } as const;

export const notedUpcasters = {
  CaseOpeningNoted: { 1: (data: object): object => ({ level: null, faculty: null, ...data }) },
  NoCaseNoted: { 1: (data: object): object => ({ stage: null, ...data }) },
  FindingNoted: { 1: (data: object): object => ({ category: null, ...data }) },
  ReferralNoted: { 1: (data: object): object => ({ category: null, ...data }) },
} as const;

export type NotedEvent = {
  [Type in keyof typeof notedEvents]: { readonly type: Type; readonly data: z.infer<(typeof notedEvents)[Type]> };
}[keyof typeof notedEvents];
export type NotedData<Type extends NotedEvent['type']> = z.infer<(typeof notedEvents)[Type]>;

export const notedSentences: { readonly [Type in NotedEvent['type']]: (data: NotedData<Type>) => string } = {
  CaseOpeningNoted: ({ reference }) => `The record of case ${reference} was begun.`,
  InvestigationStartNoted: ({ late }) => `The record notes that the investigation started${late ? ', late' : ''}.`,
  ManagerNoted: () => 'The record notes to whom the case was assigned.',
  NoCaseNoted: () => 'The record notes that there is nothing to answer.',
  DeskDecisionNoted: ({ proven }) =>
    `The record notes what was decided before any body: ${proven ? 'a breach' : 'no breach'}.`,
  FinalReportNoted: ({ reportVersion }) => `The record notes the final report, version ${reportVersion}.`,
  LessonsNoted: ({ count }) =>
    `The record notes that ${count === 0 ? 'no lessons' : `${count} lessons`} were recorded.`,
  FindingNoted: ({ proven }) => `The record notes the finding: ${proven ? 'proven' : 'not shown'}.`,
  ActionNoted: ({ actions }) => `The record notes the action decided: ${actions.map(({ code }) => code).join(', ')}.`,
  ReferralNoted: () => 'The record notes that the case was referred.',
  VariationNoted: ({ outcome: to }) => `The record notes that the decision was varied: ${to}.`,
  AppealDecisionNoted: ({ outcome: end }) => `The record notes the decision of the appeal: ${end}.`,
  ProceduresCompletionNoted: () => 'The record notes that the internal procedures are completed.',
  CommunicationNoted: () => 'The record notes that the decision was communicated.',
  InvalidCertificatesNoted: ({ count }) => `The record notes ${count} invalid certificates.`,
  SanctionNoted: ({ action }) => `The record notes that ${action} is in effect.`,
  EffectsCompletionNoted: () => 'The record notes that nothing is left to be put into effect.',
  RegulatorsNoted: ({ regulators }) => `The record notes that regulators were notified: ${regulators.join(', ')}.`,
  NotificationClosureNoted: () => 'The record notes that the notification of regulators was closed.',
  ProsecutionNoted: () => 'The record notes a prosecution.',
  AppealNoted: () => 'The record notes that an appeal was lodged.',
  WithholdingNoted: () => 'The record notes that certificates are withheld.',
  WithholdingEndNoted: () => 'The record notes that certificates are withheld no longer.',
  ConfirmationsNoted: ({ outstanding }) =>
    `The record notes ${outstanding === 0 ? 'no confirmations' : `${outstanding} confirmations`} of the centre outstanding.`,
  BreachesNoted: ({ clauses }) => `The record notes what the policy asks for and was not kept: ${clauses.join(', ')}.`,
};
