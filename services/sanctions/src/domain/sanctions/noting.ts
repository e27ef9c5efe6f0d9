import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { dayOf } from '../days.js';
import type { NoteAction, NoteCase, NoteFinding, NoteInvestigation } from './commands.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

const told = { authority: [] };

export const noteCase = (command: NoteCase & Given, sanctions: Sanctions): Decision => {
  if (knownOf(sanctions)?.noted) return [];
  const { institution, policy, case: id, reference, subject, centre } = command;
  return [fact('CaseNoted', { institution, policy, case: id, reference, subject, centre }, told)];
};

export const noteInvestigation = (
  command: NoteInvestigation & Given,
  sanctions: Sanctions,
  policy: Policy,
): Decision => {
  if (knownOf(sanctions)?.startedOn) return [];
  const { institution, policy: pin, case: id, startedAt } = command;
  const startedOn = dayOf(startedAt, policy);
  return [fact('InvestigationNoted', { institution, policy: pin, case: id, startedOn }, told)];
};

/** Where nothing was shown, nothing is left to be put into effect. */
export const noteFinding = (command: NoteFinding & Given, sanctions: Sanctions): Decision => {
  if (knownOf(sanctions)?.finding) return [];
  const { institution, policy, case: id, hearing, proven, reachedAt, at } = command;
  const noted = fact('FindingNoted', { institution, policy, case: id, hearing, proven, reachedAt }, told);
  return proven ? [noted] : [noted, fact('EffectsCompleted', { completedAt: at }, told)];
};

export const noteAction = (command: NoteAction & Given, sanctions: Sanctions, policy: Policy): Decision => {
  if (knownOf(sanctions)?.decided) return [];
  const { institution, policy: pin, case: id, hearing, decidedAt, actions } = command;
  const decidedOn = dayOf(decidedAt, policy);
  const authority = policy.act('sanctions.put-into-effect')?.clauses ?? [];
  return [fact('EffectsDue', { institution, policy: pin, case: id, hearing, decidedOn, actions }, { authority })];
};
