import type { Given } from '@probity/decider';
import {
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
): Ruling =>
  ruled(policy, act, factsWith(hearingFacts(hearing, given, policy) as unknown as Facts, more), given, said, [added]);

/** What the making of its body needs of a hearing, for an act of this name. */
export const makingOf = (deciding: Deciding, act: string, more: Facts = {}): Making => {
  const known = knownOf(deciding);
  return {
    policy: deciding.policy,
    body: known?.body ?? emptyBody,
    people: known ? peopleOf(known) : { satOn: undefined, did: undefined, involved: [], accuser: null, sawHistory: [] },
    given: deciding.given,
    rule: (added) => ruledOn(deciding, act, more, added),
  };
};
