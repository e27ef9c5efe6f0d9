import type { Given } from '@probity/decider';
import { after } from './completion.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

/** The events, and that a course is withdrawn, once for each that another decision has taken the place of. */
export const withWithdrawals = (events: Decision, { at }: Given, sanctions: Sanctions): Decision => {
  const before = knownOf(sanctions)?.decided;
  const known = knownOf(after(events, sanctions));
  const overtaken = (known?.courses ?? []).filter((one) => !one.withdrawn && one.decision !== known?.decided?.key);
  const authority = { authority: events[0]?.authority ?? [] };
  const withdrawn = overtaken.map(({ number, decision, index }) => {
    const toldBy = (before?.key === decision && before.actions[index]?.after) || '';
    return fact('CourseWithdrawn', { number, withdrawnAt: at, toldBy }, authority);
  });
  return [...events, ...withdrawn];
};
