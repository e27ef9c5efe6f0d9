import { kept } from '@probity/contracts';
import { eventOf, type Decided, type Refusal } from '@probity/decider';
import { FactsUnusable, factsWith, notAmong, type Facts, type Policy } from '@probity/policy-packs';
import { hearingFacts } from '../facts.js';
import type { HearingEvent, KnownHearing } from '../hearing.js';
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
  const said = { ground, evidenced, at, channel: channel ?? '' };
  const request = { ...said, ...(date && { beforeHearing: Date.parse(at) < Date.parse(date.at) }) };
  const refusals = unknownGround(ground, deciding, act);
  const ruling = ruledOn(deciding, act, { request, ...(date && groundOf(request, deciding)) }, { refusals });
  const data = { ground, evidenced, channel, requestedAt: at, ruling: kept(ruling) };
  return [fact('DeferralRequested', data, ruling)];
};

const grounds = 'deferral-grounds';

/** Which there are is told, and not only that this is none of them. */
const unknownGround = (ground: string, { policy }: Deciding, act: string): readonly Refusal[] => {
  const list = policy.describe().choices[grounds];
  if (!list || list.options.some(({ code }) => code === ground)) return [];
  const clauses = list.clauses.length > 0 ? list.clauses : (policy.act(act)?.clauses ?? []);
  return [{ code: 'no-such-ground', clauses, field: '/ground', ...notAmong(list.title, ground, list.options) }];
};

/** What the policy's table says of the ground, at this time of the year: one that it does not have is not open. */
const groundOf = (request: Facts, { policy, hearing, given }: Deciding): Facts => {
  if (!policy.tables.includes(table)) return {};
  const facts = factsWith(hearingFacts(hearing, given, policy) as unknown as Facts, { request });
  return { ground: { open: false, evidence: '', notice: '', ...rowOf(facts, policy) } };
};

const rowOf = (facts: Facts, policy: Policy): Facts => {
  try {
    const [row] = policy.table(table, facts).rows;
    return row ? { open: true, ...row.then } : {};
  } catch (error) {
    if (error instanceof FactsUnusable) return {};
    throw error;
  }
};

export const decideDeferral = ({ granted, reason }: DecideDeferral, deciding: Deciding): Decision => {
  const ruling = ruledOn(deciding, 'hearing.decide-deferral', { decision: { granted } });
  const { at } = deciding.given;
  const decided = fact('DeferralDecided', { granted, reason, decidedAt: at, ruling: kept(ruling) }, ruling);
  if (!granted || !isHeldInAbsence(knownOf(deciding))) return [decided];
  return [decided, fact('DecisionLapsed', { lapsedAt: at, ruling: kept(ruling) }, ruling)];
};

/** Another day was due to the student who was not there: what was decided then nobody was told of, and it is heard by others. */
const isHeldInAbsence = (known: KnownHearing | undefined): boolean =>
  known?.sitting.opened?.student === false && known.confirmedAt === null;
