import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

describe('what is asked together', () => {
  const asked: (readonly number[])[] = [];
  const doubling = (ask?: (all: readonly number[]) => void) => {
    asked.length = 0;
    return new Gathered<number, number>(async (all) => {
      asked.push(all);
      ask?.(all);
      return all.map((one) => 2 * one);
    });
  };

  it('goes together, and each gets its own answer', async () => {
    const gathered = doubling();
    expect(await Promise.all([1, 2, 3].map((one) => gathered.ask(one)))).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  it('waits for what is under way, and for nothing else', async () => {
    const gathered = doubling();
    const later: Promise<number>[] = [];
    await gathered.ask(1).then(() => later.push(gathered.ask(2), gathered.ask(3)));
    expect(await Promise.all(later)).toEqual([4, 6]);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  it('is asked one by one where it fails, so that only those fail in whom something is wrong', async () => {
    const gathered = doubling((all) => {
      if (all.includes(2)) throw new RangeError('2');
    });
    const answers = await Promise.allSettled([1, 2, 3].map((one) => gathered.ask(one)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(asked).toEqual([[1, 2, 3], [1], [2], [3]]);
    expect(await gathered.ask(4)).toBe(8);
  });
});
