import { expect, it } from '@jest/globals';
import { each, Rounds } from './rounds.js';

it('a round that fails is told of and made again; none begins after the stop, which waits for the one in hand', async () => {
  const failed: string[] = [];
  const count = { begun: 0, ended: 0 };
  const act = async (): Promise<void> => {
    count.begun += 1;
    if (count.begun === 1) throw new Error('once');
    await new Promise((resolve) => setTimeout(resolve, 20));
    count.ended += 1;
  };
  const rounds = new Rounds([{ name: 'erasing', every: 1, act }], (name) => failed.push(name));
  rounds.start();
  while (count.begun < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  await rounds.stop();
  expect(failed).toEqual(['erasing']);
  expect(count.ended).toBe(count.begun - 1);
  const before = count.begun;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(count.begun).toBe(before);
});

it('of the items of a round one that fails does not keep the others waiting, and is told of afterwards', async () => {
  const done: number[] = [];
  const { signal } = new AbortController();
  const act = async (item: number): Promise<void> => {
    if (item % 2 === 0) throw new Error(`not ${item}`);
    done.push(item);
  };
  await expect(each([1, 2, 3, 4, 5], signal, act)).rejects.toThrow('not 2');
  expect(done).toEqual([1, 3, 5]);
});

it('a stop waits for the item in hand, and not for those after it', async () => {
  const done: number[] = [];
  const begun = Promise.withResolvers<void>();
  const act = async (item: number): Promise<void> => {
    begun.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
    done.push(item);
  };
  const round = { name: 'erasing', every: 1, act: (signal: AbortSignal) => each([1, 2, 3], signal, act) };
  const rounds = new Rounds([round], () => {});
  rounds.start();
  await begun.promise;
  await rounds.stop();
  expect(done).toEqual([1]);
});
