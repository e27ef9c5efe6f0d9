import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { Delegate } from './commands.js';
import type { OpenInvestigation } from './investigation.js';
import { conflictedIn } from './proceedings-facts.js';
import { fact, rule, type Decision } from './rule.js';

/** An office, on this case, up to a day: by whoever the policy lets delegate it. */
export const delegate = (command: Delegate & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { office, to, until, reason, own, actor, at } = command;
  const delegation = { office, own, conflicted: conflictedIn(state).includes(to) };
  const ruling = rule('investigation.delegate', { delegation }, command, state, policy);
  return [fact('OfficeDelegated', { office, to, by: actor.id, at, until, reason, ruling: kept(ruling) }, ruling)];
};
