import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Coalescing } from './coalescing.js';

/** Work that ends when it is told to. */
const held = (atOnce: number, most = Infinity) => {
  const [batches, ends] = [[] as string[], [] as (() => void)[]];
  const work = new Coalescing<string>({
    atOnce,
    take: (waiting) => waiting.splice(0, most),
    run: (batch) => {
      batches.push(batch.join(''));
      return new Promise((resolve) => ends.push(resolve));
    },
  });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await setImmediate();
    await setImmediate();
  };
  return { work, batches, end };
};

describe('coalescing', () => {
  it('lets go together what is asked in one turn, and what comes while it is at work', async () => {
    const { work, batches, end } = held(1);
    for (const job of 'abc') work.add(job);
    expect(batches).toEqual([]);
    await setImmediate();
    for (const job of 'de') work.add(job);
    await setImmediate();
    expect(batches).toEqual(['abc']);
    work.add('f');
    await end();
    expect(batches).toEqual(['abc', 'def']);
    await end();
    await end();
    expect(batches).toEqual(['abc', 'def']);
  });

  it('has no more at work at once than it may, and leaves nobody waiting', async () => {
    const { work, batches, end } = held(2, 2);
    for (const job of 'abcdefg') work.add(job);
    await setImmediate();
    expect(batches).toEqual(['ab', 'cd']);
    await end();
    expect(batches).toEqual(['ab', 'cd', 'ef']);
    await end();
    expect(batches).toEqual(['ab', 'cd', 'ef', 'g']);
  });

  it('takes back what has not begun', async () => {
    const { work, batches, end } = held(1);
    work.add('a');
    await setImmediate();
    for (const job of 'bc') work.add(job);
    expect(work.remove('a')).toBe(false);
    expect(work.remove('b')).toBe(true);
    await end();
    expect(batches).toEqual(['a', 'c']);
  });
});
