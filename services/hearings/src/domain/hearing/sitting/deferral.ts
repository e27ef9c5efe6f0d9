import { kept } from '@probity/contracts';
import { eventOf, type Decided } from '@probity/decider';
import { factsWith, type Facts } from '@probity/policy-packs';
import { hearingFacts } from '../facts.js';
import type { HearingEvent } from '../hearing.js';
import { knownOf, ruledOn, type Deciding } from '../rule.js';
import type { DecideDeferral, RequestDeferral } from './commands.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();
const table = 'deferral';

export const requestDeferral = (command: RequestDeferral, deciding: Deciding): Decision => {
  const { ground, evidenced, channel } = command;
  const { at } = deciding.given;
  const act = 'hearing.request-deferral';
  if (!deciding.policy.act(act)) ruledOn(deciding, act);
  const date = knownOf(deciding)?.sitting.date;
  const request = {
    ...{ ground, evidenced, at },
    ...(channel === null ? {} : { channel }),
    ...(date && { beforeHearing: Date.parse(at) < Date.parse(date.at) }),
  };
  const ruling = ruledOn(deciding, act, { request, ...groundOf(request, deciding) });
  const data = { ground, evidenced, channel, requestedAt: at, ruling: kept(ruling) };
  return [fact('DeferralRequested', data, ruling)];
};

/** What the policy's table says of the ground, at this time of the year: no row is a ground that is not open. */
const groundOf = (request: Facts, { policy, hearing, given }: Deciding): Facts => {
  if (!policy.tables.includes(table)) return {};
  const facts = factsWith(hearingFacts(hearing, given, policy) as unknown as Facts, { request });
  const [row] = policy.table(table, facts).rows;
  return { ground: { open: row !== undefined, evidence: '', notice: '', ...row?.then } };
};

export const decideDeferral = ({ granted, reason }: DecideDeferral, deciding: Deciding): Decision => {
  const ruling = ruledOn(deciding, 'hearing.decide-deferral', { decision: { granted } });
  const data = { granted, reason, decidedAt: deciding.given.at, ruling: kept(ruling) };
  return [fact('DeferralDecided', data, ruling)];
};
