import { assessmentOfCase, studentOfCase, type AssessmentOfCase, type StudentOfCase } from '@probity/contracts';
import { fold, type Given } from '@probity/decider';
import { compilePacks, mergeCatalogues, packsDirectory, procedure, type Policy } from '@probity/policy-packs';
import type { DecideFinding, HearingCommand, NoteDeskDecision } from '../domain/hearing/commands.js';
import { hearingDecider } from '../domain/hearing/decider.js';
import { hearingCatalogue } from '../domain/hearing/facts.js';
import type { DataOf, Hearing, HearingEvent } from '../domain/hearing/hearing.js';
import type { InRegister } from '../domain/body/index.js';
import type { SittingCommand } from '../domain/hearing/sitting/commands.js';

const pin = { pack: 'chester', version: '2017-18' };
export const policyWith = (settings: Readonly<Record<string, string>> = {}): Policy =>
  compilePacks(
    packsDirectory,
    mergeCatalogues([...procedure.filter(({ service }) => service === 'hearing'), hearingCatalogue]),
    { only: 'chester/2017-18', settings },
  ).get(pin);
export const panelPolicy: Policy = policyWith();

const someone = (id: string, ...offices: readonly string[]): Given['actor'] => ({ id, offices });
export const registrar = someone('u-01', 'senior-assistant-registrar');
export const clerk = someone('u-02', 'aqss');
export const dean = someone('u-03', 'dean-aqe');
export const departmentChair = someone('u-04', 'chair-mab');
export const chair = someone('u-11', 'airp-chair', 'head-of-department');
export const first = someone('u-12', 'airp-member', 'academic-staff');
export const second = someone('u-13', 'airp-member', 'academic-staff');
export const advisor = someone('u-14', 'procedural-advisor');
export const otherChair = someone('u-21', 'airp-chair', 'head-of-department');
export const third = someone('u-22', 'airp-member', 'academic-staff');
export const fourth = someone('u-23', 'airp-member', 'academic-staff');
export const student = someone('s-501', 'student');
export const system = someone('system:hearings');

/** Form AI-2 is dated Monday 5 February 2018; the hearing is on Thursday 15 March 2018. */
export const formDatedAt = '2018-02-05T00:00:00.000Z';
export const referredAt = '2018-02-06T10:00:00.000Z';
export const silenceOver = '2018-02-13T09:00:00.000Z';
export const convenedAt = '2018-02-20T10:00:00.000Z';
export const subgroupAt = '2018-02-20T11:00:00.000Z';
export const invitedAt = '2018-03-01T10:00:00.000Z';
export const hearingAt = '2018-03-15T14:00:00.000Z';
export const later = '2018-03-15T15:00:00.000Z';
/** The last day for illness to be shown, and the first on which the decision stands. */
export const thirdDay = '2018-03-18T10:00:00.000Z';
export const fourthDay = '2018-03-19T10:00:00.000Z';

export const essay = `sha256:${'a'.repeat(64)}`;
export const source = `sha256:${'b'.repeat(64)}`;
export const drafts = `sha256:${'c'.repeat(64)}`;
export const caseId = '0197f3a0-0000-7000-8000-000000000052';
export const ofCase = { institution: 'chester', policy: pin, case: caseId };

export const noted = (
  assessment: Partial<AssessmentOfCase> = {},
  enrolled: Partial<StudentOfCase> = {},
): HearingEvent & { readonly type: 'CaseNoted' } => ({
  type: 'CaseNoted',
  data: {
    ...ofCase,
    reference: 'UC-2018-000001',
    subject: { kind: 'student', id: 's-501', centre: null },
    centre: null,
    assessment: assessmentOfCase.parse({
      ...{ kind: 'coursework', module: 'HI5001', component: 'essay', moduleLevel: 5, attempt: 1, attemptsAllowed: 3 },
      submittedAt: '2018-01-15T12:00:00.000Z',
      ...assessment,
    }),
    student: studentOfCase.parse({ career: 'undergraduate', registeredLevel: 5, ...enrolled }),
    accuser: 'u-05',
  },
});

export const referred = (
  changes: Partial<DataOf<'ReferralNoted'>> = {},
): HearingEvent & { readonly type: 'ReferralNoted' } => ({
  type: 'ReferralNoted',
  data: {
    ...ofCase,
    ...{ to: 'aqss', referredAt, referredBy: 'u-04', joined: false },
    report: '0197f3a0-0000-7000-8000-0000000000fe',
    ...{ offences: ['plagiarism'], category: 'unacceptable-academic-practice', evidence: [essay, source] },
    ...{ enclosed: ['ai-1', 'ai-2', 'evidence'], satOn: [], did: [], involved: [], formDatedAt, ...changes },
  },
});
export const misconduct = { offences: ['commissioning'], category: 'academic-misconduct' };

export const answered = (accepts: boolean): HearingEvent & { readonly type: 'AnswerNoted' } => ({
  type: 'AnswerNoted',
  data: { ...ofCase, accepts, receivedAt: '2018-02-08T10:00:00.000Z' },
});

export const history = (...levels: readonly number[]): HearingEvent & { readonly type: 'HistoryNoted' } => ({
  type: 'HistoryNoted',
  data: {
    ...ofCase,
    ...{ version: 1, toldAt: referredAt },
    offences: levels.map((moduleLevel) => ({
      ...{ case: '0197f3a0-0000-7000-8000-000000000099', reference: 'UC-2017-000009', career: 'undergraduate' },
      ...{ category: 'unacceptable-academic-practice', offences: ['plagiarism'], moduleLevel },
      ...{ foundAt: '2017-11-01T10:00:00.000Z', penalties: [], spent: false },
    })),
  },
});

export const inRegister = (offices: readonly string[], changes: Partial<InRegister> = {}): InRegister => ({
  ...{ known: true, offices, isSubject: false, taughtModule: false, examinedWork: false, subjectSpecialist: false },
  ...{ ofOriginatingFaculty: false, ofProgrammeDepartment: false, trained: false, ...changes },
});

export const by = <C extends HearingCommand>(actor: Given['actor'], at: string, command: C): C & Given => ({
  ...command,
  ...{ actor, at },
});
type Sitting<Type extends SittingCommand['type']> = Extract<SittingCommand, { type: Type }>;

export const convening = (body: string, at = convenedAt, cases: readonly string[] = [caseId]) =>
  by(registrar, at, { type: 'ConveneBody', body, sitting: '0197f3a0-0000-7000-8000-0000000000cd', cases } as const);

export const appointing = (
  person: Given['actor'],
  seat: string,
  changes: Partial<InRegister> = {},
  reasons: Readonly<Record<string, string>> = {},
) => ({
  ...by(registrar, convenedAt, {
    ...{ type: 'AppointMember', person: person.id, seat },
    inRegister: { [caseId]: inRegister(person.offices, changes) },
  } as const),
  reasons,
});

export const fixing = (on = hearingAt, at = convenedAt, changes: Partial<Sitting<'FixDate'>> = {}) =>
  by(clerk, at, {
    ...({ type: 'FixDate', on, place: 'Binks 014', online: false, inTermTime: true, nextAvailable: true } as const),
    ...changes,
  });

export const invitationWords = {
  'right-to-attend': 'You may come.',
  'written-statement': 'You may write.',
  companion: "Another student or an officer of the Students' Union may come with you; under 18 also a parent.",
  deferral: 'For another date write to the Senior Assistant Registrar.',
};
export const inviting = (changes: Partial<Sitting<'InviteStudent'>> = {}, at = invitedAt) =>
  by(clerk, at, {
    ...({ type: 'InviteStudent', statementTold: true, channel: 'university-email', letter: invitationWords } as const),
    ...changes,
  });

export const serving = (
  to: 'student' | 'members' | 'all' = 'all',
  documents: readonly string[] = [essay, source],
  at = invitedAt,
) => by(clerk, at, { type: 'ServeEvidence', to, documents } as const);

const there = { student: true, companion: 'none', offices: [], presenter: true, inPlaceOfStudent: false };
export const opening = (changes: Partial<Sitting<'OpenHearing'>> = {}, at = hearingAt, actor = chair) =>
  by(actor, at, { ...({ type: 'OpenHearing', ...there } as const), ...changes });
export const resuming = (changes: Partial<Sitting<'ResumeHearing'>> = {}, at = later) =>
  by(chair, at, { ...({ type: 'ResumeHearing', enquiries: '', ...there } as const), ...changes });
export const suspending = (at = hearingAt) =>
  by(registrar, at, { type: 'SuspendHearing', reason: 'As said.' } as const);
export const admitting = (at = hearingAt) => by(clerk, at, { type: 'AdmitLateEvidence', documents: [drafts] } as const);
export const requesting = (ground: string, at: string, changes: Partial<Sitting<'RequestDeferral'>> = {}) =>
  by(student, at, { ...({ type: 'RequestDeferral', ground, evidenced: true, channel: 'email' } as const), ...changes });
export const deciding = (granted: boolean, at: string) =>
  by(registrar, at, { type: 'DecideDeferral', granted, reason: 'As shown.' } as const);

export const step = (
  name: string,
  fields: DataOf<'StepRecorded'>['fields'],
  actor: Given['actor'],
  at: string,
): Extract<HearingCommand, { type: 'RecordStep' }> & Given => ({ type: 'RecordStep', step: name, fields, actor, at });

export const received = step('hearing.receive-case-file', { contents: 'AI-1, AI-2, evidence' }, clerk, referredAt);
export const eligibility = (eligible: boolean, at = silenceOver) =>
  step('hearing.decide-eligibility', { eligible }, registrar, at);
export const satisfying = (evidenceSufficient: boolean, recommendationCorrect = true, at = subgroupAt) =>
  step('hearing.satisfy-subgroup', { evidenceSufficient, recommendationCorrect }, chair, at);
export const referringOn = step('hearing.refer-to-full-hearing', {}, chair, convenedAt);
export const firstPart = step(
  'hearing.close-first-part',
  { response: 'It is mine.', mitigation: 'None.', recording: 'rec-17' },
  advisor,
  later,
);
export const secondPart = step('hearing.close-second-part', { inPrivate: true, record: 'Minutes.' }, advisor, later);

/** Of the Panel, and of its subgroup. */
export const panelFor = { 'u-11': 'for', 'u-12': 'for', 'u-13': 'for' } as const;
export const panelAgainst = { 'u-11': 'against', 'u-12': 'against', 'u-13': 'for' } as const;
export const subgroupFor = { 'u-11': 'for', 'u-03': 'for' } as const;

export const finding = (changes: Partial<DecideFinding> = {}, at = later, actor = chair): DecideFinding & Given =>
  by(actor, at, {
    type: 'DecideFinding',
    findings: [
      { point: 'plagiarism', outcome: 'unacceptable-academic-practice', reasons: 'As shown.', evidence: [essay] },
    ],
    ...{ category: 'unacceptable-academic-practice', sources: ['case-file'], otherwise: false },
    ...{ votes: panelFor, ...changes },
  });
export const noBreach: Partial<DecideFinding> = {
  findings: [{ point: 'plagiarism', outcome: 'not-shown', reasons: 'It is quoted.', evidence: [] }],
  category: null,
  votes: panelAgainst,
};

export const confirming = (at = later, actor = chair) => by(actor, at, { type: 'ConfirmDecision' } as const);

export const atDesk = (changes: Partial<NoteDeskDecision> = {}): NoteDeskDecision & Given =>
  by(system, '2018-02-01T12:00:05.000Z', {
    type: 'NoteDeskDecision',
    ...ofCase,
    ...{ body: 'department', title: 'the Chair of the Module Assessment Board', by: 'u-04' },
    ...{ decidedAt: '2018-02-01T12:00:00.000Z', proven: true, offences: ['plagiarism'] },
    ...{ category: 'unacceptable-academic-practice', report: '0197f3a0-0000-7000-8000-0000000000fe' },
    ...{ evidence: [essay], satOn: [], did: [{ person: 'u-04', act: 'investigation.decide-on-ai-x' }], involved: [] },
    ...{ clauses: ['UC-8.5'], ...changes },
  });

/** What follows from these commands in turn, each given by somebody who may. */
export const after = (
  facts: readonly HearingEvent[],
  ...commands: readonly (HearingCommand & Given)[]
): readonly HearingEvent[] =>
  commands.reduce<readonly HearingEvent[]>(
    (so, command) => [...so, ...hearingDecider.decide(command, fold(hearingDecider, so), panelPolicy)],
    facts,
  );

export const stateOf = (facts: readonly HearingEvent[]): Extract<Hearing, { status: 'known' }> => {
  const state = fold(hearingDecider, facts);
  if (state.status === 'none') throw new Error('nothing happened');
  return state;
};

/** A student at Level 5 with nothing on record, who has not answered. */
export const known: readonly HearingEvent[] = [noted(), referred(), history()];
export const disputed: readonly HearingEvent[] = [...known, answered(false)];
export const eligible = after(known, received, eligibility(true));

export const subgroup = after(
  eligible,
  convening('subgroup'),
  appointing(chair, 'chair'),
  appointing(dean, 'dean'),
  appointing(advisor, 'advisor'),
);
export const subgroupMet = after(subgroup, fixing(subgroupAt), serving('members', [essay, source], convenedAt));
export const referredOn = after(subgroupMet, satisfying(false), referringOn);

/** The Panel of a student who disputes it. */
export const forPanel = after(disputed, received, eligibility(false), convening('airp'));
export const seats = [
  appointing(chair, 'chair'),
  appointing(first, 'member'),
  appointing(second, 'member'),
  appointing(advisor, 'advisor'),
] as const;
export const panel = after(forPanel, ...seats);
export const dated = after(panel, fixing());
export const ready = after(dated, inviting(), serving());
export const open = after(ready, opening());
export const heard = after(open, firstPart);
export const absent = after(ready, opening({ student: false }), firstPart);
export const cleared = after(heard, finding(noBreach), secondPart);
export const clearedInAbsence = after(absent, finding(noBreach), secondPart);

/** Of an event that must be there. */
export const dataOf = <T>(event: { readonly data: object } | undefined): T => {
  if (!event) throw new Error('there is no such event');
  return event.data as T;
};
