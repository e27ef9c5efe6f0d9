import { factsWith, type Facts } from '@probity/policy-packs';
import { hearingFacts } from '../facts.js';
import type { Hearing } from '../hearing.js';

/** What a tariff may read, whoever asks: what is known of the hearing, and of the work. */
export const penaltyFacts = (hearing: Hearing, at: string): Facts => {
  const { actor: _, ...facts } = hearingFacts(hearing, { actor: { id: '', offices: [] }, at });
  return factsWith(facts as unknown as Facts, { work: workFacts(hearing, at) });
};

/** Marks that went out were awarded; of others it is not known here. */
const workFacts = (hearing: Hearing, at: string): Facts => {
  const releasedAt = hearing.status === 'known' ? hearing.noted?.assessment?.marksReleasedAt : null;
  return releasedAt != null && Date.parse(releasedAt) <= Date.parse(at) ? { marked: true } : {};
};
