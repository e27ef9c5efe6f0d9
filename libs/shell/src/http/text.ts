import { InvalidRequest, mostErrors, type FieldError } from './requests.js';
import { within } from './pointers.js';

/** Lists and objects within one another; more than any request has, and less than what reads them can bear. */
const deepest = 100;

/**
 * Refuses what PostgreSQL and JSON cannot both hold, NUL and half of a surrogate pair; and what may do harm as an object:
 * `__proto__`, what is nested without end, and what has more values
 * than any schema should be asked to look at. @throws InvalidRequest
 */
export const checkText = (value: unknown, mostValues = 65_536): void => {
  const errors: FieldError[] = [];
  const left = { values: mostValues };
  collect(value, '', 1, errors, left);
  if (left.values < 0) throw new InvalidRequest([tooMany(mostValues)]);
  if (errors.length > 0) throw new InvalidRequest(errors);
};

/** Adds what is wrong to `found`, until there is enough of it. */
const collect = (value: unknown, field: string, depth: number, found: FieldError[], left: { values: number }): void => {
  left.values -= 1;
  if (typeof value === 'string') return add(found, inText(value, field));
  if (value === null || typeof value !== 'object') return;
  if (depth > deepest) return add(found, tooDeep);
  for (const [name, member] of Object.entries(value)) {
    add(found, inName(name, field));
    collect(member, within(field, name), depth + 1, found, left);
    if (found.length >= mostErrors || left.values < 0) return;
  }
};

const add = (found: FieldError[], error: FieldError | undefined): void => {
  if (error && found.length < mostErrors) found.push(error);
};

const tooMany = (most: number): FieldError => ({
  field: '',
  code: 'too-many-values',
  says: `The body has more than ${most} values.`,
});

export const tooDeep: FieldError = {
  field: '',
  code: 'too-deep',
  says: `Nothing may be nested deeper than ${deepest} levels.`,
};

const inName = (name: string, field: string): FieldError | undefined =>
  name === '__proto__'
    ? { field: within(field, name), code: 'unrecognized-keys', says: 'is not a field here' }
    : inText(name, field);

const inText = (text: string, field: string): FieldError | undefined => {
  if (text.includes('\0')) return { field, code: 'nul', says: 'The text has a NUL character.' };
  if (!text.isWellFormed()) return { field, code: 'lone-surrogate', says: 'The text has half of a surrogate pair.' };
  return undefined;
};
