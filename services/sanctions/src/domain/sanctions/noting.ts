import type { Given } from '@probity/decider';
import { dayOf, type Policy } from '@probity/policy-packs';
import type { NoteAction, NoteCase, NoteClosure, NoteFinding, NoteInvestigation, NoteNoCase } from './commands.js';
import { completed } from './effects.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

/** What a note rests on: the clauses of the acts that it opens, or makes due. */
const opening = (policy: Policy, ...acts: readonly string[]): { readonly authority: readonly string[] } => ({
  authority: [...new Set(acts.flatMap((act) => policy.act(act)?.clauses ?? []))],
});

export const noteCase = (command: NoteCase & Given, sanctions: Sanctions, policy: Policy): Decision => {
  if (knownOf(sanctions)?.noted) return [];
  const { institution, policy: pin, case: id, reference, subject, centre } = command;
  const authority = opening(policy, 'sanctions.withhold-certificates', 'sanctions.impose-interim');
  return [fact('CaseNoted', { institution, policy: pin, case: id, reference, subject, centre }, authority)];
};

export const noteInvestigation = (
  command: NoteInvestigation & Given,
  sanctions: Sanctions,
  policy: Policy,
): Decision => {
  if (knownOf(sanctions)?.startedOn) return [];
  const { institution, policy: pin, case: id, startedAt } = command;
  const startedOn = dayOf(startedAt, policy);
  const authority = opening(policy, 'sanctions.put-into-effect', 'sanctions.charge-centre', 'sanctions.charge-reissue');
  return [fact('InvestigationNoted', { institution, policy: pin, case: id, startedOn }, authority)];
};

/** Where nothing was shown, nothing is left to be put into effect. */
export const noteFinding = (command: NoteFinding & Given, sanctions: Sanctions, policy: Policy): Decision => {
  if (knownOf(sanctions)?.finding) return [];
  const { institution, policy: pin, case: id, hearing, proven, reachedAt, at } = command;
  const data = { institution, policy: pin, case: id, hearing, proven, reachedAt, reachedOn: dayOf(reachedAt, policy) };
  const effect = opening(policy, 'sanctions.put-into-effect');
  const noted = fact('FindingNoted', data, opening(policy, 'sanctions.put-into-effect', ...ending));
  return proven ? [noted] : [noted, fact('EffectsCompleted', { completedAt: at }, effect)];
};

/** What was done before the finding, and comes to its end with the case. */
const ending = ['sanctions.review-hold', 'sanctions.end-interim'];

export const noteNoCase = (command: NoteNoCase & Given, sanctions: Sanctions, policy: Policy): Decision => {
  if (knownOf(sanctions)?.noCaseOn) return [];
  const { institution, policy: pin, case: id, foundAt } = command;
  const data = { institution, policy: pin, case: id, foundOn: dayOf(foundAt, policy) };
  return [fact('NoCaseNoted', data, opening(policy, ...ending))];
};

export const noteClosure = (command: NoteClosure & Given, sanctions: Sanctions, policy: Policy): Decision => {
  if (knownOf(sanctions)?.closedOn) return [];
  const { institution, policy: pin, case: id, closedAt } = command;
  const data = { institution, policy: pin, case: id, closedOn: dayOf(closedAt, policy) };
  return [fact('ClosureNoted', data, opening(policy, ...ending))];
};

export const noteAction = (command: NoteAction & Given, sanctions: Sanctions, policy: Policy): Decision => {
  if (knownOf(sanctions)?.decided) return [];
  const { institution, policy: pin, case: id, hearing, decidedAt, actions } = command;
  const data = { institution, policy: pin, case: id, hearing, decidedOn: dayOf(decidedAt, policy), actions };
  const authority = opening(policy, 'sanctions.put-into-effect');
  return completed([fact('EffectsDue', data, authority)], command, sanctions, authority);
};
