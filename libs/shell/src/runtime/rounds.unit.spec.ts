import { expect, it } from '@jest/globals';
import { Rounds } from './rounds.js';

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
