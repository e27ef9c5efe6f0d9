/** What a schema found wrong, as zod tells it: its own words name its own notions, and are for no caseworker. */
export interface FoundWrong {
  readonly code?: string | undefined;
  readonly message: string;
  readonly expected?: string;
  readonly format?: string;
  readonly pattern?: string;
  /** Of what: `string`, `number`, `array`. */
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly values?: readonly unknown[];
  /** Of a value that may be any of several: for each, what was wrong with it as that. */
  readonly errors?: readonly (readonly FoundWrong[])[];
}

/** What is expected. Never says what was there: it may be somebody's. */
export const inPlainWords = (issue: FoundWrong): string =>
  isItsOwn.test(issue.message) ? (worded[issue.code ?? '']?.(issue) ?? notSo) : issue.message;

/** The validator's own words; whatever else is said was written for whoever sends it. */
const isItsOwn = /^(Invalid|Too (small|big)|Unrecognized|Expected)\b/;

const notSo = 'is not written in the way that is expected here';

const types: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  date: 'a date such as 2026-09-21 is expected',
  datetime: 'an instant such as 2026-09-21T09:30:00Z is expected',
  email: 'an e-mail address is expected',
  uuid: 'an id (UUID) is expected',
  url: 'an address (URL) is expected',
};

const patterns: Readonly<Record<string, string>> = {
  '/^sha256:[0-9a-f]{64}$/': 'the digest of a file that was uploaded is expected: sha256: and 64 digits from 0 to f',
  '/^(sha256:[0-9a-f]{64}|paper:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/':
    'a document of the case is expected: a file by its digest, sha256: and 64 digits from 0 to f, or what is on paper by its name, paper: and an id',
  '/^[a-z0-9]+(-[a-z0-9]+)*$/': 'a code is expected: small letters and digits, with hyphens between',
};

const worded: Readonly<Record<string, (issue: FoundWrong) => string>> = {
  invalid_type: ({ message, expected }) =>
    message.endsWith('received undefined') ? 'is required' : `${typeIn(expected)} is expected`,
  invalid_format: ({ format, pattern }) => formats[format ?? ''] ?? patterns[pattern ?? ''] ?? notSo,
  invalid_value: ({ values = [] }) =>
    `${values.length > 1 ? 'one of ' : ''}${values.map((one) => JSON.stringify(one)).join(', ')} is expected`,
  invalid_union: ({ errors = [] }) => anyOf(errors.flatMap(([first]) => (first ? [first] : []))),
  too_small: ({ origin, minimum = 0, inclusive = true }) => {
    if (isCounted(origin))
      return minimum === 1 && origin === 'string' ? 'some text is expected' : size(origin, minimum, 'least');
    return `${inclusive ? `${minimum} or more` : `more than ${minimum}`} is expected`;
  },
  too_big: ({ origin, maximum = 0, inclusive = true }) =>
    isCounted(origin)
      ? size(origin, maximum, 'most')
      : `${inclusive ? `${maximum} or less` : `less than ${maximum}`} is expected`,
};

const typeIn = (expected: string | undefined): string => types[expected ?? ''] ?? 'another kind of value';

const listed = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const anyOf = (issues: readonly FoundWrong[]): string => {
  const kinds = [
    ...new Set(issues.flatMap(({ code, expected }) => (code === 'invalid_type' ? [typeIn(expected)] : []))),
  ];
  if (kinds.length === 0 || kinds.length < issues.length) return notSo;
  // Before a null that is told by its name, as before any last one of three or more.
  return `${kinds.length > 2 ? `${kinds.slice(0, -1).join(', ')}, or ${kinds.at(-1)}` : listed.format(kinds)} is expected`;
};

const isCounted = (origin: string | undefined): boolean =>
  origin === 'string' || origin === 'array' || origin === 'map';

const size = (origin: string | undefined, count: number | bigint, limit: 'least' | 'most'): string => {
  const one = Number(count) === 1;
  const what = origin === 'string' ? (one ? 'character' : 'characters') : one ? 'entry' : 'entries';
  return `${count} ${what} at ${limit} ${one ? 'is' : 'are'} expected`;
};
