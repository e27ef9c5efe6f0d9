import {
  anyEvents,
  anySentences,
  assessmentOfCase,
  classification,
  keptRuling,
  officeDelegated,
  outcome,
  personal,
  policyPin,
  studentOfCase,
  subjectOfCase,
} from '@probity/contracts';
import { z } from 'zod';
import { proceedingsEvents, proceedingsSentences } from './proceedings-events.js';

const text = personal(z.string());
const dated = z.iso.datetime();
/** Of the institution's register, as the facts were looked up. */
const registerDigest = z.string();
/** By the code of the document's item. */
const contents = personal(z.record(z.string(), z.string()));

/** A deadline as it was worked out then: the last day, and how it was counted. */
export const countedDeadline = z.strictObject({
  date: z.iso.date(),
  /** The instant after which it is missed. */
  endsAt: dated,
  explained: z.string(),
  calendar: z.string(),
  /** The deployment's setting that gives the amount; null where the policy states the number. */
  setting: z.string().nullable(),
  counted: z.array(
    z.strictObject({ date: z.iso.date(), number: z.number().int().nullable(), skipped: z.string().nullable() }),
  ),
});
export type CountedDeadline = z.infer<typeof countedDeadline>;

export const recipient = z.enum([
  'centre-coordinator',
  'quality-team',
  'centre-staff',
  'subject',
  'accused-staff',
  'learner',
  'learner-representative',
]);
export type Recipient = z.infer<typeof recipient>;
/** Addressed for the centre, and not as somebody who is accused or asked. */
export const isForCentre = (to: Recipient): boolean =>
  ['centre-coordinator', 'quality-team', 'centre-staff'].includes(to);

/** What the lead established on one point. */
export const establishedPoint = z.strictObject({ point: z.string(), offence: z.string(), outcome, reasons: text });
export type EstablishedPoint = z.infer<typeof establishedPoint>;

export const attestation = z.strictObject({
  fairReasonableLegal: z.boolean(),
  evidenceConsideredWithoutBias: z.boolean(),
  dueProcessFollowed: z.boolean(),
  externalPartiesInformed: z.boolean(),
});
export type Attestation = z.infer<typeof attestation>;

/** The first shapes had less: what they left unsaid is what it was then. */
export const investigationVersions = {
  CaseNoted: 3,
  InvestigationStarted: 2,
  NoCaseFound: 3,
  CaseReferred: 2,
} as const;
export const investigationUpcasters = {
  CaseNoted: {
    1: (data: object): object => ({
      ...{ openedAt: null, assessment: null, student: null, accuser: null },
      ...{ directEvidence: false, reportFiles: [], identityKept: false },
      ...data,
    }),
    2: (data: object): object => ({ reportCompletedAt: null, ...data, ...withAttempts(data) }),
  },
  // Of a policy that has somebody lead it, and says when it is to start.
  InvestigationStarted: { 1: (data: object): object => data },
  NoCaseFound: {
    1: (data: object): object => ({ onEvidence: true, instruction: null, ...data }),
    2: (data: object): object => ({ stage: null, ...data }),
  },
  CaseReferred: { 1: (data: object): object => ({ formDatedAt: null, ...data }) },
} as const;

const withAttempts = (data: { readonly assessment?: object | null }): object =>
  data.assessment
    ? { assessment: { attempt: null, attemptsAllowed: null, submittedAt: null, ...data.assessment } }
    : {};

/** The stored shapes on `investigation-<case>`. */
export const investigationEvents = {
  /** What intake told of the case: codes, dates and ids. */
  CaseNoted: z.strictObject({
    institution: z.string(),
    policy: policyPin,
    case: z.uuid(),
    reference: z.string(),
    report: z.uuid(),
    subject: subjectOfCase,
    centre: z.string().nullable(),
    offences: z.array(z.string()),
    classification,
    reportReceivedAt: dated,
    /** All that belongs to the report had come in; null: as the case was opened. */
    reportCompletedAt: dated.nullable(),
    reporterKind: z.string(),
    /** Of the policy: where days are counted. */
    timeZone: z.string().default('UTC'),
    /** Null in what was stored before this was kept. */
    openedAt: dated.nullable(),
    assessment: assessmentOfCase.nullable(),
    student: studentOfCase.nullable(),
    /** Who made the allegation, by staff id; null where nobody did, or it is not said. */
    accuser: z.string().nullable(),
    directEvidence: z.boolean(),
    /** Digests of the files that the report came with. */
    reportFiles: z.array(z.string()),
    /** Who the case is about is kept back until an act of the policy opens it. */
    identityKept: z.boolean(),
  }),
  /** What the record told: the case is closed. */
  ClosureNoted: z.strictObject({ closedAt: dated }),
  ManagerAssigned: z.strictObject({ manager: z.string(), reason: text.nullable(), registerDigest, ruling: keptRuling }),
  InvolvementDeclared: z.strictObject({
    staff: z.string(),
    previousInvolvement: z.boolean(),
    personalInterest: z.boolean(),
    detail: text,
    ruling: keptRuling,
  }),
  LeadAssigned: z.strictObject({ lead: z.string(), reason: text.nullable(), registerDigest, ruling: keptRuling }),
  InvestigationStarted: z.strictObject({
    /** Null where the policy has nobody lead it; as `due` is where it does not say when. */
    lead: z.string().nullable(),
    startedAt: dated,
    plan: contents,
    due: countedDeadline.nullable(),
    late: z.boolean(),
    ruling: keptRuling,
  }),
  /** Nobody named: nobody at the centre is implicated, which is an answer. */
  ImplicatedNamed: z.strictObject({ centreStaff: z.array(z.string()), registerDigest, ruling: keptRuling }),
  NoticeSent: z.strictObject({
    recipient,
    person: z.string(),
    /** As it was sent. */
    text,
    reason: text.nullable(),
    registerDigest,
    ruling: keptRuling,
  }),
  NoticeDeferred: z.strictObject({
    recipient,
    person: z.string(),
    until: z.iso.date(),
    reason: text,
    registerDigest,
    ruling: keptRuling,
  }),
  InformationRequested: z.strictObject({
    request: z.uuid(),
    of: text,
    what: text,
    dueOn: z.iso.date(),
    ruling: keptRuling,
  }),
  ReplyRecorded: z.strictObject({ request: z.uuid(), reply: text, evidence: z.array(z.string()), ruling: keptRuling }),
  EvidenceAdded: z.strictObject({
    /** Of the sealed file: what it is named by, everywhere. */
    digest: z.string(),
    /** Of what is in it: `sha256:<hex>`. */
    contentDigest: z.string().optional(),
    name: text,
    mediaType: z.string(),
    bytes: z.number().int(),
    description: text,
    source: text,
    ruling: keptRuling,
  }),
  InterviewRecorded: z.strictObject({
    /** A register's id; null for an outsider, whom no register has. */
    person: text.nullable(),
    outsider: text.nullable().default(null),
    accused: z.boolean(),
    companionOffered: z.boolean(),
    /** Null: no answer is recorded, because nobody was offered one. */
    companion: z.strictObject({ accepted: z.boolean(), name: text.nullable() }).nullable(),
    heldOn: z.iso.date(),
    summary: text,
    ruling: keptRuling,
  }),
  IssueRaised: z.strictObject({ issue: z.uuid(), text, ruling: keptRuling }),
  IssueAnswered: z.strictObject({ issue: z.uuid(), answer: text, ruling: keptRuling }),
  CaseReclassified: z.strictObject({ classification, reason: text, ruling: keptRuling }),
  SufficientEvidenceFound: z.strictObject({ reason: text, ruling: keptRuling }),
  NoCaseFound: z.strictObject({
    foundAt: dated,
    reason: text,
    /** For what the evidence is, and no other reason; and what becomes of the work, by the policy's code. */
    onEvidence: z.boolean(),
    instruction: z.string().nullable(),
    /** Where the matter ended, by the policy's table; null where it has none. */
    stage: z.string().nullable(),
    by: z.string().optional(),
    ruling: keptRuling,
  }),
  ReportDrafted: z.strictObject({
    version: z.number().int(),
    contents,
    evidence: z.array(z.string()),
    ruling: keptRuling,
  }),
  DraftServed: z.strictObject({
    version: z.number().int(),
    to: z.string(),
    servedAt: dated,
    window: countedDeadline,
    registerDigest,
    ruling: keptRuling,
  }),
  ResponseRecorded: z.strictObject({
    version: z.number().int(),
    response: text,
    afterWindow: z.boolean(),
    ruling: keptRuling,
  }),
  ReportFinalised: z.strictObject({
    version: z.number().int(),
    lead: z.string(),
    established: z.array(establishedPoint),
    evidence: z.array(z.string()),
    ruling: keptRuling,
  }),
  ReportSignedOff: z.strictObject({
    manager: z.string(),
    lead: z.string(),
    version: z.number().int(),
    signedOffAt: dated,
    attestation,
    established: z.array(establishedPoint.omit({ reasons: true })),
    evidence: z.array(z.string()),
    ruling: keptRuling,
  }),
  /** No lessons: there were none to learn, which is an answer. */
  LessonsRecorded: z.strictObject({ lessons: z.array(text), recordedAt: dated, ruling: keptRuling }),
  OfficeDelegated: officeDelegated,
  ...proceedingsEvents,
  ...anyEvents,
} as const;

export type InvestigationEvent = {
  [Type in keyof typeof investigationEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof investigationEvents)[Type]>;
  };
}[keyof typeof investigationEvents];
export type DataOf<Type extends InvestigationEvent['type']> = Extract<InvestigationEvent, { type: Type }>['data'];

const recipients: Readonly<Record<Recipient, string>> = {
  'centre-coordinator': 'the Centre Coordinator',
  'quality-team': "a member of the centre's quality team",
  'centre-staff': "a member of the centre's staff",
  subject: 'the subject',
  'accused-staff': "an accused member of the centre's staff",
  learner: 'a learner',
  'learner-representative': "a learner's representative",
};

export const sentences: { readonly [Type in InvestigationEvent['type']]: (data: DataOf<Type>) => string } = {
  CaseNoted: ({ reference }) => `Case ${reference} came to be investigated.`,
  ClosureNoted: () => 'The case is closed, and so is its investigation.',
  ManagerAssigned: ({ manager }) => `${manager} is accountable for the case.`,
  InvolvementDeclared: ({ staff, previousInvolvement, personalInterest }) =>
    `${staff} declared ${previousInvolvement ? 'earlier' : 'no earlier'} involvement and ${personalInterest ? 'a' : 'no'} personal interest.`,
  LeadAssigned: ({ lead }) => `${lead} leads the investigation.`,
  InvestigationStarted: ({ late, due }) =>
    due === null
      ? 'The investigation started.'
      : `The investigation started, ${late ? 'later than' : 'within'} the time aimed at: ${due.explained}.`,
  ImplicatedNamed: ({ centreStaff }) =>
    centreStaff.length > 0
      ? `Implicated at the centre: ${centreStaff.join(', ')}.`
      : 'It was recorded that nobody at the centre is implicated.',
  NoticeSent: ({ recipient: to, person }) => `Notice of the allegation was given to ${recipients[to]}, ${person}.`,
  NoticeDeferred: ({ recipient: to, until }) =>
    `Notice to ${recipients[to]} is deferred, to be looked at again on ${until}.`,
  InformationRequested: ({ dueOn }) => `Information was requested by ${dueOn}.`,
  ReplyRecorded: () => 'A request for information was answered.',
  EvidenceAdded: ({ digest }) => `Evidence was added: ${digest}.`,
  InterviewRecorded: ({ heldOn, accused, companion }) =>
    `An interview was held on ${heldOn}${accused ? ` with a person accused, who ${companion?.accepted ? 'was accompanied' : 'chose not to be accompanied'}` : ''}.`,
  IssueRaised: () => 'The subject raised an issue about the investigation.',
  IssueAnswered: () => 'An issue that the subject raised was answered.',
  CaseReclassified: ({ classification: as }) => `The case was reclassified as suspected ${as}.`,
  SufficientEvidenceFound: () => 'There is sufficient evidence for a report.',
  NoCaseFound: () => 'There is not sufficient evidence: no case was found.',
  ReportDrafted: ({ version }) => `Version ${version} of the report was drafted.`,
  DraftServed: ({ version, to, window }) =>
    `Version ${version} of the report was given to ${to}, to respond: ${window.explained}.`,
  ResponseRecorded: ({ afterWindow }) =>
    `The subject responded to the report${afterWindow ? ', after the time given' : ''}.`,
  ReportFinalised: ({ version, established }) =>
    `Version ${version} of the report is final: ${established.map(({ point, outcome: found }) => `${point}, ${found.replace('-', ' ')}`).join('; ')}.`,
  ReportSignedOff: ({ manager }) => `${manager} signed the report off.`,
  LessonsRecorded: ({ lessons }) =>
    lessons.length > 0 ? `Lessons were recorded: ${lessons.length}.` : 'It was recorded that there are no lessons.',
  OfficeDelegated: ({ office, to, by, until }) => `${to} stands in as ${office} for ${by}, up to ${until}.`,
  ...proceedingsSentences,
  ...anySentences,
};
