import { enforce, type Given } from '@probity/decider';
import type { Facts, Policy, Ruling, Said } from '@probity/policy-packs';
import type { Addition } from '../body/index.js';
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
): Ruling => {
  const reasons = given.reasons ? { reasons: given.reasons } : {};
  const ruling = policy.rule(act, { ...appealFacts(appeal, given), ...more }, { ...said, ...reasons });
  const isOpen = ruling.kind === undefined || ruling.kind === 'unacceptable';
  return enforce({
    ...ruling,
    refusals: isOpen ? [...ruling.refusals, ...(added.refusals ?? [])] : ruling.refusals,
    departures: [...ruling.departures, ...(added.departures ?? [])],
    authority: [...new Set([...ruling.authority, ...(added.authority ?? [])])],
  });
};
