import { fold, given, type Given } from '@probity/decider';
import { compilePacks, packsDirectory, type Policy } from '@probity/policy-packs';
import type { InvestigationCommand } from '../domain/investigation/commands.js';
import { investigationDecider } from '../domain/investigation/decisions.js';
import type { DataOf, InvestigationEvent } from '../domain/investigation/events.js';
import { investigationCatalogue } from '../domain/investigation/facts.js';
import type {
  Invite,
  PersonOfCase,
  ProposedInterviewer,
  RecordMeeting,
  Refer,
} from '../domain/investigation/proceedings-commands.js';
import { noRuling, registerDigest } from './samples.js';

const pin = { pack: 'irish-baptist-college', version: '2023-08-21' };

/** A student's case, under a policy that interviews before it refers. */
export const studentPolicy: Policy = compilePacks(packsDirectory, [investigationCatalogue], {
  only: `${pin.pack}/${pin.version}`,
}).get(pin);

/** Five working days before Friday 17 July 2026, with a holiday in Northern Ireland on Monday the 13th. */
export const lastDay = '2026-07-09T16:00:00.000Z';
export const dayTooLate = '2026-07-10T08:00:00.000Z';
export const interviewAt = '2026-07-17T10:00:00+01:00';
export const afterwards = '2026-07-17T12:00:00.000Z';

const by =
  (id: string, ...offices: string[]) =>
  (at = lastDay): Given => ({ actor: { id, offices }, at });
export const director = by('ST-01', 'director-of-training', 'teaching-staff');
export const principal = by('ST-02', 'principal');
export const registrar = by('ST-03', 'registrar', 'professional-staff');
export const lecturer = by('ST-04', 'lecturer', 'teaching-staff');
export const examiner = by('ST-05', 'examiner', 'teaching-staff');
export const student = by('U-1001', 'student');

type Fact<Type extends InvestigationEvent['type']> = InvestigationEvent & { readonly type: Type };

export const assessment = {
  ...{ kind: 'coursework', module: 'TH301', component: 'essay', moduleLevel: 6 },
  ...{
    formative: false,
    attempt: null,
    attemptsAllowed: null,
    submittedAt: null,
    requiredForAward: true,
    resubmission: false,
    reuseProhibited: false,
    collaborative: false,
  },
  ...{ postedAt: '2026-06-17T10:00:00+01:00', marksReleasedAt: '2026-08-01T09:00:00+01:00' },
  ...{ examinationStartsAt: null, examinationEndsAt: null },
};

export const opened = (more: Partial<DataOf<'CaseNoted'>> = {}): Fact<'CaseNoted'> => ({
  type: 'CaseNoted',
  data: {
    ...{ institution: pin.pack, policy: pin, case: '0197f3a0-0000-7000-8000-000000000011' },
    ...{ reference: 'IBC-2026-000001', report: '0197f3a0-0000-7000-8000-000000000012' },
    subject: { kind: 'student', id: 'U-1001', centre: null },
    ...{ centre: null, offences: ['contract-cheating'], classification: 'malpractice' },
    ...{ reportReceivedAt: '2026-07-06T09:00:00.000Z', reporterKind: 'lecturer', timeZone: 'Europe/London' },
    ...{ reportCompletedAt: null, openedAt: '2026-07-07T09:00:00.000Z', assessment },
    student: {
      ...{ career: 'undergraduate', registeredLevel: 6, withdrawn: false, isMinor: false, partTime: false },
      ...{ validatedBy: 'other', earlierPoorPractice: false },
    },
    ...{ accuser: 'ST-04', directEvidence: false, reportFiles: [], identityKept: true },
    ...more,
  },
});

export const step = (
  name: string,
  fields: DataOf<'StepRecorded'>['fields'] = {},
  person = 'ST-01',
): Fact<'StepRecorded'> => ({
  type: 'StepRecorded',
  data: { step: `investigation.${name}`, title: name, fields, at: lastDay, by: person, ruling: noRuling },
});

export const declared = (staff: string, personalInterest = false, previousInvolvement = false): InvestigationEvent => ({
  type: 'InvolvementDeclared',
  data: { staff, previousInvolvement, personalInterest, detail: '', ruling: noRuling },
});

export const nobodySpecial: PersonOfCase = {
  ...{ offices: ['teaching-staff'], isSubject: false, taughtModule: false, examinedWork: false },
  ...{ subjectSpecialist: false, ofOriginatingFaculty: false, ofProgrammeDepartment: false, trained: true },
};
const seat = (person: string, inRegister: Partial<PersonOfCase>): ProposedInterviewer => ({
  ...{ person, seat: 'interviewer', reasons: {} },
  inRegister: { ...nobodySpecial, ...inRegister },
});
export const theDirector = seat('ST-01', { offices: ['director-of-training', 'teaching-staff'] });
export const theExaminer = seat('ST-05', { offices: ['examiner'], examinedWork: true, subjectSpecialist: true });
export const aColleague = seat('ST-06', { subjectSpecialist: true });

/** All that the letter of that name must say, but for what is known without being told. */
export const letterOf = (
  notice: string,
  known: readonly string[] = ['reference', 'date', 'time'],
): Record<string, string> =>
  Object.fromEntries(
    studentPolicy
      .notice(notice)
      .items.filter(({ code }) => !known.includes(code))
      .map(({ code, says }) => [code, `It says ${says}.`]),
  );

/** Suspicion, agreement and names: clauses 64 and 67. */
export const readyToInvite = [
  opened(),
  step('suspect-commissioning', { grounds: 'Far superior to earlier work.' }, 'ST-04'),
  step('agree-to-interview', { kind: 'authorship-interview', agreed: true }),
  step('name-interviewers', { first: 'ST-01', second: 'ST-05' }),
  declared('ST-01'),
  declared('ST-05'),
] as const;

export const toInterview: Invite = {
  type: 'Invite',
  ...{ kind: 'authorship-interview', meetingAt: interviewAt },
  ...{ purpose: 'To hear how the essay came about.', inPerson: true, registerDigest },
  interviewers: [theDirector, theExaminer],
  letter: letterOf('authorship-interview-invitation', ['reference', 'date', 'time', 'purpose']),
};

export const invited: Fact<'SubjectInvited'> = {
  type: 'SubjectInvited',
  data: {
    ...{ kind: 'authorship-interview', at: interviewAt, purpose: toInterview.purpose, inPerson: true },
    body: 'interviewers',
    conductedBy: ['ST-01', 'ST-05'].map((person) => ({ person, seat: 'interviewer', roles: ['interviewer'] })),
    ...{ usesUp: [], by: 'ST-01', registerDigest, ruling: noRuling },
  },
};

export const readyToMeet = [
  ...readyToInvite,
  invited,
  step('make-adjustments', { need: 'none' }),
  step('demonstrate-authorship', { producedWork: false, ownReading: true, ownPreparation: false, understands: false }),
] as const;

export const meeting: RecordMeeting = {
  type: 'RecordMeeting',
  ...{ kind: 'authorship-interview', attended: true, outcome: 'doubtful' },
  ...{ startedAt: interviewAt, endedAt: '2026-07-17T10:30:00+01:00', record: 'What was asked and answered.' },
  companion: { with: 'fellow-student', legal: false, spoke: false },
};

export const held = (outcome = 'doubtful', kind = 'authorship-interview'): Fact<'MeetingRecorded'> => ({
  type: 'MeetingRecorded',
  data: {
    ...{ kind, attended: true, outcome, startedAt: interviewAt, endedAt: '2026-07-17T10:30:00+01:00' },
    ...{ companion: null, record: null, body: 'interviewers', conductedBy: invited.data.conductedBy },
    ...{ by: 'ST-01', ruling: noRuling },
  },
});

const lifted: Fact<'AnonymityLifted'> = {
  type: 'AnonymityLifted',
  data: { liftedAt: lastDay, by: 'ST-01', ruling: noRuling },
};

export const readyToRefer = [
  ...readyToMeet,
  lifted,
  held(),
  step('write-interview-record', { record: 'What was asked and answered.' }),
  step('assess-evidence', { moreLikelyThanNot: true, reasons: 'The style changes.' }),
] as const;

export const toCommittee: Refer = { type: 'Refer', to: 'special-cases-committee', joined: false, enclosed: [] };

export const afterAll = (...facts: readonly InvestigationEvent[]) =>
  given(investigationDecider, studentPolicy, ...facts);

export const decideOn = (facts: readonly InvestigationEvent[], command: InvestigationCommand & Given) =>
  investigationDecider.decide(command, fold(investigationDecider, facts), studentPolicy);

export const stateOf = (...facts: readonly InvestigationEvent[]) => fold(investigationDecider, facts);
