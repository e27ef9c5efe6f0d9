import type { Refusal } from '@probity/decider';
import type {
  ChoiceOption,
  Choose,
  Chosen,
  Choosing,
  Departure,
  Effect,
  Facts,
  Force,
  Imposition,
  TariffDefinition,
  TariffOption,
} from '../policy.js';
import { wrongFields } from './fields.js';
import { notAmong } from './not-among.js';
import { askForReason, evaluated, refusalOf, type CompiledRule } from './ruling.js';

interface CompiledOption {
  readonly option: Omit<ChoiceOption, 'open' | 'refusals' | 'departures'>;
  readonly gates: readonly CompiledRule[];
}

export interface CompiledChoices {
  readonly title: string;
  readonly clauses: readonly string[];
  readonly choose: Choose;
  readonly options: readonly CompiledOption[];
}

export interface CompiledTariff extends Omit<CompiledChoices, 'options'> {
  readonly always: TariffDefinition['always'];
  readonly options: readonly (CompiledOption & Pick<TariffOption, 'effect' | 'effects' | 'group'>)[];
}

/** Each with the gates that are closed to it; one that a reason opens is no refusal yet. */
export const optionsOf = ({ options }: CompiledChoices, facts: Facts): readonly ChoiceOption[] =>
  options.map((option) => judged(option, facts));

export const penaltiesOf = ({ options }: CompiledTariff, facts: Facts): readonly TariffOption[] =>
  options.map((one) => ({ ...judged(one, facts), effect: one.effect, effects: one.effects, group: one.group }));

interface Judged {
  /** Gates that are closed, with their force. */
  readonly closed: readonly { readonly refusal: Refusal; readonly force: Force }[];
  readonly read: Readonly<Record<string, unknown>>;
}

function judge({ option: { code }, gates }: CompiledOption, facts: Facts): Judged {
  const read: Record<string, unknown> = {};
  const closed = gates.flatMap((gate) => {
    const outcome = evaluated(gate, facts, code);
    Object.assign(read, outcome.read);
    return outcome.value ? [] : [{ refusal: refusalOf(gate, outcome.read), force: gate.words.force }];
  });
  return { closed, read };
}

function judged(option: CompiledOption, facts: Facts): ChoiceOption {
  const { closed } = judge(option, facts);
  const refusals = closed.filter(({ force }) => force === 'must').map(({ refusal }) => refusal);
  const departures = closed.filter(({ force }) => force !== 'must').map(({ refusal }) => refusal);
  return { ...option.option, open: refusals.length === 0, refusals, departures };
}

const LIMITS: Readonly<Record<Choose, readonly [least: number, most: number]>> = {
  'exactly-one': [1, 1],
  'at-most-one': [0, 1],
  'one-or-more': [1, Infinity],
  any: [0, Infinity],
};

/** Everything that is wrong with choosing these together. */
export function choose(list: CompiledChoices, chosen: readonly Chosen[], facts: Facts): Choosing {
  const { title, clauses, choose: how, options } = list;
  // Only what is chosen: the facts of the others need not be known.
  const parts = chosen.map((one, i) => {
    const option = options.find(({ option: { code } }) => code === one.code);
    return option ? chosenOne(one, i, option, judge(option, facts)) : unknownOption(one, i, list);
  });
  const [least, most] = LIMITS[how];
  const count =
    chosen.length < least || chosen.length > most
      ? [
          {
            code: 'not-so-many',
            clauses,
            says: `${title}: ${IN_WORDS[how]}.`,
            facts: { chosen: chosen.map(({ code }) => code) },
          },
        ]
      : [];
  const codes = chosen.map(({ code }) => code);
  const twice = codes.filter((code, i) => codes.indexOf(code) < i);
  const repeated = twice.map((code) => ({ code: 'chosen-twice', clauses, says: `${title}: ${code} is chosen twice.` }));
  return {
    refusals: [...count, ...repeated, ...parts.flatMap(({ refusals }) => refusals)],
    departures: parts.flatMap(({ departures }) => departures),
    authority: [...new Set([...clauses, ...parts.flatMap(({ authority }) => authority)])],
    follows: [...new Set(parts.flatMap(({ follows }) => follows))],
    read: Object.assign({}, ...parts.map(({ read }) => read)) as Choosing['read'],
  };
}

export function impose(tariff: CompiledTariff, chosen: readonly Chosen[], facts: Facts): Imposition {
  const choosing = choose(tariff, chosen, facts);
  const always = tariff.always.map(({ effect, clauses }): Effect => ({ effect, binds: true, clauses }));
  const picked = chosen.flatMap(({ code }) => {
    const found = tariff.options.find(({ option }) => option.code === code);
    return (found?.effects ?? []).map((effect) => ({ clauses: found?.option.clauses, ...effect }));
  });
  const authority = [...new Set([...choosing.authority, ...always.flatMap(({ clauses }) => clauses ?? [])])];
  return { ...choosing, authority, effects: choosing.refusals.length > 0 ? [] : [...always, ...picked] };
}

const IN_WORDS: Readonly<Record<Choose, string>> = {
  'exactly-one': 'exactly one is chosen',
  'at-most-one': 'one at most is chosen',
  'one-or-more': 'one at least is chosen',
  any: 'any may be chosen',
};

function unknownOption({ code }: Chosen, i: number, { title, clauses, options }: CompiledChoices): Choosing {
  const instead = notAmong(
    title,
    code,
    options.map(({ option }) => option),
  );
  const refusals = [{ code: 'unknown-option', clauses, field: `/chosen/${i}`, ...instead }];
  return { refusals, departures: [], authority: [], follows: [], read: {} };
}

function chosenOne(one: Chosen, i: number, { option }: CompiledOption, { closed, read }: Judged): Choosing {
  const at = `/chosen/${i}`;
  const reason = one.reason?.trim();
  const yields = closed.filter(({ force }) => force !== 'must');
  const asked = yields.map(({ refusal }) => ({
    ...refusal,
    says: `${refusal.says} ${askForReason}`,
    field: `${at}/reason`,
  }));
  const departures = yields.map(({ refusal: { code, clauses, says, facts }, force }): Departure => ({
    ...{ code, clauses, says, force },
    facts: facts ?? {},
    reason: reason ?? null,
  }));
  return {
    refusals: [
      ...closed.filter(({ force }) => force === 'must').map(({ refusal }) => ({ ...refusal, field: at })),
      ...(reason ? [] : asked),
      ...wrongFields({ ...option, fields: option.parameters, at: `${at}/parameters` }, one.parameters ?? {}),
    ],
    departures: reason ? departures : [],
    authority: [...option.clauses, ...closed.flatMap(({ refusal }) => refusal.clauses)],
    follows: option.follows,
    read,
  };
}
