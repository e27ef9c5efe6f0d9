import { RuleBroken, type Given } from '@probity/decider';
import {
  FactMissing,
  factsWith,
  ruled,
  type Addition,
  type Facts,
  type Policy,
  type Ruling,
  type Said,
} from '@probity/policy-packs';
import type { Making } from '../body/index.js';
import { emptyBody } from '../body/index.js';
import { awaits } from './awaits.js';
import { hearingFacts, peopleOf } from './facts.js';
import type { Hearing, KnownHearing } from './hearing.js';

/** A command on a hearing, under its policy. */
export interface Deciding {
  readonly hearing: Hearing;
  readonly policy: Policy;
  readonly given: Given;
}

export const knownOf = ({ hearing }: Pick<Deciding, 'hearing'>): KnownHearing | undefined =>
  hearing.status === 'known' ? hearing : undefined;

/** The ruling on an act, with what its rules in the pack cannot see. @throws RuleBroken */
export const ruledOn = (
  { hearing, policy, given }: Deciding,
  act: string,
  more: Facts = {},
  added: Addition = {},
  said: Said = {},
): Ruling => {
  const facts = factsWith(hearingFacts(hearing, given, policy) as unknown as Facts, more);
  const [first, ...others] = awaits(hearing, policy, act);
  if (first && isPermitted(policy, act, facts)) throw new RuleBroken('out-of-order', act, [first, ...others]);
  return ruled(policy, act, facts, given, said, [added]);
};

/** Whoever may not do it is told that first. */
const isPermitted = (policy: Policy, act: string, facts: Facts): boolean => {
  try {
    return policy.available(act, facts).kind !== 'not-permitted';
  } catch (error) {
    if (error instanceof FactMissing) return true;
    throw error;
  }
};

/** What the making of its body needs of a hearing, for an act of this name. */
export const makingOf = (deciding: Deciding, act: string, more: Facts = {}): Making => {
  const known = knownOf(deciding);
  return {
    policy: deciding.policy,
    body: known?.body ?? emptyBody,
    people: known ? peopleOf(known) : { satOn: undefined, did: undefined, involved: [], accuser: null, sawHistory: [] },
    given: deciding.given,
    clauses: deciding.policy.act(act)?.clauses ?? [],
    rule: (added) => ruledOn(deciding, act, more, added),
  };
};
