import type { Refusal } from '@probity/decider';
import type { Addition, Policy } from '@probity/policy-packs';
import { emptyBody, strangersAmong, voteOf, type Votes } from '../body/index.js';
import type { Appeal } from './appeal.js';

/** How those who hear it voted. Nobody votes where one person decides alone, or where the policy does not say how a body does. */
export const countOf = (
  { votes }: { readonly votes: Votes },
  appeal: Appeal,
  policy: Policy,
): Addition & { readonly by: string | null } => {
  const { name } = appeal.status === 'known' ? appeal.body : emptyBody;
  const decides = name === null ? undefined : policy.body(name).decides;
  if (appeal.status === 'none') return { by: null };
  if (!decides || (decides.by === 'alone' && Object.keys(votes).length === 0))
    return { by: null, refusals: strangersAmong(policy, appeal.body, votes) };
  const { carried, by, clauses, refusals } = voteOf(policy, appeal.body, votes);
  const says = 'Those who hear the appeal did not vote for this.';
  const lost: Refusal[] =
    carried || refusals.length > 0 ? [] : [{ code: 'not-carried', clauses, says, field: '/votes' }];
  return { by, refusals: [...refusals, ...lost], authority: clauses };
};
