import type { Given } from '@probity/decider';
import { evolve } from './evolve.js';
import { left, outstanding } from './facts.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

interface Rested {
  readonly authority: readonly string[];
}

export const after = (events: Decision, sanctions: Sanctions): Sanctions =>
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
