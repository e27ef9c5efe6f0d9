import { nothingTaken, withAct, withStep, type StepsTaken } from '@probity/contracts';
import type { AssessmentOfCase, Classification, PolicyPin, StudentOfCase, SubjectOfCase } from '@probity/contracts';
import {
  isForCentre,
  type CountedDeadline,
  type DataOf,
  type EstablishedPoint,
  type InvestigationEvent,
  type Recipient,
} from './events.js';
import {
  actOf,
  afterStep,
  doneBy,
  noProceedings,
  proceeded,
  type Proceedings,
  type ProceedingsAct,
} from './proceedings.js';

type Kept<Type extends InvestigationEvent['type']> = Omit<DataOf<Type>, 'ruling'>;

export interface InformationRequest {
  readonly request: string;
  readonly of: string;
  readonly what: string;
  /** By the end of that day in the policy's time zone. */
  readonly dueOn: string;
  readonly reply: string | null;
}

export interface Issue {
  readonly issue: string;
  readonly text: string;
  readonly answer: string | null;
}

export interface Served {
  readonly version: number;
  readonly to: string;
  readonly servedAt: string;
  readonly window: CountedDeadline;
  readonly response: string | null;
}

/** The report from its first draft on; each stage keeps what the one before it brought. */
export interface InvestigationReport {
  readonly drafts: readonly Kept<'ReportDrafted'>[];
  /** The latest; an earlier one is in the stream. */
  readonly served: Served | null;
  readonly final: {
    readonly version: number;
    /** Who established it. */
    readonly lead: string;
    readonly established: readonly EstablishedPoint[];
    readonly evidence: readonly string[];
  } | null;
  /** Recorded since the report became final as it stands. */
  readonly stepsSinceFinal: readonly string[];
  readonly signedOff: Pick<DataOf<'ReportSignedOff'>, 'manager' | 'signedOffAt' | 'attestation'> | null;
}

export interface OpenInvestigation {
  readonly status: 'open';
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly case: string;
  readonly reference: string;
  readonly report: string;
  readonly subject: SubjectOfCase;
  readonly centre: string | null;
  readonly offences: readonly string[];
  readonly classification: Classification;
  readonly reportReceivedAt: string;
  readonly reportCompletedAt: string | null;
  readonly reporterKind: string;
  readonly timeZone: string;
  readonly openedAt: string | null;
  readonly assessment: AssessmentOfCase | null;
  readonly student: StudentOfCase | null;
  readonly accuser: string | null;
  readonly directEvidence: boolean;
  readonly reportFiles: readonly string[];
  readonly identityKept: boolean;
  readonly closedAt: string | null;
  readonly manager: string | null;
  readonly lead: string | null;
  /** Everybody who ever was, the present one included. */
  readonly managers: readonly string[];
  readonly leads: readonly string[];
  readonly declarations: Readonly<
    Record<string, { readonly previousInvolvement: boolean; readonly personalInterest: boolean }>
  >;
  readonly start: (Omit<Kept<'InvestigationStarted'>, 'lead'> & { readonly reasonGiven: boolean }) | null;
  /** Null until it was said who is; empty where nobody is. */
  readonly implicated: readonly string[] | null;
  readonly notices: readonly Kept<'NoticeSent'>[];
  readonly deferral: { readonly recipient: Recipient; readonly until: string } | null;
  readonly requests: readonly InformationRequest[];
  readonly evidence: readonly Kept<'EvidenceAdded'>[];
  readonly interviews: readonly Kept<'InterviewRecorded'>[];
  readonly issues: readonly Issue[];
  readonly sufficientEvidence: 'undecided' | 'yes' | 'no';
  readonly findings: InvestigationReport;
  /** Null until they are recorded; empty where there were none to learn. */
  readonly lessons: readonly string[] | null;
  readonly proceedings: Proceedings;
  /** The allegation was put, or a letter went to the student. */
  readonly studentTold: boolean;
  readonly steps: StepsTaken;
}

/** A closure may be told before the case is. */
export type Investigation = { readonly status: 'none'; readonly closedAt: string | null } | OpenInvestigation;

export const noInvestigation: Investigation = { status: 'none', closedAt: null };

export const evolve = (state: Investigation, event: InvestigationEvent): Investigation => {
  if (event.type === 'CaseNoted') return state.status === 'none' ? opened(event.data, state.closedAt) : state;
  if (event.type === 'ClosureNoted') return { ...state, closedAt: event.data.closedAt };
  return state.status === 'none' ? state : { ...state, ...changed(state, event) };
};

const opened = (data: DataOf<'CaseNoted'>, closedAt: string | null): OpenInvestigation => ({
  status: 'open',
  ...data,
  closedAt,
  manager: null,
  lead: null,
  managers: [],
  leads: [],
  declarations: {},
  start: null,
  implicated: null,
  notices: [],
  deferral: null,
  requests: [],
  evidence: [],
  interviews: [],
  issues: [],
  sufficientEvidence: 'undecided',
  findings: { drafts: [], served: null, final: null, stepsSinceFinal: [], signedOff: null },
  lessons: null,
  proceedings: noProceedings,
  studentTold: false,
  steps: nothingTaken,
});

const changed = (
  state: OpenInvestigation,
  event: Exclude<InvestigationEvent, { type: 'CaseNoted' | 'ClosureNoted' }>,
): Partial<OpenInvestigation> => {
  switch (event.type) {
    case 'ManagerAssigned':
      return { manager: event.data.manager, managers: including(state.managers, event.data.manager) };
    case 'InvolvementDeclared':
      return { declarations: { ...state.declarations, [event.data.staff]: declared(state, event.data) } };
    case 'LeadAssigned':
      return { lead: event.data.lead, leads: including(state.leads, event.data.lead) };
    case 'InvestigationStarted':
      return { start: startOf(event.data) };
    case 'ImplicatedNamed':
      return { implicated: including(state.implicated ?? [], ...event.data.centreStaff) };
    case 'NoticeSent':
      return {
        notices: [...state.notices, without(event.data)],
        deferral: isForCentre(event.data.recipient) ? null : state.deferral,
      };
    case 'NoticeDeferred':
      return { deferral: { recipient: event.data.recipient, until: event.data.until } };
    case 'InformationRequested':
      return { requests: [...state.requests, { ...without(event.data), reply: null }] };
    case 'ReplyRecorded':
      return {
        requests: state.requests.map((one) =>
          one.request === event.data.request ? { ...one, reply: event.data.reply } : one,
        ),
      };
    case 'EvidenceAdded':
      return { evidence: [...state.evidence, without(event.data)] };
    case 'InterviewRecorded':
      return { interviews: [...state.interviews, without(event.data)] };
    case 'IssueRaised':
      return { issues: [...state.issues, { ...without(event.data), answer: null }] };
    case 'IssueAnswered':
      return {
        issues: state.issues.map((one) =>
          one.issue === event.data.issue ? { ...one, answer: event.data.answer } : one,
        ),
      };
    case 'CaseReclassified':
      return { classification: event.data.classification };
    case 'SufficientEvidenceFound':
      return { sufficientEvidence: 'yes' };
    case 'NoCaseFound':
      return { sufficientEvidence: 'no', ...(event.data.by === undefined ? {} : noCase(state, event.data.by)) };
    case 'CaseRecategorised':
      return { classification: event.data.category, ...passed(state, event) };
    case 'SubjectInvited':
    case 'MeetingRecorded':
      return passed(state, event);
    case 'AccusationPut':
      return { ...passed(state, event), studentTold: true };
    case 'AnswerRecorded':
    case 'AnonymityLifted':
    case 'CaseReferred':
      return passed(state, event);
    case 'DecidedAtDesk': {
      const { body, proven, decidedAt } = event.data;
      return { proceedings: { ...state.proceedings, decidedAtDesk: { body, proven, decidedAt } } };
    }
    case 'ReportDrafted':
    case 'DraftServed':
    case 'ResponseRecorded':
    case 'ReportFinalised':
    case 'ReportSignedOff':
      return { findings: { ...state.findings, ...reported(state.findings, event) } };
    case 'LessonsRecorded':
      return { lessons: [...(state.lessons ?? []), ...event.data.lessons] };
    case 'StepRecorded':
      return {
        steps: withStep(state.steps, event.data),
        proceedings: afterStep(state.proceedings, event.data, state),
        findings: { ...state.findings, stepsSinceFinal: [...state.findings.stepsSinceFinal, event.data.step] },
      };
    case 'OfficeDelegated':
      return { steps: withAct(state.steps, 'investigation.delegate') };
    case 'LetterSent':
      return {
        ...(event.data.to.includes('student') && { studentTold: true }),
        ...(event.data.act === actOf.SubjectInvited && invitedWith(state, event.data.text)),
      };
    case 'FactCorrected':
      return {};
    default:
      return event satisfies never;
  }
};

const passed = (state: OpenInvestigation, event: ProceedingsAct): Partial<OpenInvestigation> => ({
  steps: withAct(state.steps, actOf[event.type]),
  proceedings: proceeded(state.proceedings, event),
});

const invitedWith = ({ proceedings }: OpenInvestigation, text: string): Partial<OpenInvestigation> => ({
  proceedings: { ...proceedings, invitedWith: [...proceedings.invitedWith, text] },
});

const noCase = ({ steps, proceedings }: OpenInvestigation, by: string): Partial<OpenInvestigation> => ({
  steps: withAct(steps, 'investigation.find-no-case'),
  proceedings: { ...proceedings, did: doneBy(proceedings.did, by, 'investigation.find-no-case') },
});

type ReportEvent = Extract<
  InvestigationEvent,
  { type: 'ReportDrafted' | 'DraftServed' | 'ResponseRecorded' | 'ReportFinalised' | 'ReportSignedOff' }
>;

const reported = (findings: InvestigationReport, event: ReportEvent): Partial<InvestigationReport> => {
  switch (event.type) {
    case 'ReportDrafted':
      return { drafts: [...findings.drafts, without(event.data)], final: null };
    case 'DraftServed': {
      const { version, to, servedAt, window } = event.data;
      const response = findings.served?.version === version ? findings.served.response : null;
      return { served: { version, to, servedAt, window, response } };
    }
    case 'ResponseRecorded':
      return { served: findings.served && { ...findings.served, response: event.data.response } };
    case 'ReportFinalised': {
      const { version, lead, established, evidence } = event.data;
      return { final: { version, lead, established, evidence }, stepsSinceFinal: [] };
    }
    case 'ReportSignedOff': {
      const { manager, signedOffAt, attestation } = event.data;
      return { signedOff: { manager, signedOffAt, attestation } };
    }
    default:
      return event satisfies never;
  }
};

/** A conflict once declared stands: a later declaration does not take it back. */
const declared = (
  state: OpenInvestigation,
  { staff, previousInvolvement, personalInterest }: DataOf<'InvolvementDeclared'>,
) => {
  const before = state.declarations[staff];
  return {
    previousInvolvement: previousInvolvement || (before?.previousInvolvement ?? false),
    personalInterest: personalInterest || (before?.personalInterest ?? false),
  };
};

const startOf = ({
  ruling,
  lead: _,
  ...data
}: DataOf<'InvestigationStarted'>): NonNullable<OpenInvestigation['start']> => ({
  ...data,
  reasonGiven: ruling.departures.every(({ reason }) => reason !== null),
});

const including = (people: readonly string[], ...more: readonly string[]): readonly string[] => [
  ...new Set([...people, ...more]),
];

const without = <Data extends { readonly ruling: unknown }>({ ruling: _, ...data }: Data): Omit<Data, 'ruling'> => data;
