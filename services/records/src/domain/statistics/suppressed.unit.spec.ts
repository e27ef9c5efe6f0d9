import { describe, expect, it } from '@jest/globals';
import { suppressed, type Cell, type ToldCell } from './suppressed.js';

const table = (...counts: readonly number[]): readonly Cell[] =>
  counts.map((count, index) => ({ value: `v${index}`, count }));
const shown = (...counts: readonly number[]) => suppressed(table(...counts), 5)?.map(({ count }) => count) ?? null;

describe('a table whose sum is known', () => {
  it.each([
    ['is as it is where no number is small', [5, 9, 12], [5, 9, 12]],
    [
      'leaves out a small number, and the next to it, that the sum would give it away with',
      [2, 9, 12],
      ['<5', '*', 12],
    ],
    ['leaves out two small numbers alone where they may be this or that', [2, 4, 12], ['<5', '<5', 12]],
    ['leaves out another where two small ones could only be one each', [1, 1, 9, 12], ['<5', '<5', '*', 12]],
    ['leaves out another where two small ones could only be four each', [4, 4, 9], ['<5', '<5', '*']],
    ['does not say which are small where that would give them away', [4, 4], ['*', '*']],
    ['does not even say that there are rows where each could only be one', [1, 1, 1, 1, 1], null],
    ['says nothing of fewer than five in all', [1, 2], null],
    ['says nothing of one that is small', [3], null],
    ['is empty where there is nothing', [], []],
  ] as const)('%s', (_, counts, expected) => {
    expect(shown(...counts)).toEqual(expected);
  });

  it('takes another limit where the deployment chose one', () => {
    expect(suppressed(table(7, 30, 40), 10)?.map(({ count }) => count)).toEqual(['<10', '*', 40]);
    expect(suppressed(table(1, 2), 1)?.map(({ count }) => count)).toEqual([1, 2]);
  });
});

/** Every table that would be told so, of the same sum: what its reader cannot tell apart. Numbers in place of the marks. */
const possible = (told: readonly ToldCell[], sum: number, below: number): readonly (readonly number[])[] => {
  const anyMarked = told.some(({ count }) => count === `<${below}`);
  const ways = (cells: readonly ToldCell[], left: number): readonly (readonly number[])[] => {
    const [first, ...rest] = cells;
    if (!first) return left === 0 ? [[]] : [];
    const { count } = first;
    const from = typeof count === 'number' ? count : count === '*' && anyMarked ? below : 1;
    const to = typeof count === 'number' ? count : count === '*' ? left : below - 1;
    return Array.from({ length: Math.max(0, Math.min(to, left) - from + 1) }, (_, n) => from + n).flatMap((value) =>
      ways(rest, left - value).map((others) => [value, ...others]),
    );
  };
  return ways(told, sum);
};

describe('no number that is left out can be worked out', () => {
  /** Rows in order: another order is told in that order. */
  const tables = (length: number, upTo = 9): readonly (readonly number[])[] =>
    length === 0
      ? [[]]
      : Array.from({ length: upTo }, (_, n) => n + 1).flatMap((last) =>
          tables(length - 1, last).map((rest) => [...rest, last]),
        );

  it.each([1, 2, 3, 4])('in any table of %d rows of up to nine', (length) => {
    for (const below of [2, 3, 5]) {
      for (const counts of tables(length)) {
        const told = suppressed(table(...counts), below);
        if (told === null) continue;
        const sum = counts.reduce((all, one) => all + one, 0);
        const ways = possible(told, sum, below);
        told.forEach(({ count }, index) => {
          if (typeof count === 'number') return expect(count).toBe(counts[index]);
          const values = new Set(ways.map((way) => way[index]));
          if (values.size < 2 || !values.has(counts[index] ?? 0))
            throw new Error(
              `${counts.join()}, below ${below}: ${told.map((one) => one.count).join()} gives ${index} away`,
            );
        });
        if (told.some(({ count }) => typeof count === 'number' && count < below))
          throw new Error(`${counts.join()} tells a small number`);
      }
    }
  });

  it('where nothing but the small ones were left out, it could: the control', () => {
    const told = table(2, 9, 12).map((cell) => (cell.count < 5 ? { ...cell, count: '<5' as const } : cell));
    expect(possible(told, 23, 5)).toEqual([[2, 9, 12]]);
  });
});
