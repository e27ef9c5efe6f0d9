import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { allOf, Lanes } from './waiting.js';

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
