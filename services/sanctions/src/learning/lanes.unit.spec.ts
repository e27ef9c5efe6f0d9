import { describe, expect, it } from '@jest/globals';
import { inLanes } from './lanes.js';

/** Work by key: each piece resolves when it is done. */
const lanesOf = (work: Record<string, (() => Promise<void>)[]>) => {
  const keys = async () => Object.keys(work).filter((key) => (work[key] ?? []).length > 0);
  const act = async (key: string) => {
    const next = work[key]?.shift();
    await next?.();
    return next !== undefined;
  };
  return inLanes(keys, act, new AbortController().signal, 5);
};

describe('the lanes of learning systems', () => {
  it('do not wait for one that does not answer, also with what comes while it does not', async () => {
    const done: string[] = [];
    const says = (word: string) => async () => void done.push(word);
    const hangs = Promise.withResolvers<void>();
    const work: Record<string, (() => Promise<void>)[]> = {
      dead: [() => hangs.promise, says('dead')],
      live: [says('live 1'), says('live 2')],
    };
    const all = lanesOf(work);
    const until = async (count: number) => {
      while (done.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
    };
    await until(2);
    work['live']?.push(says('live 3'));
    work['new'] = [says('new')];
    await until(4);
    expect(done.slice(0, 2)).toEqual(['live 1', 'live 2']);
    expect(done.toSorted()).toEqual(['live 1', 'live 2', 'live 3', 'new']);
    hangs.resolve();
    await all;
    expect(done.at(-1)).toBe('dead');
  });

  it('end apart where one fails, which is told', async () => {
    const done: string[] = [];
    const fails = async () => {
      throw new Error('broken');
    };
    await expect(lanesOf({ bad: [fails], good: [async () => void done.push('good')] })).rejects.toThrow('broken');
    expect(done).toEqual(['good']);
  });
});
