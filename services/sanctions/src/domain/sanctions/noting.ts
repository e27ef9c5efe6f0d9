import { same, type Given } from '@probity/decider';
import { dayOf, type Policy } from '@probity/policy-packs';
import type {
  NoteAction,
  NoteCase,
  NoteClosure,
  NoteFinding,
  NoteInvestigation,
  NoteNoCase,
  NoteReferral,
  NoteVariation,
} from './commands.js';
import { completed } from './completion.js';
import { followed } from './following.js';
import { prepared } from './instructions.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { KnownSanctions, Sanctions } from './sanctions.js';

/** What a note rests on: the clauses of the acts that it opens, or makes due. */
const opening = (policy: Policy, ...acts: readonly string[]): { readonly authority: readonly string[] } => ({
  authority: [...new Set(acts.flatMap((act) => policy.act(act)?.clauses ?? []))],
});

export const noteCase = (command: NoteCase & Given, sanctions: Sanctions, policy: Policy): Decision => {
  if (knownOf(sanctions)?.noted) return [];
  const { institution, policy: pin, case: id, reference, subject, centre, assessment, student } = command;
  const authority = opening(policy, 'sanctions.withhold-certificates', 'sanctions.impose-interim');
  const from = { ...(assessment && { assessment }), ...(student && { student }) };
  const data = { institution, policy: pin, case: id, reference, subject, centre, ...from };
  return followed([fact('CaseNoted', data, authority)], command, sanctions, policy);
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
  const { institution, policy: pin, case: id, hearing, proven, reachedAt, category, offences, at } = command;
  const found = { ...(category !== undefined && { category }), ...(offences !== undefined && { offences }) };
  const reachedOn = dayOf(reachedAt, policy);
  const data = { institution, policy: pin, case: id, hearing, proven, reachedAt, reachedOn, ...found };
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
  const known = knownOf(sanctions);
  if (known?.actionNoted) return decidedAgain(command, known, policy);
  const { institution, policy: pin, case: id, hearing, decidedAt, members = [] } = command;
  const actions = command.actions.map((one) => prepared(one, policy));
  const decidedOn = dayOf(decidedAt, policy);
  const of = members.length > 0 ? { members } : {};
  const data = { institution, policy: pin, case: id, hearing, decidedOn, actions, ...of };
  const authority = opening(policy, 'sanctions.put-into-effect');
  const events = followed([fact('EffectsDue', data, authority)], command, sanctions, policy);
  return completed(events, command, sanctions, authority);
};

/** Those who decided did so once more before they told anybody: what they decided last holds. */
const decidedAgain = (command: NoteAction & Given, known: KnownSanctions, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, hearing, decidedAt, actions } = command;
  const { decided, finding } = known;
  if (decided?.varied && decided.varied.at >= decidedAt) return [];
  if (
    same(
      decided?.actions,
      actions.map((one) => prepared(one, policy)),
    )
  )
    return [];
  const of = { institution, policy: pin, case: id, hearing, decidedAt, actions };
  const proven = finding?.proven ?? true;
  const given = { actor: command.actor, at: command.at };
  return noteVariation({ type: 'NoteVariation', ...of, outcome: 'decided-again', proven, ...given }, known, policy);
};

/** What an appeal changed. A variation that is no news, or older than what holds, changes nothing. */
export const noteVariation = (command: NoteVariation & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, hearing, decidedAt, outcome, proven } = command;
  const held = knownOf(sanctions)?.decided?.varied;
  if (held && held.at >= decidedAt) return [];
  const actions = command.actions.map((one) => prepared(one, policy));
  const decidedOn = dayOf(decidedAt, policy);
  const data = { institution, policy: pin, case: id, hearing, decidedAt, decidedOn, outcome, proven, actions };
  const authority = opening(policy, 'sanctions.put-into-effect');
  const events = followed([fact('EffectsVaried', data, authority)], command, sanctions, policy);
  return completed(events, command, sanctions, authority);
};

export const noteReferral = (command: NoteReferral & Given, sanctions: Sanctions): Decision => {
  if (knownOf(sanctions)?.referredAt) return [];
  const { institution, policy: pin, case: id, referredAt } = command;
  return [fact('ReferralNoted', { institution, policy: pin, case: id, referredAt }, { authority: [] })];
};
