import { eventOf, type Decided, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { ConveneHearing, NoteCase, NoteClosure, NoteImplicated, NoteManager } from './commands.js';
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
  const authority = opening(policy, 'hearing.decide-action', 'hearing.communicate');
  return [fact('CaseNoted', { institution, policy: pin, case: id, reference, subject, centre }, authority)];
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
