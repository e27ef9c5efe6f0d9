import { z } from 'zod';
import { personal } from '@probity/contracts';

const instant = z.iso.datetime();
/** The id of the public event that told it: what comes twice is known by it. */
const origin = z.string();

const invalidCertificate = z.strictObject({
  number: z.string(),
  qualification: z.string(),
  reason: personal(z.string()),
  next: z.enum(['reassess', 'withdraw']),
});

/** What other services tell of the case, as far as a regulator may have to hear of it. They come in any order. */
export const notedEvents = {
  CaseOpeningNoted: z.strictObject({
    origin,
    reference: z.string(),
    subjectKind: z.string(),
    centre: z.string().nullable(),
    products: z.array(z.string()),
  }),
  InvestigationStartNoted: z.strictObject({ origin, startedAt: instant }),
  NoCaseNoted: z.strictObject({ origin, foundAt: instant }),
  FinalReportNoted: z.strictObject({ origin, reportVersion: z.number().int(), signedOffAt: instant }),
  FindingNoted: z.strictObject({ origin, reachedAt: instant, proven: z.boolean() }),
  ActionNoted: z.strictObject({ origin, decidedAt: instant, actions: z.array(z.string()) }),
  InvalidCertificatesNoted: z.strictObject({
    origin,
    invalidatedAt: instant,
    certificates: z.array(invalidCertificate),
  }),
  CaseClosureNoted: z.strictObject({ origin, closedAt: instant }),
} as const;

export type NotedEvent = {
  [Type in keyof typeof notedEvents]: { readonly type: Type; readonly data: z.infer<(typeof notedEvents)[Type]> };
}[keyof typeof notedEvents];

export const entryKind = z.enum(['notification', 'progress', 'certificates-invalid', 'final-report', 'closed']);
export type EntryKind = z.infer<typeof entryKind>;

interface Telling {
  readonly kind: EntryKind;
  /** The pack's notice: its words, its clauses, and what it withholds. */
  readonly notice: string;
}

const tellings: { readonly [Type in NotedEvent['type']]: Telling | undefined } = {
  CaseOpeningNoted: undefined,
  InvestigationStartNoted: { kind: 'progress', notice: 'regulator-investigation-started' },
  NoCaseNoted: { kind: 'progress', notice: 'regulator-no-case' },
  FinalReportNoted: { kind: 'final-report', notice: 'regulator-final-report' },
  FindingNoted: { kind: 'progress', notice: 'regulator-finding' },
  ActionNoted: { kind: 'progress', notice: 'regulator-action' },
  InvalidCertificatesNoted: { kind: 'certificates-invalid', notice: 'regulator-invalid-certificates' },
  CaseClosureNoted: undefined,
};

/** How a fact is told to regulators; undefined where it is not, or not by itself. */
export const tellingOf = ({ type }: NotedEvent): Telling | undefined => tellings[type];

export const notedSentences: {
  readonly [Type in NotedEvent['type']]: (data: Extract<NotedEvent, { type: Type }>['data']) => string;
} = {
  CaseOpeningNoted: ({ reference }) =>
    `Case ${reference} was noted: whether regulators must be told is to be assessed.`,
  InvestigationStartNoted: () => 'That the investigation started was noted for the regulators.',
  NoCaseNoted: () => 'That there is no case to answer was noted for the regulators.',
  FinalReportNoted: ({ reportVersion }) => `The final report, version ${reportVersion}, was noted for the regulators.`,
  FindingNoted: () => 'That a finding was reached was noted for the regulators.',
  ActionNoted: () => 'That an action was decided was noted for the regulators.',
  InvalidCertificatesNoted: ({ certificates }) =>
    `${certificates.length} invalid certificates were noted for the regulators.`,
  CaseClosureNoted: () => 'That the case was closed was noted.',
};
