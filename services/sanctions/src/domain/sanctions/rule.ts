import { eventOf, type Decided, type Given } from '@probity/decider';
import { ruled, type Facts, type Policy, type Ruling } from '@probity/policy-packs';
import { sanctionsFacts } from './facts.js';
import type { KnownSanctions, Sanctions, SanctionsEvent } from './sanctions.js';

export type Decision = readonly Decided<SanctionsEvent>[];

export const fact = eventOf<SanctionsEvent>();

/** @throws RuleBroken */
export const rule = (act: string, more: Facts, given: Given, sanctions: Sanctions, policy: Policy): Ruling =>
  ruled(policy, act, { ...sanctionsFacts(sanctions, given, policy), ...more }, given);

export const knownOf = (sanctions: Sanctions): KnownSanctions | undefined =>
  sanctions.status === 'known' ? sanctions : undefined;

/** What the rules let come this far; without it there is nothing to decide on. */
export const present = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`the policy let an act pass without ${what}`);
  return value;
};
