import { describe, expect, it } from '@jest/globals';
import { canonical } from '@probity/decider';
import { SettingsWrong, settingsFrom } from '../runtime/settings.js';
import { z } from 'zod';
import { CheckedBySchema } from './checked-by-schema.js';
import { invalid } from './invalid.js';
import { upcast } from '../runtime/upcast.js';
import { problem, problems, type ProblemCode } from './problem.js';
import { InvalidRequest } from './requests.js';
import { checkText } from './text.js';

describe('canonical JSON', () => {
  it('is the same whatever the order of the keys, and tells values apart', () => {
    expect(canonical({ b: [1, { d: 'x', c: null }], a: true })).toBe(
      canonical({ a: true, b: [1, { c: null, d: 'x' }] }),
    );
    expect(canonical({ a: '1' })).not.toBe(canonical({ a: 1 }));
    expect(canonical(['a', 'b'])).not.toBe(canonical(['b', 'a']));
  });
});

describe('what a schema refuses', () => {
  const check = (type: 'param' | 'query', schema: z.ZodType, value: unknown): Promise<unknown> =>
    new CheckedBySchema().transform(value, { type, data: type === 'param' ? 'case' : undefined, schema });

  it('is told by the parameter of the path', async () => {
    const error = { field: '/path/case', code: 'invalid-format', says: expect.any(String) };
    await expect(check('param', z.uuid(), 'seven')).rejects.toMatchObject({ errors: [error] });
  });

  it('is told by the field of a body or a query', async () => {
    const refused = check('query', z.object({ limit: z.number() }), {});
    await expect(refused).rejects.toMatchObject({ errors: [{ field: '/limit' }] });
  });
});

describe('text that cannot be stored', () => {
  it.each([
    [{ a: { b: ['x', 'y\u0000'] } }, '/a/b/1', 'nul'],
    [{ 'a/b': '\ud800' }, '/a~1b', 'lone-surrogate'],
    [{ 'k\u0000': 1 }, '', 'nul'],
  ])('is refused by its field', (value, field, code) => {
    const check = () => checkText(value);
    expect(check).toThrow(InvalidRequest);
    try {
      check();
    } catch (error) {
      expect((error as InvalidRequest).errors).toEqual([expect.objectContaining({ field, code })]);
    }
  });

  it('is told a hundred times at most, with pointers of 200 characters at most', () => {
    const value = { ['/'.repeat(100_000)]: Array.from({ length: 10_000 }, () => 'a\u0000') };
    try {
      checkText(value);
    } catch (error) {
      const { errors } = error as InvalidRequest;
      expect(errors).toHaveLength(100);
      expect(errors.every(({ field }) => field.length <= 200)).toBe(true);
    }
    expect.assertions(2);
  });

  it('is nothing else: emoji and every script pass', () => {
    expect(() => checkText({ name: 'Ångström 🇬🇧 \u{1F469}\u200D\u2696\uFE0F' })).not.toThrow();
  });
});

describe('what a schema refuses', () => {
  it('is said in plain words, by its field', () => {
    const schema = z.strictObject({
      fields: z.record(z.string(), z.string()),
      at: z.iso.date(),
      more: z.string().min(1),
    });
    const { error } = schema.safeParse({ at: 'soon', more: '', other: 1 });
    expect(invalid(error?.issues as never).errors).toEqual([
      { field: '/fields', code: 'invalid-type', says: 'is required' },
      { field: '/at', code: 'invalid-format', says: 'a date such as 2026-09-21 is expected' },
      { field: '/more', code: 'too-small', says: 'some text is expected' },
      { field: '/other', code: 'unrecognized-keys', says: 'is not a field here' },
    ]);
  });
});

describe('upcasting', () => {
  const upcasters = {
    Moved: { 1: (data: object) => ({ ...data, two: true }), 2: (data: object) => ({ ...data, three: true }) },
  };

  it('lifts step by step', () => {
    expect(upcast(upcasters, 'Moved', 1, 3, { one: true })).toEqual({ one: true, two: true, three: true });
    expect(upcast({}, 'Stayed', 1, 1, { one: true })).toEqual({ one: true });
  });

  it('is an error where a step is missing', () => {
    expect(() => upcast(upcasters, 'Moved', 1, 4, {})).toThrow('no upcaster lifts Moved from version 3 to 4');
  });
});

describe('problems', () => {
  it('have a type that can be asked for, and their own status', () => {
    for (const code of Object.keys(problems) as ProblemCode[])
      expect(problem(code)).toEqual({
        type: `/problems/${code}`,
        title: problems[code].title,
        status: problems[code].status,
      });
  });
});

describe('settings', () => {
  it('have defaults for one machine', () => {
    expect(settingsFrom({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', PROBITY_DATA: '.data' });
  });

  it.each([
    ['PORT', 'abc', 'a port, 0 to 65535'],
    ['DATABASE_URL', 'mysql://localhost/x', 'postgres://user:password@host:port/database'],
    ['OIDC_ISSUER', 'nonsense', 'the URL of an OpenID provider'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug or silent'],
  ])('a wrong %s names itself and says what was expected', (name, value, expected) => {
    const read = () => settingsFrom({ [name]: value });
    expect(read).toThrow(SettingsWrong);
    expect(read).toThrow(`${name} is "${value}"; expected ${expected}`);
  });
});
