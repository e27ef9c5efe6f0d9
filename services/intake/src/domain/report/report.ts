import { isForgotten, nothingTaken, withAct, withStep } from '@probity/contracts';
import type { AssessmentOfCase, PolicyPin, StepsTaken, SubjectOfCase } from '@probity/contracts';
import type { Allegation, Attachment, Paper } from './allegation.js';
import type { DataOf, ReportEvent, StudentOfReport } from './events.js';

export type Report = { readonly status: 'none' } | SubmittedReport;

export interface SubmittedReport {
  readonly status: 'submitted';
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly reference: string;
  readonly receivedAt: string;
  readonly reporterKind: string;
  readonly accuser: string | null;
  readonly about: string;
  readonly assessment: AssessmentOfCase | null;
  /** Those whom it still knows. */
  readonly students: readonly StudentOfReport[];
  /** What each of them is called by whom it is kept from who they are: the same for good. */
  readonly names: readonly string[];
  /** How many it named whose cases were destroyed since. */
  readonly forgotten: number;
  readonly evidenceKinds: readonly string[];
  readonly directEvidence: boolean;
  readonly contactable: boolean;
  readonly lagInDays: number | null;
  readonly allegation: Allegation;
  readonly attachments: readonly Attachment[];
  readonly papers: readonly Paper[];
  readonly missing: readonly string[];
  /** What was added after receipt, in its words. */
  readonly information: readonly { readonly information: string; readonly items: readonly string[] }[];
  readonly acknowledged: boolean;
  readonly scope: 'undecided' | 'in' | 'out';
  readonly category: DataOf<'ReportCategorised'> | null;
  /** Of its students, those who were dealt with before as less than misconduct. */
  readonly earlierPractice: readonly string[];
  readonly handledLocally: boolean;
  readonly withdrawn: boolean;
  /** A letter went to the student on the report itself. */
  readonly studentWrittenTo: boolean;
  readonly cases: readonly OpenedCase[];
  /** Cases of its in which anonymity was lifted. */
  readonly lifted: readonly string[];
  readonly steps: StepsTaken;
}

export interface OpenedCase {
  readonly case: string;
  readonly reference: string;
  /** Null once the case was destroyed. */
  readonly subject: SubjectOfCase | null;
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
    case 'EarlierPracticeNoted':
    case 'ReportHandledLocally':
    case 'ReportWithdrawn':
    case 'AnonymityLiftedNoted':
    case 'CaseOpenedFromReport':
    case 'InformantIdentified':
    case 'StepRecorded':
    case 'LetterSent':
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
      return did(informed(report, event.data), 'report.add-information');
    case 'ReportAcknowledged':
      return did({ ...report, acknowledged: true }, 'report.acknowledge');
    case 'ScopeDecided':
      return did({ ...report, scope: event.data.inScope ? 'in' : 'out' }, 'report.decide-scope');
    case 'ReportCategorised':
      return did({ ...report, category: event.data }, 'report.categorise');
    case 'EarlierPracticeNoted':
      return { ...report, earlierPractice: event.data.students.flatMap((one) => (isForgotten(one) ? [] : [one.id])) };
    case 'ReportHandledLocally':
      return did({ ...report, handledLocally: true }, 'report.handle-locally');
    case 'ReportWithdrawn':
      return did({ ...report, withdrawn: true }, 'report.withdraw');
    case 'CaseOpenedFromReport':
      return did({ ...report, cases: [...report.cases, openedCase(event.data)] }, 'report.open-case');
    case 'AnonymityLiftedNoted':
      return { ...report, lifted: [...report.lifted, event.data.case] };
    case 'StepRecorded':
      return { ...report, steps: withStep(report.steps, event.data) };
    case 'LetterSent':
      return event.data.to.includes('student') ? { ...report, studentWrittenTo: true } : report;
    case 'FactCorrected':
    case 'InformantIdentified':
    case 'CaseOpened':
      return report;
    default:
      return event satisfies never;
  }
};

const openedCase = ({ subject, ...opened }: DataOf<'CaseOpenedFromReport'>): OpenedCase => ({
  ...opened,
  subject: isForgotten(subject) ? null : subject,
});

/** The students of a report who are known, and how many are not any more. */
const studentsOf = (students: NonNullable<DataOf<'ReportSubmitted'>['students']>) => {
  const gone = students.filter(isForgotten);
  const known = students.flatMap((one, nth) => (isForgotten(one) ? [] : [{ one, name: `student-${nth + 1}` }]));
  return {
    students: known.map(({ one }) => one),
    names: known.map(({ name }) => name),
    forgotten: new Set(gone.map((one) => one.case)).size,
  };
};

const did = (report: SubmittedReport, act: string): SubmittedReport => ({
  ...report,
  steps: withAct(report.steps, act),
});

const submitted = ({
  informant: _,
  interestDeclared: _interest,
  channel: _channel,
  ruling: _ruling,
  ...data
}: DataOf<'ReportSubmitted'>): SubmittedReport => ({
  status: 'submitted',
  ...data,
  // What was stored before these were kept has none of them.
  ...{ accuser: data.accuser ?? null, about: data.about ?? 'assessment', assessment: data.assessment ?? null },
  ...studentsOf(data.students ?? []),
  evidenceKinds: data.evidenceKinds ?? [],
  directEvidence: data.directEvidence ?? false,
  papers: data.papers ?? [],
  // A correction may have told it since.
  missing: data.missing.filter((item) => item !== 'assessment' || !data.assessment),
  information: [],
  acknowledged: false,
  scope: 'undecided',
  category: null,
  ...{ earlierPractice: [], handledLocally: false, withdrawn: false, studentWrittenTo: false, cases: [], lifted: [] },
  steps: withAct(nothingTaken, 'report.submit'),
});

const informed = (
  report: SubmittedReport,
  { information, items = [], attachments, papers = [], evidenceKinds = [] }: DataOf<'InformationAdded'>,
): SubmittedReport => ({
  ...report,
  information: [...report.information, { information, items }],
  missing: report.missing.filter((item) => !items.includes(item)),
  attachments: [...report.attachments, ...attachments],
  papers: [...report.papers, ...papers],
  evidenceKinds: [...new Set([...report.evidenceKinds, ...evidenceKinds])],
});

/** Dealt with as less than misconduct: what counts as such against a later report on the same student. */
export const wasDealtWithAsLess = ({ handledLocally, studentWrittenTo, withdrawn }: SubmittedReport): boolean =>
  (handledLocally || studentWrittenTo) && !withdrawn;
