import type { Refusal } from '@probity/decider';
import type { FieldDefinition } from '../policy.js';
import { notAmong } from './not-among.js';

type Value = string | number | boolean;

/** What declares the fields, and where in the command they stand, as a JSON pointer. */
export interface Form {
  readonly title: string;
  readonly clauses: readonly string[];
  readonly fields: readonly FieldDefinition[];
  readonly at: string;
}

type Values = Readonly<Record<string, Value | null>>;

/** Blank is an answer to no question but one for words. */
export const answered = (fields: readonly FieldDefinition[], values: Values): Values => {
  const words = new Set(fields.filter(({ type }) => type === 'text').map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, !words.has(name) && isBlank(value) ? null : value]),
  );
};

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** As rules read them: what was left out is '', nought or no. Of values that are of the fields' types. */
export const fieldFacts = (fields: readonly FieldDefinition[], values: Values): Readonly<Record<string, Value>> =>
  Object.fromEntries(fields.map(({ name, type }) => [name, values[name] ?? absent(type)]));

/** Whether rules can read them: each is of its field's type. */
export const areOfType = (fields: readonly FieldDefinition[], values: Values): boolean =>
  fields.every((field) => {
    const value = values[field.name] ?? null;
    return value === null || isBlank(value) || fits(field, value);
  });

const absent = (type: FieldDefinition['type']): Value => (type === 'boolean' ? false : type === 'number' ? 0 : '');

/** Every field that is unknown, missing, or not of its type and within its limits. */
export function wrongFields(
  { title, clauses, fields, at }: Form,
  values: Readonly<Record<string, unknown>>,
): readonly Refusal[] {
  const refused = (code: string, name: string, says: string) => ({ code, clauses, says, field: `${at}/${name}` });
  const unknown = Object.keys(values).filter((name) => !fields.some((field) => field.name === name));
  return [
    ...unknown.map((name) => ({
      ...refused('unknown-field', name, ''),
      ...notAmong(
        title,
        `field ${name}`,
        fields.map((field) => ({ code: field.name, title: field.title })),
      ),
    })),
    ...fields.flatMap((field) => {
      const given = values[field.name] ?? '';
      const value = isBlank(given) ? '' : given;
      if (value === '')
        return field.required ? [refused(`missing-${field.name}`, field.name, `${field.title} is missing.`)] : [];
      const expected = fits(field, value as Value) ? outOfLimits(field, value as Value) : expectedOf(field);
      return expected === undefined
        ? []
        : [refused(`wrong-${field.name}`, field.name, `${field.title} is not ${expected}.`)];
    }),
  ];
}

function fits({ type, choices }: FieldDefinition, value: Value): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (typeof value !== 'string') return false;
  if (type === 'choice') return choices.includes(value);
  return type !== 'date' || isDate(value);
}

const isDate = (value: string): boolean => {
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.valueOf()) && date.toJSON().startsWith(value);
};

function outOfLimits({ min, max, whole }: FieldDefinition, value: Value): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (whole && !Number.isInteger(value)) return 'a whole number';
  if (min !== undefined && value < min) return `${min} or more`;
  return max !== undefined && value > max ? `${max} or less` : undefined;
}

const expectedOf = ({ type, choices }: FieldDefinition): string => {
  if (type === 'choice') return `one of ${choices.join(', ')}`;
  return type === 'date' ? 'a date, YYYY-MM-DD' : `a ${type}`;
};
