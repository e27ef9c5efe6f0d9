import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@probity/postgres';
import { until } from '../../processes/program.js';
import { Cluster } from './cluster.js';
import { readJournal } from './journal.js';
import type { Breach } from './oracle.js';
import { SmallDisk } from './small-disk.js';
import { type Finding, Trial } from './trial.js';

export interface FillOptions {
  readonly times: number;
  readonly seed: number;
  readonly writers: number;
}

/** What PostgreSQL keeps on the disk that fills, and how large that disk is. */
const places = {
  /** The tables: an append fails with 53100, the server lives. */
  base: { megabytes: 96, left: 2 ** 20 },
  /** The write-ahead log: the server stops, and cannot come back until there is room. */
  pg_wal: { megabytes: 160, left: 2 ** 19 },
} as const;

const FULL_MS = 1_500;

/** The disk fills under load, stays full for a while, and has room again. */
export const fillDisk = async (place: keyof typeof places, options: FillOptions): Promise<Finding> => {
  const { megabytes, left } = places[place];
  const cluster = await Cluster.start({ min_wal_size: '32MB', max_wal_size: '64MB' });
  let disk: SmallDisk | undefined;
  let trial: Trial | undefined;
  try {
    await cluster.whileStopped(async (folder) => {
      disk = await SmallDisk.inPlaceOf(join(folder, place), megabytes);
    });
    const url = await cluster.database();
    trial = await Trial.start({ ...options, url });
    for (let time = 0; time < options.times; time += 1) {
      await trial.goOn(50);
      await disk?.fill(left);
      await untilFull(trial, url, place);
      await sleep(FULL_MS);
      await disk?.free();
    }
    await trial.goOn(50);
    await trial.settle();
    const found = await trial.verdict(url, options.times);
    return { ...found, breaches: [...found.breaches, ...(await untyped(trial, place))] };
  } catch (error) {
    throw cluster.explained(error);
  } finally {
    await trial?.close();
    await cluster.stop();
    disk?.remove();
    await cluster.remove();
  }
};

/** Waits until appends fail; for the log, asks for the next of its files, so as not to wait for 16 MB of it. */
const untilFull = async ({ journal }: Trial, url: string, place: keyof typeof places): Promise<void> => {
  const troubles = (): number => journal.unknown + journal.failed;
  const before = troubles();
  const pool = connect(url, { max: 1 });
  try {
    await until(
      'appends fail for want of room',
      async () => {
        if (place === 'pg_wal') await pool.query('SELECT pg_switch_wal()').catch(() => sleep(50));
        return troubles() > before;
      },
      30,
    );
  } finally {
    await pool.end();
  }
};

/** Where the server lives on, it is to be told by its name: `disk_full`. */
const untyped = async ({ journal }: Trial, place: keyof typeof places): Promise<Breach[]> => {
  const reasons = (await readJournal(journal.path)).flatMap(({ unknown }) => unknown);
  if (place === 'pg_wal' || reasons.some((why) => why.startsWith('53100'))) return [];
  return [{ kind: 'error without a type', what: `no append failed with 53100, but with: ${reasons[0]}` }];
};
