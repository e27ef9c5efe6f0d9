import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Coalescing } from './coalescing.js';

interface Job {
  readonly name: string;
  readonly until: number;
}

/** Work that ends when it is told to. */
const held = (atOnce: number, most = Infinity) => {
  const [log, ends, refused] = [[] as string[], [] as (() => void)[], [] as string[]];
  const work = new Coalescing<Job>({
    atOnce,
    part: (waiting) => ({ batch: waiting.slice(0, most), later: waiting.slice(most) }),
    run: (batch) => {
      const names = batch.map(({ name }) => name).join('');
      log.push(names);
      return new Promise((resolve) => ends.push(() => resolve(() => log.push(`told ${names}`))));
    },
    refuse: ({ name }) => refused.push(name),
  });
  const ask = (names: string, patience = 60_000): readonly Job[] => {
    const jobs = [...names].map((name) => ({ name, until: performance.now() + patience }));
    for (const job of jobs) work.add(job);
    return jobs;
  };
  const end = async (): Promise<void> => {
    ends.shift()?.();
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  };
  return { work, log, refused, ask, end };
};

describe('coalescing', () => {
  it('lets go together what is asked in one turn, and what comes while it is at work', async () => {
    const { log, ask, end } = held(1);
    ask('abc');
    expect(log).toEqual([]);
    await setImmediate();
    ask('de');
    await setImmediate();
    ask('f');
    expect(log).toEqual(['abc']);
    await end();
    expect(log).toEqual(['abc', 'def', 'told abc']);
    await end();
    await end();
    expect(log).toEqual(['abc', 'def', 'told abc', 'told def']);
  });

  it('has no more at work at once than it may, and leaves nobody waiting', async () => {
    const { log, ask, end } = held(2, 2);
    ask('abcdefg');
    await setImmediate();
    expect(log).toEqual(['ab', 'cd']);
    await end();
    expect(log).toEqual(['ab', 'cd', 'ef', 'told ab']);
    await end();
    expect(log).toEqual(['ab', 'cd', 'ef', 'told ab', 'g', 'told cd']);
  });

  it('takes back what has not begun', async () => {
    const { work, log, ask, end } = held(1);
    const [a] = ask('a');
    await setImmediate();
    const [b] = ask('bc');
    expect(a && work.remove(a)).toBe(false);
    expect(b && work.remove(b)).toBe(true);
    await end();
    expect(log).toEqual(['a', 'c', 'told a']);
  });

  it('refuses who has waited for as long as they would, and nobody who has begun', async () => {
    const { log, refused, ask, end } = held(1);
    ask('a', 10);
    await setImmediate();
    ask('b', 10);
    ask('c');
    await setTimeout(600);
    expect(refused).toEqual(['b']);
    await end();
    expect(log).toEqual(['a', 'c', 'told a']);
  });

  it('refuses who was asked for together with those who have begun, and had to wait', async () => {
    const { refused, ask } = held(1, 1);
    ask('ab', 10);
    await setTimeout(600);
    expect(refused).toEqual(['b']);
  });

  it('refuses who comes when very many wait, and fails nobody over their number', async () => {
    const { log, refused, ask, end } = held(1);
    ask('a');
    await setImmediate();
    ask('b'.repeat(20_001));
    expect(refused).toEqual(['b']);
    await end();
    expect(log[1]).toHaveLength(20_000);
  });
});
