import type { Refusal } from '@probity/decider';
import type { FieldDefinition, TariffOption } from '@probity/policy-packs';
import type { DataOf } from '../hearing.js';

export type Value = string | number | boolean;

export interface SaidAction {
  readonly code: string;
  readonly parameters: Readonly<Record<string, Value>>;
}

type Decided = DataOf<'ActionDecided'>['actions'][number];

/** Why an action cannot be taken here: what keeps it closed, and what does not fit its parameters. */
export const refusalsOf = (said: readonly SaidAction[], options: readonly TariffOption[]): readonly Refusal[] =>
  said.flatMap(({ code, parameters }, index) => {
    const option = options.find((one) => one.code === code);
    if (!option) return [];
    const closed = option.refusals.map((refusal) => ({ field: `/actions/${index}/code`, ...refusal }));
    return [...closed, ...misfits(option, parameters, `/actions/${index}/parameters`)];
  });

/** An action as it is kept: what others may be told of it apart from what was said in words. */
export const decidedOf = ({ code, parameters }: SaidAction, option: TariffOption): Decided => {
  const inWords = (name: string) =>
    option.parameters.some((field) => field.name === name && (field.type === 'text' || field.personal));
  const pick = (words: boolean) =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => inWords(name) === words));
  const { title, effect, clauses } = option;
  return { code, title, effect, clauses: [...clauses], parameters: pick(false), words: pick(true) };
};

/** What an action counts, visits or certificates, is counted in whole numbers from one on. */
export const isUncounted = ({ parameters: { count } }: SaidAction): boolean =>
  typeof count === 'number' && !(Number.isInteger(count) && count > 0);

const misfits = (
  { title, clauses, parameters: fields }: TariffOption,
  said: SaidAction['parameters'],
  at: string,
): readonly Refusal[] => {
  const misfit = (code: string, name: string, says: string): Refusal => ({
    code,
    clauses,
    says: `${title}: ${says}`,
    field: `${at}/${name}`,
  });
  const unknown = Object.keys(said).filter((name) => !fields.some((field) => field.name === name));
  return [
    ...unknown.map((name) => misfit('unknown-parameter', name, `there is no parameter ${name}.`)),
    ...fields.flatMap((field) => {
      const value = said[field.name];
      if (value === undefined || value === '')
        return field.required ? [misfit(`missing-${field.name}`, field.name, `${field.title} is missing.`)] : [];
      return fits(field, value)
        ? []
        : [misfit(`wrong-${field.name}`, field.name, `${field.title} is not ${kindOf(field)}.`)];
    }),
  ];
};

const fits = ({ type, choices }: FieldDefinition, value: Value): boolean => {
  if (type === 'boolean' || type === 'number') return typeof value === type;
  if (typeof value !== 'string') return false;
  if (type === 'choice') return choices.includes(value);
  return type !== 'date' || /^\d{4}-\d{2}-\d{2}$/.test(value);
};

const kindOf = ({ type, choices }: FieldDefinition): string =>
  type === 'choice' ? `one of ${choices.join(', ')}` : type === 'date' ? 'a date, YYYY-MM-DD' : `a ${type}`;
