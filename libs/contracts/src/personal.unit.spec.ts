import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { personal, personalPaths } from './personal.js';

const name = personal(z.string());

describe('the personal fields of a schema', () => {
  it.each<readonly [string, z.ZodType, readonly string[]]>([
    ['an object', z.object({ name, code: z.string() }), ['name']],
    ['a list', z.array(z.object({ name })), ['[].name']],
    ['a record', z.record(z.string(), z.object({ name })), ['{}.name']],
    ['what may be missing', z.object({ name: name.nullable().optional().readonly() }), ['name']],
    ['a default', z.object({ name: name.default('nobody') }), ['name']],
    ['what stands in for it before it is read', z.object({ name }).prefault({ name: 'nobody' }), ['name']],
    ['what stands in for what is wrong', z.object({ name: name.catch('nobody') }), ['name']],
    ['either of two', z.union([z.string(), z.object({ name })]), ['name']],
    ['both of two', z.object({ code: z.string() }).and(z.object({ name })), ['name']],
  ])('are found in %s', (_, schema, paths) => {
    expect(personalPaths(schema)).toEqual(paths);
  });

  it.each<readonly [string, z.ZodType]>([
    ['lazy', z.lazy(() => z.object({ name }))],
    ['tuple', z.tuple([z.string(), name])],
    ['pipe', z.object({ name }).transform(({ name: text }) => text)],
    ['set', z.set(name)],
    ['map', z.map(z.string(), name)],
    ['custom', z.custom<string>()],
  ])('are not taken for none in a %s, which is not looked through', (kind, schema) => {
    expect(() => personalPaths(z.object({ field: schema }))).toThrow(
      new TypeError(`field: whether a ${kind} holds what is personal cannot be seen`),
    );
  });

  it('are looked for no further in what is personal as a whole', () => {
    expect(personalPaths(z.object({ value: personal(z.json()) }))).toEqual(['value']);
  });
});
