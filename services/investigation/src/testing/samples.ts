import type { SubjectOfCase } from '@probity/contracts';
import { fold, type Given } from '@probity/decider';
import { compilePacks, packsDirectory, type Policy } from '@probity/policy-packs';
import type { CentreOfCase, InvestigationCommand, ProposedStaff } from '../domain/investigation/commands.js';
import { investigationDecider } from '../domain/investigation/decisions.js';
import type { DataOf, InvestigationEvent } from '../domain/investigation/events.js';
import { investigationCatalogue } from '../domain/investigation/facts.js';

export const policy: Policy = compilePacks(packsDirectory, [investigationCatalogue], { only: 'imi/8' }).get({
  pack: 'imi',
  version: '8',
});

/** A Monday; ten working days from it end on Monday 16 November. */
export const received = '2026-11-02T09:30:00.000Z';
export const inTime = '2026-11-09T10:00:00.000Z';
export const tooLate = '2026-11-17T10:00:00.000Z';

const by = (id: string, office: string, at = inTime): Given => ({ actor: { id, offices: [office] }, at });
export const manager = by('IMI-S01', 'appropriate-manager');
export const otherManager = by('IMI-S02', 'appropriate-manager');
export const lead = by('IMI-S03', 'investigator');
export const outsider = by('IMI-S04', 'investigator');
export const headOfDepartment = by('IMI-S08', 'head-of-department');
export const system = by('system:investigation', 'none');

export const noRuling = { restedOn: {}, departures: [], breaches: [] };
export const registerDigest = `sha256:${'d'.repeat(64)}`;
export const claims = `sha256:${'a'.repeat(64)}`;
export const unknownFile = `sha256:${'f'.repeat(64)}`;
export const anId = '0197f3a0-0000-7000-8000-00000000000a';

type Fact<Type extends InvestigationEvent['type']> = InvestigationEvent & { readonly type: Type };
const event = <Type extends InvestigationEvent['type']>(type: Type, data: Omit<DataOf<Type>, 'ruling'>): Fact<Type> =>
  ({ type, data: { ...data, ruling: noRuling } }) as unknown as Fact<Type>;

const subjects: Readonly<Record<SubjectOfCase['kind'], SubjectOfCase>> = {
  centre: { kind: 'centre', id: 'C-1042', centre: 'C-1042' },
  'centre-staff': { kind: 'centre-staff', id: 'P-01', centre: 'C-1042' },
  learner: { kind: 'learner', id: 'L-01', centre: 'C-1042' },
  'institution-staff': { kind: 'institution-staff', id: 'IMI-S06', centre: null },
  student: { kind: 'student', id: 'ST-01', centre: null },
};

export const noted = (kind: SubjectOfCase['kind'] = 'centre', reporterKind = 'centre-staff'): Fact<'CaseNoted'> => ({
  type: 'CaseNoted',
  data: {
    institution: 'imi',
    policy: { pack: 'imi', version: '8' },
    case: '0197f3a0-0000-7000-8000-000000000001',
    reference: 'IMI-2026-000001',
    report: '0197f3a0-0000-7000-8000-000000000002',
    subject: subjects[kind],
    centre: subjects[kind].centre,
    offences: ['claims-before-completion'],
    classification: 'malpractice',
    ...{ reportReceivedAt: received, reportCompletedAt: null },
    reporterKind,
    timeZone: 'Europe/London',
    ...{ openedAt: received, assessment: null, student: null, accuser: null },
    ...{ directEvidence: false, reportFiles: [], identityKept: false },
  },
});

export const closed: Fact<'ClosureNoted'> = { type: 'ClosureNoted', data: { closedAt: inTime } };

export const managedBy = (staff: string) => event('ManagerAssigned', { manager: staff, reason: null, registerDigest });
export const managed = managedBy('IMI-S01');
export const declared = (staff: string, previousInvolvement = false, personalInterest = false) =>
  event('InvolvementDeclared', { staff, previousInvolvement, personalInterest, detail: '' });
export const ledBy = (staff: string) => event('LeadAssigned', { lead: staff, reason: null, registerDigest });
export const led = ledBy('IMI-S03');

/** All that a document of the policy must hold, in words. */
export const contentsOf = (document: string): Record<string, string> =>
  Object.fromEntries(policy.document(document).items.map(({ code, says }) => [code, `About ${says}.`]));

const due = (name: string, anchor: string) => {
  const { date, endsAt, explained, calendar, setting, counted } = policy.deadline(name, anchor);
  return { date, endsAt, explained, calendar, setting: setting ?? null, counted: [...counted] };
};

export const plan = contentsOf('investigation-plan');
export const startDue = due('start-investigation', received);
export const begun = event('InvestigationStarted', {
  lead: 'IMI-S03',
  startedAt: inTime,
  plan,
  due: startDue,
  late: false,
});
export const implicated = (...centreStaff: string[]) => event('ImplicatedNamed', { centreStaff, registerDigest });
export const asked = event('InformationRequested', {
  request: anId,
  of: 'the centre',
  what: 'records',
  dueOn: '2026-11-20',
});
export const added = event('EvidenceAdded', {
  digest: claims,
  name: 'claims.pdf',
  mediaType: 'application/pdf',
  bytes: 12,
  description: 'The claims.',
  source: 'The centre.',
});
export const raised = event('IssueRaised', { issue: anId, text: 'The time is short.' });
export const answered = event('IssueAnswered', { issue: anId, answer: 'It was made longer.' });
export const sufficient = event('SufficientEvidenceFound', { reason: 'The claims came first.' });
export const noCase = event('NoCaseFound', {
  ...{ foundAt: inTime, reason: 'The work was finished.' },
  ...{ onEvidence: true, instruction: null, stage: null },
});
export const drafted = event('ReportDrafted', {
  version: 1,
  contents: contentsOf('investigation-report'),
  evidence: [claims],
});
export const redrafted = event('ReportDrafted', { version: 2, contents: { evidence: 'More.' }, evidence: [claims] });
export const window = due('report-response', inTime);
export const served = event('DraftServed', { version: 1, to: 'P-04', servedAt: inTime, window, registerDigest });
export const servedAgain = event('DraftServed', { version: 2, to: 'P-04', servedAt: inTime, window, registerDigest });
export const responded = event('ResponseRecorded', { version: 1, response: 'We regret it.', afterWindow: false });
export const respondedAgain = event('ResponseRecorded', { version: 2, response: 'As before.', afterWindow: false });
export const established = [
  { point: '1', offence: 'claims-before-completion', outcome: 'malpractice', reasons: 'The dates show it.' },
] as const;
export const final = event('ReportFinalised', {
  version: 1,
  lead: 'IMI-S03',
  established: [...established],
  evidence: [claims],
});
export const finalAgain = { ...final, data: { ...final.data, version: 2 } } as const;
export const attestation = {
  fairReasonableLegal: true,
  evidenceConsideredWithoutBias: true,
  dueProcessFollowed: true,
  externalPartiesInformed: true,
};
export const signedOff = event('ReportSignedOff', {
  ...{ manager: 'IMI-S01', lead: 'IMI-S03', version: 1, signedOffAt: inTime, attestation },
  established: established.map(({ point, offence, outcome }) => ({ point, offence, outcome })),
  evidence: [claims],
});
export const learned = event('LessonsRecorded', { lessons: ['Look at claims sooner.'], recordedAt: inTime });
export const step = (name: string): InvestigationEvent =>
  event('StepRecorded', { step: name, title: name, fields: {} });

/** A case at each of its stages. */
export const underWay = [noted(), managed, declared('IMI-S01'), declared('IMI-S03'), led, begun] as const;
export const reporting = [...underWay, implicated(), added, sufficient, drafted] as const;
export const finalised = [...reporting, served, responded, final] as const;
export const over = [...finalised, signedOff] as const;

export const trained: ProposedStaff = {
  inRegister: true,
  offices: ['investigator'],
  training: [{ subject: 'investigation', completedOn: '2025-03-10', expiresOn: '2035-03-09' }],
  formerCentres: [],
};
export const centre: CentreOfCase = {
  id: 'C-1042',
  name: 'Example Motor Training',
  coordinator: 'P-01',
  qualityTeam: ['P-02', 'P-04'],
  staff: ['P-01', 'P-02', 'P-04', 'P-05'],
};

/** The events that follow from a command after these facts, for what a specification says of them in part. */
export const decide = (facts: readonly InvestigationEvent[], command: InvestigationCommand & Given) =>
  investigationDecider.decide(command, fold(investigationDecider, facts), policy);

export const stateAfter = (...facts: readonly InvestigationEvent[]) => fold(investigationDecider, facts);
