import { describe, expect, it } from '@jest/globals';
import type { Against } from './goals.js';
import { best, Results, table } from './results.js';

describe('the rows of a run', () => {
  const compared = (figure: string, against: Against, ours: number, value: number) => {
    const results = new Results();
    results.compare(figure, 'a second', ours, { against, name: 'Peer', value });
    return results.rows[0];
  };

  it('divides ours by theirs and writes both with their unit', () =>
    expect(compared('appends, 8 clients', 'emmett', 24_000.4, 3_000)).toEqual({
      figure: 'appends, 8 clients',
      ours: '24,000 a second',
      peer: 'Peer: 3,000 a second',
      ratio: 8,
      goal: '',
      met: '',
    }));

  it('judges the goal on the whole ratio, not on the rounded one', () => {
    const many = (ours: number) => compared('appends, 32 clients', 'emmett', ours, 1_000);
    expect(many(7_999)).toMatchObject({ ratio: 8, goal: '>= 8', met: 'no' });
    expect(many(8_000)).toMatchObject({ met: 'yes' });
    const quick = (ours: number) => compared('append p50, 1 client', 'emmett', ours, 1_000);
    expect(quick(351)).toMatchObject({ goal: '<= 0.35', met: 'no' });
    expect(quick(350)).toMatchObject({ met: 'yes' });
  });

  it('does not meet a goal with what is no number', () =>
    expect(compared('appends, 32 clients', 'emmett', Number.NaN, 1_000)).toMatchObject({ met: 'no' }));

  it('names the best peer, be it the one with the most or with the least', () => {
    const peers = [3, 9, 6].map((value) => ({ against: 'emmett' as const, name: `Peer ${value}`, value }));
    expect(best(peers, 'most')).toEqual({ against: 'best', name: 'best peer (Peer 9)', value: 9 });
    expect(best(peers, 'least')).toEqual({ against: 'best', name: 'best peer (Peer 3)', value: 3 });
  });

  it('prints columns under their names, and no ratio where there is none', () => {
    const results = new Results();
    results.compare('a', 'ms', 1, { against: 'emmett', name: 'Peer', value: 2 });
    results.count('skipped', '0', 'Peer: 12 of 100', '0', 'yes');
    expect(table(results.rows).split('\n')).toEqual([
      'figure   ours  peer             ratio  goal  met',
      '-------  ----  ---------------  -----  ----  ---',
      'a        1 ms  Peer: 2 ms       0.5',
      'skipped  0     Peer: 12 of 100         0     yes',
    ]);
  });
});
