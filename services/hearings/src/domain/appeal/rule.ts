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
import type { Appeal } from './appeal.js';
import { appealFacts } from './facts.js';

/** What an act is ruled on with: what it says, and what its own rules cannot see. */
export interface Around {
  readonly more?: Facts;
  readonly said?: Said;
  /** Each refusal counts only where the act is open to this person. */
  readonly added?: Addition;
}

/** @throws RuleBroken */
export const ruledOn = (
  act: string,
  given: Given,
  appeal: Appeal,
  policy: Policy,
  { more = {}, said = {}, added = {} }: Around = {},
): Ruling => ruled(policy, act, factsWith(appealFacts(appeal, given), more), given, said, [added]);
