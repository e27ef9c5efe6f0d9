import { InvalidRequest } from './requests.js';

type Found = { readonly field: string; readonly code: string; readonly says: string };

/** Lists and objects within one another; more than any request has, and less than what reads them can bear. */
const deepest = 100;

/**
 * Refuses what PostgreSQL and JSON cannot both hold, NUL and half of a surrogate pair; and what may do harm as an object:
 * `__proto__`, and what is nested without end. @throws InvalidRequest
 */
export const checkText = (value: unknown): void => {
  const errors = troubles(value, '', 1);
  if (errors.length > 0) throw new InvalidRequest(errors);
};

const troubles = (value: unknown, field: string, depth: number): readonly Found[] => {
  if (typeof value === 'string') return inText(value, field);
  if (value === null || typeof value !== 'object') return [];
  if (depth > deepest) return [tooDeep];
  return Object.entries(value).flatMap(([name, member]) => [
    ...inName(name, field),
    ...troubles(member, `${field}/${escaped(name)}`, depth + 1),
  ]);
};

/** RFC 6901, section 3. */
export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

export const tooDeep: Found = {
  field: '',
  code: 'too-deep',
  says: `Nothing may be nested deeper than ${deepest} levels.`,
};

const inName = (name: string, field: string): readonly Found[] =>
  name === '__proto__'
    ? [{ field: `${field}/__proto__`, code: 'unrecognized-keys', says: 'No field has this name.' }]
    : inText(name, field);

const inText = (text: string, field: string): readonly Found[] => {
  if (text.includes('\0')) return [{ field, code: 'nul', says: 'The text has a NUL character.' }];
  if (!text.isWellFormed()) return [{ field, code: 'lone-surrogate', says: 'The text has half of a surrogate pair.' }];
  return [];
};
