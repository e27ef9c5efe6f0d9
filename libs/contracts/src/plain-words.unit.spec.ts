import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { inPlainWords } from './plain-words.js';

const says = (schema: z.ZodType, value: unknown): readonly string[] => {
  const { error } = z.strictObject({ it: schema }).safeParse(value === undefined ? {} : { it: value });
  return (error?.issues ?? []).map((issue) => inPlainWords(issue));
};

describe('what a schema expects, in plain words', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['what is missing', z.string(), undefined, 'is required'],
    ['an object that is missing', z.object({}), undefined, 'is required'],
    ['text', z.string(), 5, 'text is expected'],
    ['a number', z.number(), '5', 'a number is expected'],
    ['a whole number', z.int(), 1.5, 'a whole number is expected'],
    ['yes or no', z.boolean(), 'yes', 'true or false is expected'],
    ['a list', z.array(z.string()), 'a', 'a list is expected'],
    ['an object', z.object({}), [], 'an object is expected'],
    ['a record', z.record(z.string(), z.string()), 'a', 'an object is expected'],
    ['a day', z.iso.date(), 'soon', 'a date such as 2026-09-21 is expected'],
    ['an instant', z.iso.datetime(), '2026-09-21', 'an instant such as 2026-09-21T09:30:00Z is expected'],
    ['an id', z.uuid(), 'x', 'an id (UUID) is expected'],
    ['mail', z.email(), 'x', 'an e-mail address is expected'],
    [
      'a digest',
      z.string().regex(/^sha256:[0-9a-f]{64}$/),
      'x',
      'the digest of a file that was uploaded is expected: sha256: and 64 digits from 0 to f',
    ],
    [
      'a code',
      z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      'A b',
      'a code is expected: small letters and digits, with hyphens between',
    ],
    ['another pattern', z.string().regex(/^\d{3}$/), 'x', 'is not written in the way that is expected here'],
    [
      'a pattern that says what it wants',
      z.string().regex(/^\d{3}$/, 'three digits are expected'),
      'x',
      'three digits are expected',
    ],
    ['one of a list', z.enum(['for', 'against']), 'x', 'one of "for", "against" is expected'],
    ['one value', z.literal('all'), 'x', '"all" is expected'],
    ['something', z.string().min(1), '', 'some text is expected'],
    ['short text', z.string().max(3), 'abcd', '3 characters at most are expected'],
    ['long text', z.string().min(3), 'ab', '3 characters at least are expected'],
    ['entries', z.array(z.string()).min(1), [], '1 entry at least is expected'],
    ['not so many', z.array(z.string()).max(2), ['a', 'b', 'c'], '2 entries at most are expected'],
    ['a least number', z.number().min(1), 0, '1 or more is expected'],
    ['a greatest number', z.number().max(100), 101, '100 or less is expected'],
    ['more than', z.number().positive(), 0, 'more than 0 is expected'],
    [
      'any of several',
      z.union([z.string(), z.number(), z.boolean(), z.null()]),
      {},
      'text, a number, true or false, or null is expected',
    ],
    ['its own words', z.string().refine(() => false, 'is nobody’s name'), 'x', 'is nobody’s name'],
  ])('%s', (_, schema, value, expected) => {
    expect(says(schema, value)).toEqual([expected]);
  });

  it('never says what was there: it may be somebody’s', () => {
    for (const schema of [z.number(), z.enum(['a']), z.iso.date(), z.union([z.number(), z.null()]), z.string().max(3)])
      expect(says(schema, 'Ann Example').join(' ')).not.toContain('Ann');
  });
});
