import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlreadyRunning, lockDirectory, startOf } from './lock.js';

describe('the lock of a data directory', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-lock-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const leave = async (number: number, content: string): Promise<void> => {
    await mkdir(join(directory, 'lock'), { recursive: true });
    await writeFile(join(directory, 'lock', `${number}`), content);
  };

  it('is one holder at a time, and free again after a release', async () => {
    const first = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(AlreadyRunning);
    await first.release();
    await (await lockDirectory(directory)).release();
  });

  it('passes on from a dead holder to one of twenty', async () => {
    await leave(7, JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));
    const takers = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
    expect(takers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it("does not take a later process with the dead holder's number for the holder", async () => {
    await leave(1, JSON.stringify({ pid: process.pid, started: '1' }));
    await (await lockDirectory(directory)).release();
    await leave(9, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
    await expect(lockDirectory(directory)).rejects.toThrow(AlreadyRunning);
  });

  it('passes on from a file that was cut short', async () => {
    await leave(1, '{"pid":');
    await (await lockDirectory(directory)).release();
  });
});
