import { expect, it } from '@jest/globals';
import { leavesOf } from '../cel.js';
import type { FactTypes } from '../policy.js';
import { procedure } from './index.js';
import { meanings } from './meanings.js';

it('what is explained is a fact that there is', () => {
  const types = (each: Readonly<Record<string, FactTypes>> = {}) => Object.values(each);
  const all = procedure.flatMap(({ facts, acts, tables, tariffs, choices }) => [
    facts,
    ...[acts, tables, tariffs, choices].flatMap((each) => types(each)),
  ]);
  const known = new Set(all.flatMap((each) => leavesOf(each).map(({ name }) => name)));
  expect(Object.keys(meanings).filter((name) => !known.has(name))).toEqual([]);
});
