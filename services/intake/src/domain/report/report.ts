import {
  anyEvents,
  anySentences,
  classification,
  keptRuling,
  personal,
  policyPin,
  subjectOfCase,
} from '@probity/contracts';
import type { PolicyPin } from '@probity/contracts';
import { z } from 'zod';

const text = personal(z.string());
const dated = z.iso.datetime();

/** What was reported, in the reporter's words. Who they are is not in it. */
export const allegation = z.strictObject({
  nature: z.strictObject({ what: text, dates: z.array(text), becameAwareOn: z.iso.date().optional() }),
  product: z.strictObject({ qualification: text.optional(), title: text.optional() }).optional(),
  centre: z.strictObject({ name: text.optional(), address: text.optional(), number: text.optional() }).optional(),
  learners: z
    .array(z.strictObject({ name: text.optional(), dateOfBirth: text.optional(), registrationNumber: text.optional() }))
    .optional(),
  centrePersonnel: z.array(z.strictObject({ name: text.optional(), jobRole: text.optional() })).optional(),
  institutionPersonnel: z.array(z.strictObject({ name: text.optional(), jobRole: text.optional() })).optional(),
  initialInvestigation: z
    .strictObject({
      carriedOutBy: text.optional(),
      details: text.optional(),
      outcome: text.optional(),
      mitigation: text.optional(),
    })
    .optional(),
});
export type Allegation = z.infer<typeof allegation>;

/** A file that was uploaded before. */
export const attachment = z.strictObject({
  /** Of the sealed file: what it is named by, everywhere. */
  digest: z.string(),
  /** Of what is in it: `sha256:<hex>`. Nowhere but here, where it is sealed. */
  contentDigest: z.string().optional(),
  name: text,
  mediaType: z.string(),
  bytes: z.number().int(),
});
export type Attachment = z.infer<typeof attachment>;

export const reporterKind = z.enum([
  'learner',
  'centre-staff',
  'institution-staff',
  'third-party',
  'awarding-organisation',
  'regulator',
  'anonymous',
]);

const openedCase = z.strictObject({ case: z.uuid(), reference: z.string(), subject: subjectOfCase });

/** The stored shapes on `report-<id>`, and the two that a report's acts put on streams of their own. */
export const reportEvents = {
  ReportSubmitted: z.strictObject({
    institution: z.string(),
    policy: policyPin,
    reference: z.string(),
    receivedAt: dated,
    channel: z.enum(['api', 'e-mail', 'portal']),
    informant: z.string(),
    reporterKind,
    /** Whether an interest was declared; what it is lies with the informant. */
    interestDeclared: z.boolean(),
    contactable: z.boolean(),
    /** Calendar days from becoming aware to receipt; null where it was not said. */
    lagInDays: z.number().int().nullable(),
    allegation,
    attachments: z.array(attachment),
    /** The items asked for "where possible" that were not given. */
    missing: z.array(z.string()),
    ruling: keptRuling,
  }),
  InformationAdded: z.strictObject({
    information: text,
    /** Codes of the items of the allegation that it supplies. */
    items: z.array(z.string()).optional(),
    attachments: z.array(attachment),
    ruling: keptRuling,
  }),
  ReportAcknowledged: z.strictObject({
    sent: z.boolean(),
    notice: text.nullable(),
    skippedBecause: text.nullable(),
    ruling: keptRuling,
  }),
  ScopeDecided: z.strictObject({ inScope: z.boolean(), reason: text, ruling: keptRuling }),
  ReportCategorised: z.strictObject({
    offences: z.array(z.strictObject({ code: z.string(), description: text.nullable() })),
    classification,
    /** Whether it is alleged to be deliberate or knowing; provisional. */
    intent: z.enum(['deliberate', 'not-deliberate', 'not-known']),
    ruling: keptRuling,
  }),
  CaseOpenedFromReport: openedCase,
  /** First on `informant-<id>`: sealed by itself, read by no view. */
  InformantIdentified: z.strictObject({
    report: z.uuid(),
    name: text.nullable(),
    contact: text.nullable(),
    relationship: text.nullable(),
    interest: text.nullable(),
  }),
  /** First on `intake-<case>`: copied, so that a case does not depend on its report's key. */
  CaseOpened: z.strictObject({
    institution: z.string(),
    policy: policyPin,
    reference: z.string(),
    report: z.uuid(),
    subject: subjectOfCase,
    /** As the institution's register had it then. */
    subjectName: text,
    registerDigest: z.string(),
    offences: z.array(z.string()),
    classification,
    products: z.array(z.string()),
    reportReceivedAt: dated,
    reportLagInDays: z.number().int().nullable(),
    reporterKind,
    allegation,
    attachments: z.array(attachment),
    ruling: keptRuling,
  }),
  ...anyEvents,
} as const;

export type ReportEvent = {
  [Type in keyof typeof reportEvents]: { readonly type: Type; readonly data: z.infer<(typeof reportEvents)[Type]> };
}[keyof typeof reportEvents];
export type DataOf<Type extends ReportEvent['type']> = Extract<ReportEvent, { type: Type }>['data'];

export type Report = { readonly status: 'none' } | SubmittedReport;

export interface SubmittedReport {
  readonly status: 'submitted';
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly reference: string;
  readonly receivedAt: string;
  readonly reporterKind: z.infer<typeof reporterKind>;
  readonly contactable: boolean;
  readonly lagInDays: number | null;
  readonly allegation: Allegation;
  readonly attachments: readonly Attachment[];
  readonly missing: readonly string[];
  /** What was added after receipt, in its words. */
  readonly information: readonly { readonly information: string; readonly items: readonly string[] }[];
  readonly acknowledged: boolean;
  readonly scope: 'undecided' | 'in' | 'out';
  readonly category: DataOf<'ReportCategorised'> | null;
  readonly cases: readonly z.infer<typeof openedCase>[];
  readonly steps: readonly string[];
}

/** What an event rests on: the files; a report's informant; a case's report, which goes with the last of its cases. */
export const holds = ({ type, data }: ReportEvent): readonly string[] => {
  switch (type) {
    case 'ReportSubmitted':
      return [...digestsOf(data.attachments), data.informant.replace('-', ':')];
    case 'InformationAdded':
      return digestsOf(data.attachments);
    case 'CaseOpened':
      return [...digestsOf(data.attachments), `report:${data.report}`];
    case 'ReportAcknowledged':
    case 'ScopeDecided':
    case 'ReportCategorised':
    case 'CaseOpenedFromReport':
    case 'InformantIdentified':
    case 'StepRecorded':
    case 'FactCorrected':
      return [];
  }
};

const digestsOf = (files: readonly Attachment[]): readonly string[] => files.map(({ digest }) => digest);

export const noReport: Report = { status: 'none' };

export const evolve = (report: Report, event: ReportEvent): Report => {
  if (event.type === 'ReportSubmitted') return submitted(event.data);
  if (report.status === 'none') return report;
  switch (event.type) {
    case 'InformationAdded':
      return informed(report, event.data);
    case 'ReportAcknowledged':
      return { ...report, acknowledged: true };
    case 'ScopeDecided':
      return { ...report, scope: event.data.inScope ? 'in' : 'out' };
    case 'ReportCategorised':
      return { ...report, category: event.data };
    case 'CaseOpenedFromReport':
      return { ...report, cases: [...report.cases, event.data] };
    case 'StepRecorded':
      return { ...report, steps: [...report.steps, event.data.step] };
    case 'FactCorrected':
    case 'InformantIdentified':
    case 'CaseOpened':
      return report;
    default:
      return event satisfies never;
  }
};

const submitted = ({
  informant: _,
  interestDeclared: _interest,
  channel: _channel,
  ruling: _ruling,
  ...data
}: DataOf<'ReportSubmitted'>): SubmittedReport => ({
  status: 'submitted',
  ...data,
  information: [],
  acknowledged: false,
  scope: 'undecided',
  category: null,
  cases: [],
  steps: [],
});

const informed = (
  report: SubmittedReport,
  { information, items = [], attachments }: DataOf<'InformationAdded'>,
): SubmittedReport => ({
  ...report,
  information: [...report.information, { information, items }],
  missing: report.missing.filter((item) => !items.includes(item)),
  attachments: [...report.attachments, ...attachments],
});

export const sentences: { readonly [Type in ReportEvent['type']]: (data: DataOf<Type>) => string } = {
  ReportSubmitted: ({ reference, missing }) =>
    `A report was received, ${reference}.${missing.length > 0 ? ` Not given: ${missing.join(', ')}.` : ''}`,
  InformationAdded: () => 'Information was added to the report.',
  ReportAcknowledged: ({ sent }) =>
    sent ? 'Receipt was acknowledged.' : 'Receipt was not acknowledged, for a reason that is kept.',
  ScopeDecided: ({ inScope }) => `The report is ${inScope ? 'within' : 'outside'} the scope of the policy.`,
  ReportCategorised: ({ classification: as, offences }) =>
    `Categorised as suspected ${as}: ${offences.map(({ code }) => code).join(', ')}.`,
  CaseOpenedFromReport: ({ reference }) => `Case ${reference} was opened from the report.`,
  InformantIdentified: () => 'The identity of the informant was sealed.',
  CaseOpened: ({ reference, subject, offences }) =>
    `Case ${reference} was opened on a ${subject.kind.replace('-', ' ')}: ${offences.join(', ')}.`,
  ...anySentences,
};
