import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { samples } from './asyncapi/samples.js';
import { contracts, type Contract } from './contract.js';
import { lineOf, missing, unlisted } from './corpus.js';
import { heard } from './heard.js';

const corpus = samples();
const list = readFileSync(new URL('../corpus/digests', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);
const contractOf = (name: string): Contract => contracts.get(name) as Contract;

describe('what was ever told', () => {
  it('is as it was, and listed', () => {
    expect(unlisted(corpus, list)).toEqual([]);
  });

  it('has a sample of each type, in its present shape', () => {
    expect(missing(contracts, corpus)).toEqual([]);
  });

  it.each(corpus)('is heard: $file', ({ name, schemaVersion, data }) => {
    const now = heard(contractOf(name), schemaVersion, data);
    expect(contractOf(name).schema.parse(now)).toEqual(now);
  });
});

describe('the corpus is seen to be wanting', () => {
  const [first, second] = corpus as [(typeof corpus)[0], (typeof corpus)[0]];
  const contract = contractOf(first.name);
  const now = (changed: Partial<Contract>) => new Map([[first.name, { ...contract, ...changed }]]);

  it('where there is a new type, a new shape or a new version', () => {
    const other = { ...contract, name: 'intake.CaseBurnt' };
    expect(missing(new Map([[other.name, other]]), corpus)).toEqual([
      expect.stringMatching(/^intake.CaseBurnt v1: add/),
    ]);
    const schema = (contract.schema as z.ZodObject).extend({ more: z.string().optional() });
    expect(missing(now({ schema }), corpus)).toEqual([expect.stringContaining(first.name)]);
    expect(missing(now({ version: 2 }), corpus)).toEqual([expect.stringContaining('v2')]);
    expect(missing(now({ schema: contract.schema.describe('In other words.') }), corpus)).toEqual([]);
  });

  it('where a sample was changed, taken away or added, and not where it was written otherwise', () => {
    const rewritten = { ...first, data: Object.fromEntries(Object.entries(first.data as object).toReversed()) };
    expect(unlisted([rewritten, ...corpus.slice(1)], list)).toEqual([]);
    const edited = { ...first, data: { ...(first.data as object), more: 1 } };
    expect(unlisted([edited, ...corpus.slice(1)], list)).toEqual([expect.stringContaining('put it back')]);
    expect(unlisted(corpus.slice(1), list)).toEqual([expect.stringContaining(first.file)]);
    expect(unlisted(corpus, list.slice(2))).toEqual([
      `new: add to corpus/digests: ${lineOf(first)}`,
      `new: add to corpus/digests: ${lineOf(second)}`,
    ]);
  });
});
