import { describe, expect, it } from '@jest/globals';
import { inTurn } from './bench.js';
import { ratesOf } from './rounds.js';
import { QUICK } from './settings.js';

describe('stores measured in turn', () => {
  it('lets each go first once', () => {
    const order = [0, 1, 2, 3].map((round) => inTurn(['a', 'b', 'c'], round).join(''));
    expect(order).toEqual(['abc', 'bca', 'cab', 'abc']);
  });

  it('takes the median of the rounds, and leaves out the warming up', async () => {
    const found = [1_000, 5, 1, 3];
    const said: string[] = [];
    const bench = { settings: { ...QUICK, rounds: 3 }, say: (line: string) => said.push(line) };
    const rates = await ratesOf(bench, 'reads', [
      { key: 'ours', name: 'Ours', rate: () => found.shift() ?? Number.NaN },
    ]);
    expect(rates('ours')).toBe(3);
    expect(said).toEqual(['reads, Ours: 5 a second', 'reads, Ours: 1 a second', 'reads, Ours: 3 a second']);
  });
});
