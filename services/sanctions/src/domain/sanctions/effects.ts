import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { Policy, Ruling } from '@probity/policy-packs';
import { dayOf } from '../days.js';
import type { PutIntoEffect } from './commands.js';
import { evolve } from './evolve.js';
import { invalidation, left, leftOf } from './facts.js';
import { fact, knownOf, present, rule, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

export const putIntoEffect = (command: PutIntoEffect & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { action: code, what, at } = command;
  const known = knownOf(sanctions);
  if (known?.inEffect.some((one) => one.action === code && one.what === what)) return [];
  const action = known?.decided?.actions.find((one) => one.code === code);
  const today = dayOf(at, policy);
  const on = command.on ?? today;
  const effect = {
    decided: action !== undefined,
    isInvalidation: action?.effect === invalidation,
    left: known !== undefined && leftOf(known, code) > 0,
    whatGiven: what.trim() !== '',
    dateFits: on <= today && on >= (known?.decided?.on ?? on),
  };
  const ruling = rule('sanctions.put-into-effect', { effect }, command, sanctions, policy);
  const inEffectAt = on === today ? at : `${on}T00:00:00.000Z`;
  const data = { action: code, effect: present(action, 'a decision').effect, what, inEffectAt, ruling: kept(ruling) };
  return completed(
    [{ ...fact('SanctionPutIntoEffect', data, ruling), occurredAt: inEffectAt }],
    command,
    sanctions,
    ruling,
  );
};

/** The events, and that nothing of the decision is left, once nothing is. What the centre must still confirm is chased apart. */
export const completed = (events: Decision, { at }: Given, sanctions: Sanctions, ruling: Ruling): Decision => {
  const known = knownOf(events.reduce<Sanctions>((state, event) => evolve(state, event), sanctions));
  if (!known?.decided || known.completed) return events;
  const { actions, invalidation: isLeft } = left(known);
  return actions > 0 || isLeft ? events : [...events, fact('EffectsCompleted', { completedAt: at }, ruling)];
};
