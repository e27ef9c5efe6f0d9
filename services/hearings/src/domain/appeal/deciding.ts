import { kept } from '@probity/contracts';
import { eventOf, type Decided, type Given, type Refusal } from '@probity/decider';
import type { Addition, Imposition, Policy } from '@probity/policy-packs';
import { imposedBy } from '../hearing/penalty/penalty.js';
import type { Appeal, KnownAppeal } from './appeal.js';
import type { DecideAppeal } from './commands.js';
import type { AppealEvent, DataOf } from './events.js';
import { ruledOn } from './rule.js';
import { countOf } from './votes.js';

type Decision = readonly Decided<AppealEvent>[];
const fact = eventOf<AppealEvent>();

/** Outcomes that put another penalty in the place of the one that was imposed. */
const varying = ['reduced', 'increased'];
const annulling = 'set-aside';

export const decideAppeal = (command: DecideAppeal & Given, appeal: Appeal, policy: Policy): Decision => {
  const { outcome, standard, why, review, votes, at: decidedAt } = command;
  const known = appeal.status === 'known' ? appeal : undefined;
  const vote = countOf(command, appeal, policy);
  const imposed = imposing(command, known, policy);
  const more = { decision: { outcome, standard, reasonsGiven: why.trim() !== '' } };
  const parts = [vote, imposed, wrongParts(command, policy)];
  const added: Addition = {
    refusals: parts.flatMap(({ refusals = [] }) => refusals),
    departures: parts.flatMap(({ departures = [] }) => departures),
    authority: parts.flatMap(({ authority = [] }) => authority),
  };
  const said = { contents: review, contentsAt: '/review' };
  const ruling = ruledOn('appeal.decide', command, appeal, policy, { more, said, added });
  const data = {
    ...{ appeal: command.appeal, outcome, standard, reasons: why, review: { ...review }, votes: { ...votes } },
    ...{ carriedBy: vote.by, decidedAt, ruling: kept(ruling) },
  };
  return [fact('AppealDecided', data, ruling), ...(known ? variation(command, known, imposed.actions, ruling) : [])];
};

type Action = DataOf<'ActionVaried'>['actions'][number];

const variation = (
  { outcome, findingFalls, at: decidedAt }: DecideAppeal & Given,
  { original: { hearing, penalty, proven: before } }: KnownAppeal,
  actions: readonly Action[],
  rests: { readonly authority: readonly string[] },
): Decision => {
  if (outcome !== annulling && !varying.includes(outcome)) return [];
  const tariff = penalty?.tariff ?? null;
  // Where there was no penalty, it is the finding that is set aside.
  const falls = findingFalls || (outcome === annulling && !penalty);
  const data = { hearing, outcome, proven: before && !falls, tariff, actions: [...actions], decidedAt };
  return [fact('ActionVaried', data, rests)];
};

/** Another outcome than the policy lists is refused by its own rules. */
const isOffered = (policy: Policy, outcome: string): boolean => {
  const listed = policy.describe().choices['appeal-outcomes']?.options;
  return listed === undefined || listed.some(({ code }) => code === outcome);
};

/** From the same tariff as before, applied to the same facts: what was closed then is closed now. */
const imposing = (
  { outcome, chosen }: DecideAppeal,
  appeal: KnownAppeal | undefined,
  policy: Policy,
): Partial<Imposition> & { readonly actions: readonly Action[] } => {
  if (!appeal || !varying.includes(outcome) || !isOffered(policy, outcome)) return { actions: [] };
  const { penalty } = appeal.original;
  if (!penalty) {
    const clauses = policy.act('appeal.decide')?.clauses ?? [];
    const refusals = [{ code: 'no-penalty', clauses, says: 'No penalty was imposed.', field: '/outcome' }];
    return { actions: [], refusals };
  }
  const facts = penalty.facts as Parameters<Policy['impose']>[2];
  const imposition = policy.impose(penalty.tariff, chosen, facts);
  const refusals = imposition.refusals.map((refusal) => ({ field: '/chosen', ...refusal }));
  const actions = imposedBy(policy, penalty.tariff, chosen, imposition);
  return { ...imposition, refusals, actions };
};

/** What goes with another outcome than the one that was said. */
const wrongParts = ({ outcome, chosen, findingFalls }: DecideAppeal, policy: Policy): Addition => {
  const clauses = policy.act('appeal.decide')?.clauses ?? [];
  const wrong = (code: string, field: string, says: string): Refusal => ({ code, clauses, says, field });
  return {
    refusals: [
      ...(chosen.length > 0 && !varying.includes(outcome)
        ? [wrong('nothing-to-choose', '/chosen', 'Another penalty is chosen only where it is reduced or increased.')]
        : []),
      ...(findingFalls && outcome !== annulling
        ? [wrong('penalty-stands', '/findingFalls', 'Where the finding falls, the penalty is set aside.')]
        : []),
    ],
  };
};
