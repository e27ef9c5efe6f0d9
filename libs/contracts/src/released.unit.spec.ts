import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { contracts, type Contract, type Contracts } from './contract.js';
import { personal } from './personal.js';
import { breaks, releaseOf, type Released } from './released.js';

const file = new URL('../released.json', import.meta.url);

it('nothing that the last release told breaks a consumer of it', () => {
  expect(breaks(JSON.parse(readFileSync(file, 'utf8')) as Released, contracts)).toEqual([]);
});

const shape = {
  by: z.string(),
  kind: z.enum(['plain', 'grave']),
  count: z.number().int(),
  at: z.iso.datetime(),
  note: personal(z.string()).nullable(),
  lines: z.array(z.strictObject({ point: z.string(), weight: z.number().optional() })),
  more: z.record(z.string(), z.string()),
  left: z.string().nullable().default(null),
};
const of = (schema: z.ZodType, more: Partial<Contract> = {}): Contracts =>
  new Map([['hearings.Decided', { name: 'hearings.Decided', version: 1, schema, others: {}, ...more }]]);
const last = releaseOf(of(z.strictObject(shape)));
const now = (changed: z.ZodRawShape): readonly string[] =>
  breaks(last, of(z.strictObject({ ...shape, ...changed }))).map((one) => one.replace('hearings.Decided: ', ''));
const without = (...names: readonly (keyof typeof shape)[]): z.ZodType =>
  z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name as 'by'))));

describe('a change of a public event goes through', () => {
  it('where a field is added that may be left out, or that a default fills', () => {
    expect(now({})).toEqual([]);
    expect(now({ since: z.string().optional(), until: z.string().nullable().default(null) })).toEqual([]);
    const line = z.strictObject({ point: z.string(), weight: z.number().optional(), title: z.string().default('') });
    expect(now({ lines: z.array(line) })).toEqual([]);
  });

  it('where there is a new type', () => {
    expect(breaks({}, contracts)).toEqual([]);
  });

  it('where only the words about it are others', () => {
    expect(now({ by: z.string().describe('Who did it.') })).toEqual([]);
  });
});

const another = '; tell it as another version';

describe('a change of a public event is refused', () => {
  it('where a field is removed, whether or not it was always there', () => {
    expect(breaks(last, of(without('by')))).toEqual([`hearings.Decided: /by is no longer told${another}`]);
    expect(breaks(last, of(without('left')))).toEqual([`hearings.Decided: /left is no longer told${another}`]);
    const line = z.strictObject({ point: z.string() });
    expect(now({ lines: z.array(line) })).toEqual([`/lines/[]/weight is no longer told${another}`]);
  });

  it('where a field is required that the release before does not tell', () => {
    expect(now({ since: z.string() })).toEqual(['of the release before, /since is not told, and read as always there']);
  });

  it('where one that may be left out is required, or one that is required may be left out', () => {
    const line = z.strictObject({ point: z.string().optional(), weight: z.number() });
    expect(now({ lines: z.array(line) })).toEqual([
      'of the release before, /lines/[]/weight may be left out, and is read as always there',
      `/lines/[]/point may be left out, and is read as always there${another}`,
    ]);
  });

  it('where a choice is narrower for what is still told, or wider for who still hears', () => {
    expect(now({ kind: z.enum(['plain']) })).toEqual([
      'of the release before, /kind may be "grave", which is not read',
    ]);
    expect(now({ kind: z.enum(['plain', 'grave', 'gross']) })).toEqual([
      `/kind may be "gross", which is not read${another}`,
    ]);
    expect(now({ kind: z.string() })).toEqual([
      `/kind is told as any string, and read as one of "plain", "grave"${another}`,
    ]);
    expect(now({ by: z.enum(['us']) })).toEqual([
      'of the release before, /by is told as any string, and read as one of "us"',
    ]);
  });

  it('where a type, a format or a limit is another', () => {
    const told = (name: string, type: string, other: string) => [
      `of the release before, ${name} is told as ${type}, and read as ${other}`,
      `${name} is told as ${other}, and read as ${type}${another}`,
    ];
    expect(now({ by: z.number() })).toEqual(told('/by', 'string', 'number'));
    expect(now({ more: z.record(z.string(), z.number()) })).toEqual(told('/more/{}', 'string', 'number'));
    expect(now({ by: z.string().nullable() })).toEqual([`/by is told as null, and read as string${another}`]);
    expect(now({ count: z.number() })).toEqual([`/count is told as number, and read as integer${another}`]);
    expect(now({ at: z.iso.datetime({ offset: true }) })).toEqual([
      `/at is not told with the pattern Z$, and read with it${another}`,
    ]);
    expect(now({ by: z.string().max(5) })).toEqual([
      'of the release before, /by may be told above the maxLength 5 that is read',
    ]);
    expect(now({ by: z.uuid() })).toEqual([
      'of the release before, /by is not told with the format uuid, and read with it',
    ]);
    expect(now({ by: z.unknown() })).toEqual([`/by is told as anything, and read as string${another}`]);
  });

  it('where what was personal is not, or the other way about', () => {
    expect(now({ by: personal(z.string()) })).toHaveLength(2);
    expect(now({ note: z.string().nullable() })).not.toEqual([]);
  });

  it('where a type is told no more', () => {
    expect(breaks(last, new Map())).toEqual(['hearings.Decided is no longer told: keep it, for those who hear it']);
  });
});

describe('another version', () => {
  const old = z.strictObject(shape);
  const next = z.strictObject({ said: z.array(z.string()) });
  const reads = (schema: z.ZodType) => ({ schema, asNow: (data: never): object => data });
  const announced = of(old, { others: { 2: reads(next) } });
  const told = of(next, { version: 2, others: { 1: reads(old) } });

  it('is read by one release, and told by the next, which still reads the one before', () => {
    expect(breaks(last, announced)).toEqual([]);
    expect(breaks(releaseOf(announced), told)).toEqual([]);
  });

  it('is not told before it can be read', () => {
    expect(breaks(last, told)).toEqual([
      'hearings.Decided: version 2 cannot be read by the release before: first release what reads it',
    ]);
  });

  it('is not told otherwise than the release before reads it', () => {
    const other = of(z.strictObject({ said: z.string() }), { version: 2, others: { 1: reads(old) } });
    expect(breaks(releaseOf(announced), other)).toEqual([
      'hearings.Decided: /said is told as string, and read as array',
    ]);
  });

  it('does not take the place of one that is still told', () => {
    expect(breaks(releaseOf(announced), of(next, { version: 2 }))).toEqual([
      'hearings.Decided: version 1 is still told, and no longer read',
    ]);
  });
});
