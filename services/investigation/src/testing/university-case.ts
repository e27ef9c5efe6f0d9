import { fold, given, type Given } from '@probity/decider';
import { compilePacks, packsDirectory, type Policy } from '@probity/policy-packs';
import type { InvestigationCommand, ProposedStaff } from '../domain/investigation/commands.js';
import { investigationDecider } from '../domain/investigation/decisions.js';
import type { DataOf, InvestigationEvent } from '../domain/investigation/events.js';
import { investigationCatalogue, investigationFacts } from '../domain/investigation/facts.js';
import type {
  FindNoCase,
  Invite,
  PutAccusation,
  RecordMeeting,
  Refer,
} from '../domain/investigation/proceedings-commands.js';
import { registerDigest } from './samples.js';

const pin = { pack: 'chester', version: '2017-18' };
const policyWith = (settings: Readonly<Record<string, string>>): Policy =>
  compilePacks(packsDirectory, [investigationCatalogue], { only: `${pin.pack}/${pin.version}`, settings }).get(pin);

/** A student's case in a department, before a Panel has it. */
export const universityPolicy = policyWith({});
/** Appendix 6D was supplied. */
export const withVivaProcedure = policyWith({ 'chester/viva-procedure': '2017-18' });

/** A Monday. */
export const monday = '2017-11-06T09:00:00.000Z';
/** So many days after it, at noon. */
export const day = (days: number, time = '12:00:00'): string =>
  `${new Date(Date.parse(monday) + days * 86_400_000).toISOString().slice(0, 10)}T${time}.000Z`;

const by =
  (id: string, ...offices: string[]) =>
  (at = monday): Given => ({ actor: { id, offices }, at });
export const chair = by('S-1', 'chair-mab', 'academic-staff');
export const examiner = by('S-2', 'examiner', 'academic-staff');
export const registry = by('S-3', 'registry');
export const aqss = by('S-4', 'aqss');
export const lineManager = by('S-5', 'line-manager');
export const colleague = by('S-6', 'academic-staff');
export const student = by('U-1', 'student');

const work = `sha256:${'a'.repeat(64)}`;
type Fact<Type extends InvestigationEvent['type']> = InvestigationEvent & { readonly type: Type };

export const coursework = {
  ...{ kind: 'coursework', module: 'HI5001', component: 'essay', moduleLevel: 5, formative: false },
  ...{ attempt: 1, attemptsAllowed: 3, submittedAt: null, requiredForAward: true, resubmission: false },
  ...{ reuseProhibited: false, collaborative: false, postedAt: null, marksReleasedAt: null },
  ...{ examinationStartsAt: null, examinationEndsAt: null },
};
const atLevel = (registeredLevel: number) => ({
  ...{ career: 'undergraduate', registeredLevel, withdrawn: false, isMinor: false, partTime: false },
  ...{ validatedBy: 'other', earlierPoorPractice: false },
});

export const opened = (more: Partial<DataOf<'CaseNoted'>> = {}): Fact<'CaseNoted'> => ({
  type: 'CaseNoted',
  data: {
    ...{ institution: pin.pack, policy: pin, case: '0197f3a0-0000-7000-8000-000000000021' },
    ...{ reference: 'UC-2017-000001', report: '0197f3a0-0000-7000-8000-000000000022' },
    subject: { kind: 'student', id: 'U-1', centre: null },
    ...{ centre: null, offences: ['plagiarism'], classification: 'unacceptable-academic-practice' },
    ...{ reportReceivedAt: monday, reportCompletedAt: null, openedAt: monday, timeZone: 'Europe/London' },
    ...{ reporterKind: 'examiner', accuser: 'S-2', assessment: coursework, student: atLevel(5) },
    ...{ directEvidence: true, reportFiles: [work], identityKept: false },
    ...more,
  },
});

export const atLevel4 = (more: Partial<DataOf<'CaseNoted'>> = {}) =>
  opened({ assessment: { ...coursework, module: 'HI4001', moduleLevel: 4 }, student: atLevel(4), ...more });

export const inExamination = (more: Partial<DataOf<'CaseNoted'>> = {}) =>
  opened({
    ...{ reporterKind: 'invigilator', accuser: 'S-7', offences: ['examination-regulations'] },
    ...{ classification: 'academic-misconduct', assessment: { ...coursework, kind: 'examination' } },
    ...more,
  });

export const inRegister = (...offices: string[]): ProposedStaff => ({
  ...{ inRegister: true, offices, training: [], formerCentres: [] },
});
export const assign = (staff = 'S-1', proposed = inRegister('chair-mab', 'academic-staff')) =>
  ({ type: 'AssignManager', staff, proposed, reason: null, registerDigest }) as const;

type Fields = Readonly<Record<string, string | number | boolean | null>>;
export const step = (name: string, fields: Fields = {}, letter?: Readonly<Record<string, string>>) =>
  ({ type: 'RecordStep', step: `investigation.${name}`, fields, ...(letter && { letter }) }) as const;

/** All that the letter of that name must say, but for what is known without being told. */
export const letterOf = (notice: string, known: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(
    universityPolicy
      .notice(notice)
      .items.filter(({ code }) => !known.includes(code))
      .map(({ code, says }) => [code, `It says ${says}.`]),
  );

export const start = { type: 'Start', plan: {} } as const;
export const allegation: PutAccusation = {
  ...{ type: 'PutAccusation', allegation: 'Two pages are from a book.', provisions: ['1.1.1'] },
  ...{ channels: ['post', 'email'], evidence: [work], reportEnclosed: true },
  letter: letterOf('allegation-letter', ['allegation']),
};
export const invite = (meetingAt: string, kind = 'meeting'): Invite => ({
  ...{
    type: 'Invite',
    kind,
    meetingAt,
    purpose: 'To talk about it.',
    inPerson: true,
    interviewers: [],
    registerDigest,
  },
});
export const meeting = (startedAt: string | null, attended = true, kind = 'meeting'): RecordMeeting => ({
  ...{
    type: 'RecordMeeting',
    kind,
    attended,
    outcome: '',
    startedAt,
    endedAt: startedAt,
    companion: null,
    record: null,
  },
});
export const ai2 = (outcome: string, dated: string) =>
  step('complete-ai-2', { account: 'It was said.', outcome, dated });
export const sendAi2 = step('send-ai-2', { channel: 'university-email' }, letterOf('ai-2-copy'));
export const noCase = (more: Partial<FindNoCase> = {}): FindNoCase => ({
  ...{ type: 'FindNoCase', reason: 'The source is named.', onEvidence: true, instruction: 'mark' },
  ...{ letter: letterOf('no-case-to-examiner', ['reasons']), ...more },
});
export const refer = (...enclosed: string[]): Refer => ({ type: 'Refer', to: 'aqss', joined: false, enclosed });

type Act = InvestigationCommand & Given;
export const decide = (facts: readonly InvestigationEvent[], act: Act, policy = universityPolicy) =>
  investigationDecider.decide(act, fold(investigationDecider, facts), policy);

/** What there is once these were done, one after the other. */
export const done = (facts: readonly InvestigationEvent[], acts: readonly Act[], policy = universityPolicy) =>
  acts.reduce<readonly InvestigationEvent[]>((so, act) => [...so, ...decide(so, act, policy)], facts);

export const after = (facts: readonly InvestigationEvent[], policy = universityPolicy) =>
  given(investigationDecider, policy, ...facts);

export const stateOf = (facts: readonly InvestigationEvent[]) => fold(investigationDecider, facts);

export const factsOf = (facts: readonly InvestigationEvent[], asks: Given, policy = universityPolicy) =>
  investigationFacts(stateOf(facts), asks, policy);

/** The examiner's part of form AI-X. */
export const aiXSubmitted = (facts: readonly InvestigationEvent[] = [atLevel4()]) =>
  done(facts, [
    { ...assign(), ...chair() },
    { ...step('mark-remainder', { disregarded: 'Pages 2 and 3.', mark: 48 }), ...examiner() },
    { ...step('mark-up', { feedback: 'Name your sources.' }), ...examiner() },
    { ...step('complete-ai-x', { affected: true, description: 'Two pages.' }), ...examiner() },
    { ...step('submit-ai-x', { workEnclosed: true, evidence: null }), ...examiner() },
  ]);
export const decideOnAiX = (outcome: string) => step('decide-on-ai-x', { outcome, signed: true });

/** With a meeting on Wednesday of the next week. */
export const offeredMeeting = () =>
  done(aiXSubmitted(), [
    { ...decideOnAiX('breach-with-warning'), ...chair() },
    { ...step('offer-meeting', { staff: 'S-6', day: '2017-11-15' }), ...chair() },
  ]);

/** Investigated further; the allegation is put on the Monday, and the meeting is ten days later. */
export const alleged = (facts: readonly InvestigationEvent[] = [opened()]) =>
  done(facts, [
    { ...assign(), ...chair() },
    { ...start, ...chair() },
    { ...allegation, ...chair() },
  ]);
export const met = (facts = alleged(), attended = true) =>
  done(facts, [
    { ...invite(day(10)), ...chair() },
    { ...meeting(day(10), attended), ...chair(day(10)) },
  ]);
