import { kept, type AnyCommand } from '@probity/contracts';
import type { Given } from '@probity/decider';
import { dayOf, decideAny, type Policy } from '@probity/policy-packs';
import type { PutIntoEffect } from './commands.js';
import { evolve } from './evolve.js';
import { invalidation, left, leftOf, outstanding, sanctionsFacts } from './facts.js';
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
    byStep: policy.step(stepOf(code)) !== undefined,
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

/** A step of an action's own code puts it into effect. */
const stepOf = (code: string): string => `sanctions.${code}`;

export const recordAny = (command: AnyCommand & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const events = decideAny('sanctions', command, sanctionsFacts(sanctions, command), policy);
  const known = knownOf(sanctions);
  const [recorded] = events;
  if (!known || recorded?.type !== 'StepRecorded') return events;
  const { step, title: what, ruling } = recorded.data;
  const action = known.decided?.actions.find(({ code }) => stepOf(code) === step);
  if (!action || leftOf(known, action.code) === 0) return events;
  const data = { action: action.code, effect: action.effect, what, inEffectAt: command.at, ruling };
  return completed([...events, fact('SanctionPutIntoEffect', data, recorded)], command, sanctions, recorded);
};

interface Rested {
  readonly authority: readonly string[];
}

const after = (events: Decision, sanctions: Sanctions): Sanctions =>
  events.reduce<Sanctions>((state, event) => evolve(state, event), sanctions);

/** The events, and that nothing of the decision is left, once nothing is. What the centre must still confirm is chased apart. */
export const completed = (events: Decision, { at }: Given, sanctions: Sanctions, rested: Rested): Decision => {
  const known = knownOf(after(events, sanctions));
  if (!known?.decided || known.completed) return events;
  const { effects, certificates } = left(known);
  const isLeft = effects.length > 0 || certificates > 0 || known.invalid.some((one) => !one.returnRequested);
  return isLeft ? events : [...events, fact('EffectsCompleted', { completedAt: at }, rested)];
};

/** The events, and how many confirmations are outstanding, where they change that. */
export const counted = (events: Decision, sanctions: Sanctions, rested: Rested): Decision => {
  const now = outstanding(after(events, sanctions));
  return now === outstanding(sanctions)
    ? events
    : [...events, fact('ConfirmationsChanged', { outstanding: now }, rested)];
};
