import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { allOf, Lanes, Latest } from './waiting.js';

describe('what was given last', () => {
  const telling = () => {
    const told: number[] = [];
    const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
    const latest = new Latest<number>((value) => {
      told.push(value);
      return new Promise((resolve, reject) => ends.push({ resolve, reject }));
    });
    return { told, ends, latest };
  };

  it('is told, one telling at a time, and what came before it meanwhile never is', async () => {
    const { told, ends, latest } = telling();
    for (const value of [1, 2, 3]) latest.give(value);
    const settled = latest.settle();
    expect(told).toEqual([1]);
    ends[0]?.resolve();
    await turn();
    expect(told).toEqual([1, 3]);
    ends[1]?.resolve();
    await settled;
    latest.give(4);
    expect(told).toEqual([1, 3, 4]);
  });

  it('is told again where it could not be: when it is settled, or with the next', async () => {
    const { told, ends, latest } = telling();
    latest.give(1);
    ends[0]?.reject(new RangeError('away'));
    await turn();
    const settled = latest.settle();
    expect(told).toEqual([1, 1]);
    ends[1]?.reject(new RangeError('away'));
    await expect(settled).rejects.toThrow('away');
    latest.give(2);
    ends[2]?.resolve();
    await latest.settle();
    expect(told).toEqual([1, 1, 2]);
  });
});

describe('lanes', () => {
  it('let so many through at once, and the others in their order when one is done', async () => {
    const lanes = new Lanes(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const one = (nth: number) => () => {
      begun.push(nth);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const all = [1, 2, 3, 4].map((nth) => lanes.through(one(nth)));
    await turn();
    expect(begun).toEqual([1, 2]);
    ends[1]?.();
    await turn();
    expect(begun).toEqual([1, 2, 3]);
    ends[0]?.();
    ends[2]?.();
    await turn();
    expect(begun).toEqual([1, 2, 3, 4]);
    ends[3]?.();
    await Promise.all(all);
  });

  it('are free again after a failure', async () => {
    const lanes = new Lanes(1);
    const failing = lanes.through(() => Promise.reject(new RangeError('no')));
    const next = lanes.through(async () => 'through');
    await expect(failing).rejects.toThrow(RangeError);
    expect(await next).toBe('through');
    expect(await lanes.through(async () => 'again')).toBe('again');
  });
});

describe('all of them', () => {
  it('have ended when the first failure is told', async () => {
    let ended = false;
    const slow = async (): Promise<void> => {
      await turn();
      ended = true;
    };
    await expect(allOf([Promise.reject(new RangeError('no')), slow()])).rejects.toThrow(RangeError);
    expect(ended).toBe(true);
  });
});
