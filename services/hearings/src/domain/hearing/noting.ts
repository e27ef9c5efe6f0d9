import { eventOf, type Decided, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type {
  ConveneHearing,
  NoteAnonymity,
  NoteAnswer,
  NoteCase,
  NoteClosure,
  NoteHistory,
  NoteImplicated,
  NoteManager,
  NoteMeeting,
  NoteReferral,
  NoteStudentTold,
} from './commands.js';
import type { Hearing, HearingEvent, KnownHearing } from './hearing.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();

/** What a note rests on: the clauses of the acts that it opens. */
const opening = (policy: Policy, ...acts: readonly string[]): { readonly authority: readonly string[] } => ({
  authority: [...new Set(acts.flatMap((act) => policy.act(act)?.clauses ?? []))],
});

const knownOf = (hearing: Hearing): KnownHearing | undefined => (hearing.status === 'known' ? hearing : undefined);

export const noteCase = (command: NoteCase & Given, hearing: Hearing, policy: Policy): Decision => {
  if (knownOf(hearing)?.noted) return [];
  const { institution, policy: pin, case: id, reference, subject, centre } = command;
  const { assessment = null, student = null, accuser = null } = command;
  const more = assessment || student || accuser ? { assessment, student, accuser } : {};
  const authority = opening(policy, 'hearing.decide-action', 'hearing.communicate');
  return [fact('CaseNoted', { institution, policy: pin, case: id, reference, subject, centre, ...more }, authority)];
};

/** A case is referred once; told again, or with more enclosed, what was told last counts until a finding rests on it. */
export const noteReferral = (command: NoteReferral & Given, hearing: Hearing, policy: Policy): Decision => {
  const known = knownOf(hearing);
  const { institution, policy: pin, case: id } = command;
  if (known?.finding || !isNews(known?.referral, command)) return [];
  const { to, referredAt, referredBy, joined, report, offences, category, evidence, enclosed } = command;
  const { satOn, did, involved, formDatedAt } = command;
  const told = {
    ...{ to, referredAt, referredBy, joined, report, offences, category, evidence, enclosed },
    ...{ satOn, did, involved, formDatedAt },
  };
  return [fact('ReferralNoted', { institution, policy: pin, case: id, ...told }, opening(policy, 'hearing.convene'))];
};

/** What is enclosed afterwards is told with the day of the first referral, from which all is counted. */
const isNews = (noted: KnownHearing['referral'] | undefined, { referredAt, enclosed }: NoteReferral): boolean => {
  if (!noted || !isAfterOrSame(noted.referredAt, referredAt)) return true;
  const isSame = Date.parse(noted.referredAt) === Date.parse(referredAt);
  return isSame && enclosed.length > noted.enclosed.length && noted.enclosed.every((one) => enclosed.includes(one));
};

const isAfterOrSame = (noted: string | undefined, told: string): boolean =>
  noted !== undefined && Date.parse(noted) >= Date.parse(told);

/** A later version takes the place of an earlier one, in whichever order they are told. */
export const noteHistory = (command: NoteHistory & Given, hearing: Hearing, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, version, toldAt, offences } = command;
  if ((knownOf(hearing)?.history?.version ?? -1) >= version) return [];
  const authority = opening(policy, 'hearing.release-history', 'hearing.decide-penalty');
  return [fact('HistoryNoted', { institution, policy: pin, case: id, version, toldAt, offences }, authority)];
};

export const noteAnonymity = (command: NoteAnonymity & Given, hearing: Hearing, policy: Policy): Decision => {
  if (knownOf(hearing)?.anonymityLiftedAt) return [];
  const { institution, policy: pin, case: id, liftedAt } = command;
  const authority = opening(policy, 'hearing.convene');
  return [fact('AnonymityNoted', { institution, policy: pin, case: id, liftedAt }, authority)];
};

/** What the student said last counts, in whichever order that is told. */
export const noteAnswer = (command: NoteAnswer & Given, hearing: Hearing, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, accepts, receivedAt } = command;
  if (isAfterOrSame(knownOf(hearing)?.answer?.receivedAt, receivedAt)) return [];
  const authority = opening(policy, 'hearing.convene');
  return [fact('AnswerNoted', { institution, policy: pin, case: id, accepts, receivedAt }, authority)];
};

/** The last one counts, in whichever order they are told. */
export const noteMeeting = (command: NoteMeeting & Given, hearing: Hearing, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, kind, attended, heldAt } = command;
  const before = knownOf(hearing)?.meetings.find((meeting) => meeting.kind === kind);
  if (isAfterOrSame(before?.heldAt, heldAt)) return [];
  const authority = opening(policy, 'hearing.decide-finding');
  return [fact('MeetingNoted', { institution, policy: pin, case: id, kind, attended, heldAt }, authority)];
};

/** Each letter tells; the last one counts, in whichever order they are told. */
export const noteStudentTold = (command: NoteStudentTold & Given, hearing: Hearing, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, toldAt } = command;
  if (isAfterOrSame(knownOf(hearing)?.studentToldAt ?? undefined, toldAt)) return [];
  const authority = opening(policy, 'appeal.lodge', 'hearing.convene');
  return [fact('StudentToldNoted', { institution, policy: pin, case: id, toldAt }, authority)];
};

/** Who was assigned last is accountable, in whichever order that is told. */
export const noteManager = (command: NoteManager & Given, hearing: Hearing, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, manager, since } = command;
  const assigned = knownOf(hearing)?.assigned;
  if (assigned && (isAfter(assigned.since, since) || (assigned.manager === manager && assigned.since === since)))
    return [];
  const authority = opening(policy, 'hearing.decide-finding', 'hearing.decide-action');
  return [fact('ManagerNoted', { institution, policy: pin, case: id, manager, since }, authority)];
};

const isAfter = (one: string, other: string): boolean => Date.parse(one) > Date.parse(other);

export const noteImplicated = (command: NoteImplicated & Given, hearing: Hearing, policy: Policy): Decision => {
  const { institution, policy: pin, case: id } = command;
  const centreStaff = command.centreStaff.filter((person) => !knownOf(hearing)?.implicated.includes(person));
  if (centreStaff.length === 0) return [];
  const authority = opening(policy, 'hearing.communicate');
  return [fact('ImplicatedNoted', { institution, policy: pin, case: id, centreStaff }, authority)];
};

export const noteClosure = (command: NoteClosure & Given, hearing: Hearing, policy: Policy): Decision => {
  if (knownOf(hearing)?.closedAt) return [];
  const { institution, policy: pin, case: id, closedAt } = command;
  const authority = opening(policy, 'hearing.correct');
  return [fact('ClosureNoted', { institution, policy: pin, case: id, closedAt }, authority)];
};

export const convene = (command: ConveneHearing & Given, hearing: Hearing, policy: Policy): Decision => {
  const known = knownOf(hearing);
  const { reportVersion, manager, lead, signedOffAt, established, evidence } = command;
  if (known?.finding || (known?.convened?.reportVersion ?? -1) >= reportVersion) return [];
  const { institution, policy: pin, case: id } = command;
  const data = { institution, policy: pin, case: id, manager, lead, reportVersion, signedOffAt, established, evidence };
  return [fact('HearingConvened', data, opening(policy, 'hearing.decide-finding'))];
};
