import { fold, type Given } from '@probity/decider';
import { compilePacks, mergeCatalogues, packsDirectory, procedure, type Policy } from '@probity/policy-packs';
import type { InRegister } from '../domain/body/index.js';
import type { DecideFinding, DecidePenalty, HearingCommand } from '../domain/hearing/commands.js';
import { hearingDecider } from '../domain/hearing/decider.js';
import { hearingCatalogue } from '../domain/hearing/facts.js';
import type { DataOf, Hearing, HearingEvent } from '../domain/hearing/hearing.js';
import type { SittingCommand } from '../domain/hearing/sitting/commands.js';

const pin = { pack: 'irish-baptist-college', version: '2023-08-21' };
export const committeesPolicy: Policy = compilePacks(
  packsDirectory,
  mergeCatalogues([...procedure.filter(({ service }) => service === 'hearing'), hearingCatalogue]),
  {
    only: 'irish-baptist-college/2023-08-21',
  },
).get(pin);

const someone = (id: string, ...offices: readonly string[]): Given['actor'] => ({ id, offices });
export const director = someone('st-01', 'director-of-training');
export const registrar = someone('st-02', 'registrar');
export const teacher = someone('st-04', 'teaching-staff');
export const accuser = someone('st-08', 'teaching-staff');
export const interviewer = someone('st-09', 'teaching-staff');
export const questioner = someone('st-10', 'teaching-staff');
export const student = someone('s-001', 'student');
export const system = someone('system:hearings');

/** The meeting is on Monday 20 July 2026; Monday 13 July is a holiday: the last day for its notice is Friday 10 July. */
export const meetingAt = '2026-07-20T09:00:00.000Z';
export const fixedAt = '2026-07-08T09:00:00.000Z';
export const lastNotice = '2026-07-10T16:00:00.000Z';
export const shortNotice = '2026-07-13T08:00:00.000Z';
export const afterMeeting = '2026-07-20T11:00:00.000Z';

export const essay = `sha256:${'a'.repeat(64)}`;
export const source = `sha256:${'b'.repeat(64)}`;
export const caseId = '0197f3a0-0000-7000-8000-000000000002';
export const otherCase = '0197f3a0-0000-7000-8000-000000000003';
export const ofCase = { institution: 'irish-baptist-college', policy: pin, case: caseId };

export const noted: HearingEvent & { readonly type: 'CaseNoted' } = {
  type: 'CaseNoted',
  data: {
    ...ofCase,
    reference: 'IBC-2026-000001',
    subject: { kind: 'student', id: 's-001', centre: null },
    centre: null,
    assessment: {
      ...{ kind: 'coursework', module: 'THE501', component: null, moduleLevel: 5, formative: false },
      ...{ requiredForAward: true, resubmission: false, reuseProhibited: false, collaborative: false },
      ...{ postedAt: null, marksReleasedAt: '2026-06-30T09:00:00.000Z' },
      ...{ attempt: null, attemptsAllowed: null, submittedAt: null },
      ...{ examinationStartsAt: null, examinationEndsAt: null },
    },
    student: {
      ...{ career: 'undergraduate', registeredLevel: 5, withdrawn: false, isMinor: false, partTime: false },
      ...{ validatedBy: 'other', earlierPoorPractice: false },
    },
    accuser: 'st-08',
  },
};

export const referred = (
  changes: Partial<DataOf<'ReferralNoted'>> = {},
): HearingEvent & { readonly type: 'ReferralNoted' } => ({
  type: 'ReferralNoted',
  data: {
    ...ofCase,
    ...{ to: 'special-cases-committee', referredAt: '2026-07-01T09:00:00.000Z', referredBy: 'st-01', joined: false },
    report: '0197f3a0-0000-7000-8000-0000000000ff',
    ...{ offences: ['plagiarism'], category: 'malpractice', evidence: [essay, source], enclosed: [essay, source] },
    satOn: [
      { person: 'st-09', body: 'interviewers' },
      { person: 'st-10', body: 'post-examination-interviewers' },
    ],
    ...{ did: [], involved: [], formDatedAt: null, ...changes },
  },
});

export const historyOf = (...careers: readonly string[]): HearingEvent & { readonly type: 'HistoryNoted' } => ({
  type: 'HistoryNoted',
  data: {
    ...ofCase,
    ...{ version: 1, toldAt: '2026-07-01T10:00:00.000Z' },
    offences: careers.map((career) => ({
      ...{ case: otherCase, reference: 'IBC-2025-000009', category: 'malpractice', offences: ['plagiarism'], career },
      ...{ moduleLevel: 4, foundAt: '2025-05-01T10:00:00.000Z', penalties: ['a'], spent: false },
    })),
  },
});

export const inRegister = (offices: readonly string[], changes: Partial<InRegister> = {}): InRegister => ({
  ...{ known: true, offices, isSubject: false, taughtModule: false, examinedWork: false, subjectSpecialist: false },
  ...{ ofOriginatingFaculty: false, ofProgrammeDepartment: false, trained: false, ...changes },
});

type Said<C> = C extends unknown ? C & Given : never;
export const by = <C extends HearingCommand>(actor: Given['actor'], at: string, command: C): C & Given => ({
  ...command,
  ...{ actor, at },
});

export const convening = (changes: Partial<SittingCommand & { readonly type: 'ConveneBody' }> = {}) =>
  by(director, '2026-07-02T09:00:00.000Z', {
    type: 'ConveneBody',
    ...{
      body: 'special-cases-committee',
      sitting: '0197f3a0-0000-7000-8000-0000000000cc',
      cases: [caseId],
      ...changes,
    },
  });

export const appointing = (person: Given['actor'], seat: string, reasons: Readonly<Record<string, string>> = {}) => ({
  ...by(director, '2026-07-02T10:00:00.000Z', {
    type: 'AppointMember',
    ...{ person: person.id, seat, inRegister: { [caseId]: inRegister(person.offices) } },
  } as const),
  reasons,
});

export const declaring = (person: Given['actor'], conflict = false, involved = false) =>
  by(person, '2026-07-03T10:00:00.000Z', { type: 'DeclareInterest', person: person.id, conflict, involved } as const);

export const fixing = (on = meetingAt, at = fixedAt) =>
  by(registrar, at, { type: 'FixDate', on, place: 'Room 1', online: false, inTermTime: false } as const);

export const handedOver = step('hearing.hand-over', { allDocuments: true, confirmed: true }, director, fixedAt);

export const invitationWords = {
  allegation: 'Plagiarism in the essay.',
  consequences: 'Up to expulsion.',
  documents: 'The essay and its source are enclosed.',
  companion: 'A person of your choice may come, and speak.',
  'no-lawyer': 'No lawyer may come.',
  'in-absentia': 'Without a response the case may be heard without you.',
  'procedure-and-role': 'Tell the Registrar whether you come.',
};

export const inviting = (changes: Partial<SittingCommand & { readonly type: 'InviteStudent' }> = {}, at = lastNotice) =>
  by(registrar, at, {
    type: 'InviteStudent',
    ...{ statementTold: true, channel: null, letter: invitationWords, ...changes },
  });

export const serving = (
  to: 'student' | 'members' | 'all' = 'members',
  documents: readonly string[] = [essay, source],
  at = lastNotice,
) => by(registrar, at, { type: 'ServeEvidence', to, documents } as const);

export const opening = (changes: Partial<SittingCommand & { readonly type: 'OpenHearing' }> = {}) =>
  by(registrar, meetingAt, {
    type: 'OpenHearing',
    ...{ student: true, companion: 'none', offices: ['registrar'], presenter: false, inPlaceOfStudent: false },
    ...changes,
  });

export const suspending = by(director, meetingAt, { type: 'SuspendHearing', reason: 'Enquiries.' } as const);
export const resuming = (
  changes: Partial<SittingCommand & { readonly type: 'ResumeHearing' }> = {},
  at = afterMeeting,
) =>
  by(director, at, {
    type: 'ResumeHearing',
    enquiries: 'Nothing new.',
    ...{ student: true, companion: 'none', offices: ['registrar'], presenter: false, inPlaceOfStudent: false },
    ...changes,
  });

export function step(
  name: string,
  fields: DataOf<'StepRecorded'>['fields'] = {},
  actor = registrar,
  at = meetingAt,
): Said<Extract<HearingCommand, { type: 'RecordStep' }>> {
  return { type: 'RecordStep', step: name, fields, actor, at };
}

export const presented = step('hearing.present-case', { summary: 'The essay and its source.' });
export const heard = step('hearing.hear-response', { heardAll: true, by: 'student' });
export const alone = step('hearing.parties-leave');

export const bothFor = { 'st-01': 'for', 'st-04': 'for' } as const;
export const finding = (changes: Partial<DecideFinding> = {}, at = afterMeeting): DecideFinding & Given =>
  by(director, at, {
    type: 'DecideFinding',
    findings: [{ point: 'plagiarism', outcome: 'malpractice', reasons: 'The texts agree.', evidence: [essay] }],
    ...{ standard: 'balance-of-probabilities', grounds: [], category: 'malpractice', votes: bothFor, ...changes },
  });

export const factors = {
  'level-of-study': 'Second year.',
  proportion: 'A third of the essay.',
  weighting: 'Half of the module.',
  history: 'None.',
  intention: 'None that could be seen.',
  seriousness: 'A third without a reference.',
  consistency: 'As before.',
  proportionality: 'The module can still be passed.',
  impact: 'None on the degree.',
};
export const penalty = (changes: Partial<DecidePenalty> = {}, at = afterMeeting): DecidePenalty & Given =>
  by(director, at, {
    type: 'DecidePenalty',
    tariff: 'malpractice-penalties',
    chosen: [{ code: 'e', parameters: { work: 'The essay', resit: 'capped' } }],
    ...{ factors, votes: bothFor, comparables: { seen: '"now"', now: '"now"', codes: [] }, ...changes },
  });

export const decisionWords = {
  consequences: 'The module is passed with a resubmission.',
  'appeals-procedure': 'Appeals go to the Registrar.',
  'right-of-appeal': 'You may appeal.',
  'procedure-and-role': 'Submit again by 1 September.',
};
export const telling = (
  changes: Partial<HearingCommand & { readonly type: 'SendDecisionLetter' }> = {},
  at = afterMeeting,
) =>
  by(registrar, at, {
    type: 'SendDecisionLetter',
    ...{ suggestsAdvice: true, warnsOfRepeat: true, letter: decisionWords, ...changes },
  });

/** What follows from these commands in turn, each given by somebody who may. */
export const after = (
  facts: readonly HearingEvent[],
  ...commands: readonly (HearingCommand & Given)[]
): readonly HearingEvent[] =>
  commands.reduce<readonly HearingEvent[]>(
    (so, command) => [...so, ...hearingDecider.decide(command, fold(hearingDecider, so), committeesPolicy)],
    facts,
  );

export const stateOf = (facts: readonly HearingEvent[]): Extract<Hearing, { status: 'known' }> => {
  const state = fold(hearingDecider, facts);
  if (state.status === 'none') throw new Error('nothing happened');
  return state;
};

export const known = [noted, referred(), historyOf()];
export const seated = after(
  known,
  convening(),
  appointing(director, 'director'),
  appointing(teacher, 'teaching-staff'),
  declaring(director),
  declaring(teacher),
);
export const dated = after(seated, handedOver, fixing());
export const ready = after(dated, inviting(), serving());
export const open = after(ready, opening());
export const allHeard = after(open, presented, heard, alone);
/** Of a student who has an earlier offence. */
export const allHeardAgain = after(allHeard, {
  ...{ type: 'NoteHistory', actor: system, at: fixedAt },
  ...historyOf('undergraduate').data,
  version: 2,
});
export const foundProven = after(allHeard, finding());
export const decided = after(foundProven, penalty());

/** Of an event that must be there. */
export const dataOf = <T>(event: { readonly data: object } | undefined): T => {
  if (!event) throw new Error('there is no such event');
  return event.data as T;
};
