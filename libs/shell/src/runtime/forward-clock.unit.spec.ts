import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ForwardClock } from './forward-clock.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-clock-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

it('is the machine’s, goes forward, is as far ahead after a restart, and never goes back', async () => {
  const file = join(directory, 'clock');
  const clock = await ForwardClock.open(file);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);

  const next = inDays(9);
  await clock.forward(next);
  expect(clock.instant() >= next).toBe(true);
  const again = await ForwardClock.open(file);
  expect(again.instant() >= next).toBe(true);

  await expect(again.forward(inDays(8))).rejects.toThrow('never back');
  await expect(again.forward(inDays(400))).rejects.toThrow('a year ahead');
  expect(Math.abs(again.now().getTime() - Date.parse(next))).toBeLessThan(5_000);
});

it('goes forward in several processes at once, which share its file', async () => {
  const file = join(directory, 'shared');
  const clocks = await Promise.all(Array.from({ length: 8 }, () => ForwardClock.open(file)));
  for (let day = 1; day <= 5; day += 1) {
    const next = inDays(day);
    await Promise.all(clocks.map((clock) => clock.forward(next)));
    expect((await ForwardClock.open(file)).instant() >= next).toBe(true);
  }
  expect((await readdir(directory)).filter((name) => name.startsWith('shared'))).toEqual(['shared']);
});
