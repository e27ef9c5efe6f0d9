import { kept } from '@probity/contracts';
import { eventOf, same, type Decided, type Given, type Refusal } from '@probity/decider';
import {
  FactMissing,
  notAmong,
  type Chosen,
  type Effect,
  type Facts,
  type FieldDefinition,
  type Imposition,
  type Policy,
} from '@probity/policy-packs';
import { countedVotes, emptyBody } from '../../body/index.js';
import type { DecidePenalty } from '../commands.js';
import { hearingFacts } from '../facts.js';
import { isProvisional } from '../finding/finding.js';
import type { DataOf, HearingEvent } from '../hearing.js';
import { inAnotherGroup } from './another-group.js';
import { allegationFacts, penaltyFacts } from './facts.js';
import { grouped } from './group.js';
import { knownOf, ruledOn, type Deciding } from '../rule.js';

export { penaltyFacts };

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();
const act = 'hearing.decide-penalty';

export const decidePenalty = (command: DecidePenalty & Given, deciding: Deciding): Decision => {
  const { policy } = deciding;
  const known = knownOf(deciding);
  const { tariff, factors, votes, comparables, inTurn = false, together } = command;
  // Before the tariff is asked, which nobody is told of who may not decide.
  const open = policy.act(act)
    ? policy.available(act, hearingFacts(deciding.hearing, command, policy) as unknown as Facts)
    : ruledOn(deciding, act);
  const isKnown = isTariff(policy, tariff);
  const without: Imposing = { chosen: command.chosen, imposition: nothing };
  const { chosen, imposition, lacking } = open.kind === undefined && isKnown ? imposing(command, deciding) : without;
  const actions = isKnown ? imposedBy(policy, tariff, chosen, imposition) : [];
  if (known?.penalty && isAgain(known.penalty, { tariff, chosen, actions, factors, votes })) return [];
  const { refusals, clauses } = countedVotes(policy, known?.body ?? emptyBody, votes, true);
  const settled = known?.confirmedAt || known?.letterSentAt ? [alreadyTold(policy)] : [];
  const added = {
    refusals: [...(isKnown ? [] : [unknownTariff(policy, tariff)]), ...settled, ...imposition.refusals, ...refusals],
    departures: imposition.departures,
    authority: [...imposition.authority, ...clauses],
  };
  const { seen, now, codes } = comparables;
  const more = {
    penalty: { reasonsGiven: isReasoned(factors), tariff, inTurn, unfound: together?.unfound ?? 0 },
    ...allegationFacts(deciding.hearing, together),
    comparable: {
      considered: seen === now,
      outlier: codes.length > 0 && chosen.some(({ code }) => !codes.includes(code)),
    },
  };
  const ruling = ruledOn(deciding, act, more, added, { contents: factors, contentsAt: '/factors' });
  // What is refused anyhow needs no fact for its group.
  if (lacking) throw lacking;
  const data = {
    tariff,
    chosen: chosen.map(({ code, reason }) => ({ code, reason: reason ?? null })),
    actions,
    members: (known?.body ?? emptyBody).members.map(({ person, roles }) => ({ person, roles: [...roles] })),
    factors: { ...factors },
    comparables: seen,
    votes: { ...votes },
    recordedBy: command.actor.id,
    provisional: isProvisional(deciding),
    decidedAt: command.at,
  };
  return [
    fact(
      'PenaltyDecided',
      { ...data, ruling: kept({ ...ruling, read: { ...ruling.read, ...imposition.read } }) },
      ruling,
    ),
  ];
};

type Said = Pick<DataOf<'PenaltyDecided'>, 'tariff' | 'actions' | 'factors' | 'votes'> & {
  readonly chosen: readonly Chosen[];
};

/** The same decision, told once more; anything else of one that was made is refused by the policy. */
const isAgain = (before: Said | Omit<DataOf<'PenaltyDecided'>, 'ruling'>, now: Said): boolean =>
  same(saidOf(before), saidOf(now));

const saidOf = ({ tariff, chosen, actions, factors, votes }: Said | Omit<DataOf<'PenaltyDecided'>, 'ruling'>) => [
  ...[tariff, chosen.map(({ code, reason }) => [code, reason ?? null])],
  ...[actions, factors, votes],
];

interface Imposing {
  readonly chosen: readonly Chosen[];
  readonly imposition: Imposition;
  /** What nobody told, and the group that applies cannot be known without. */
  readonly lacking?: FactMissing;
}

const imposing = (command: DecidePenalty & Given, deciding: Deciding): Imposing => {
  try {
    return imposedFrom(command, deciding);
  } catch (error) {
    if (!(error instanceof FactMissing)) throw error;
    return { chosen: command.chosen, imposition: nothing, lacking: error };
  }
};

/** What the tariff makes of it, from the group that applies, with what the group itself rests on. @throws FactMissing */
const imposedFrom = (
  { tariff, chosen, groupReasons, inRegister, together, at }: DecidePenalty & Given,
  { hearing, policy }: Deciding,
): Imposing => {
  const { group, facts, read } = grouped(policy, tariff, penaltyFacts(hearing, at, { inRegister, together }));
  const elsewhere = inAnotherGroup(policy, tariff, { group, facts, chosen, reasons: groupReasons ?? [] });
  const imposed = policy.impose(tariff, elsewhere.chosen, facts);
  const { refusals = [], authority = [] } = elsewhere.added;
  const imposition = {
    ...imposed,
    refusals: [...imposed.refusals, ...refusals],
    authority: [...new Set([...imposed.authority, ...(group?.clauses ?? []), ...authority])],
    read: { ...read, ...imposed.read },
  };
  return { chosen: elsewhere.chosen, imposition };
};

const nothing: Imposition = { refusals: [], departures: [], authority: [], follows: [], read: {}, effects: [] };

const isTariff = (policy: Policy, tariff: string): boolean => {
  try {
    policy.tariff(tariff);
    return true;
  } catch {
    return false;
  }
};

const unknownTariff = (policy: Policy, tariff: string): Refusal => ({
  code: 'unknown-tariff',
  clauses: policy.act(act)?.clauses ?? [],
  field: '/tariff',
  ...notAmong('The policy', tariff, policy.tariffs),
});

const alreadyTold = (policy: Policy): Refusal => ({
  code: 'decided',
  clauses: policy.act(act)?.clauses ?? [],
  says: 'The decision stands, and was told.',
});

const isReasoned = (factors: Readonly<Record<string, string>>): boolean =>
  Object.values(factors).some((words) => words.trim() !== '');

type Action = DataOf<'PenaltyDecided'>['actions'][number];

/** What is to be put into effect: an action for each effect of what was chosen, and of what the tariff imposes whatever is. */
export const imposedBy = (
  policy: Policy,
  tariff: string,
  chosen: readonly Chosen[],
  { refusals }: Pick<Imposition, 'refusals'>,
): Action[] => {
  if (refusals.length > 0) return [];
  const { always, options } = policy.tariff(tariff);
  const imposed = always.map(({ effect, title, clauses }): Action => ({
    ...{ code: effect, title, effect, clauses: [...clauses], binds: true, consent: null },
    ...{ parameters: {}, words: {} },
  }));
  const picked = chosen.flatMap(({ code, parameters = {} }) => {
    const found = options.find(({ option }) => option.code === code);
    return (found?.effects ?? []).map((effect) => actionOf(found?.option, effect, parameters));
  });
  return [...picked, ...imposed];
};

interface Option {
  readonly code: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly parameters: readonly FieldDefinition[];
}

const actionOf = (
  option: Option | undefined,
  { effect, binds, consent, clauses }: Effect,
  said: Readonly<Record<string, unknown>>,
): Action => {
  const { code = effect, title = effect, parameters = [] } = option ?? {};
  const isInWords = (name: string): boolean =>
    parameters.some((field) => field.name === name && (field.type === 'text' || field.personal));
  const pick = (words: boolean): Action['parameters'] =>
    Object.fromEntries(
      Object.entries(said).filter(
        (entry): entry is [string, string | number | boolean] =>
          isInWords(entry[0]) === words && ['string', 'number', 'boolean'].includes(typeof entry[1]),
      ),
    );
  const own = clauses ?? option?.clauses ?? [];
  return {
    ...{ code, title, effect, clauses: [...own], binds, consent: consent ?? null },
    ...{ parameters: pick(false), words: pick(true) },
  };
};
