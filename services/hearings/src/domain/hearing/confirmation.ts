import { kept } from '@probity/contracts';
import { eventOf, type Decided } from '@probity/decider';
import type { HearingEvent } from './hearing.js';
import { knownOf, ruledOn, type Deciding } from './rule.js';

const fact = eventOf<HearingEvent>();

/** What was decided stands from now on: others are told of the finding, and of the penalty. */
export const confirmDecision = (deciding: Deciding): readonly Decided<HearingEvent>[] => {
  const known = knownOf(deciding);
  if (known?.confirmedAt) return [];
  const ruling = ruledOn(deciding, 'hearing.confirm');
  const confirmedAt = deciding.given.at;
  if (!known?.finding) throw new Error('confirmed before anything was found');
  const { reachedAt, proven, category = null, findings } = known.finding;
  const points = findings.map(({ point, offence, outcome }) => ({ point, offence, outcome }));
  const finding = { reachedAt, proven, category, findings: points };
  const confirmed = fact('FindingConfirmed', { confirmedAt, finding, ruling: kept(ruling) }, ruling);
  if (!known.penalty) return [confirmed];
  const { decidedAt, actions, members } = known.penalty;
  const by = members ? { members } : {};
  return [confirmed, fact('PenaltyConfirmed', { confirmedAt, decidedAt, actions: [...actions], ...by }, ruling)];
};
