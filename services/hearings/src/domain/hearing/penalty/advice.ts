import { FactMissing, type Policy } from '@probity/policy-packs';
import type { KnownHearing } from '../hearing.js';
import { penaltyFacts, type Together } from './facts.js';
import { adviceOn, grouped, type Group } from './group.js';

/** What whoever advises the body tells it before it decides on a penalty. */
export interface Advice {
  readonly tariff: string;
  /** Null where it cannot be told yet: `needed` is the fact that nobody told. */
  readonly group: Group | null;
  readonly needed: string | null;
  readonly tells: readonly { readonly says: string; readonly clauses: readonly string[] }[];
}

const tariff = 'practice-penalties';

/** Of a breach that was found, of the lesser category: of the other there are no groups. */
export const advised = (hearing: KnownHearing, policy: Policy, at: string, together?: Together): Advice | null => {
  const { finding } = hearing;
  if (!finding?.proven || policy.facts(tariff) === undefined) return null;
  if (finding.category?.replaceAll('-', ' ') !== policy.word('lesser-misconduct')) return null;
  const facts = penaltyFacts(hearing, at, { together });
  try {
    const { group } = grouped(policy, tariff, facts);
    return { tariff, group, needed: null, tells: adviceOn(policy, facts) };
  } catch (error) {
    if (error instanceof FactMissing) return { tariff, group: null, needed: error.fact, tells: [] };
    throw error;
  }
};
