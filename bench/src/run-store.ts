import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Embedded, startEmbedded } from '@probity/postgres';
import type { Bench } from './bench.js';
import { type Context, describeRun } from './context.js';
import { appends } from './figures/appends.js';
import { growth } from './figures/growth.js';
import { commitToSeen } from './figures/seen.js';
import { skipped } from './figures/skipped.js';
import { stored } from './figures/stored.js';
import { Results } from './results.js';
import type { Settings } from './settings.js';
import { plainPool } from './sql.js';

/** Nothing but what keeps a checkpoint or the want of connections out of the middle of a measurement. */
export const SERVER: Readonly<Record<string, string>> = {
  max_connections: '400',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
};

export interface StoreRun {
  readonly results: Results;
  readonly context: Context;
}

const PARTS = { appends, stored, seen: commitToSeen, growth, skipped } as const;
export type Part = keyof typeof PARTS;
export const ALL_PARTS = Object.keys(PARTS) as readonly Part[];

/** One server and one run for everybody, in a folder that is gone afterwards; of `binaries` where they are named. */
export async function runStore(
  settings: Settings,
  parts: readonly Part[],
  say: (line: string) => void,
  binaries?: string,
): Promise<StoreRun> {
  const folder = await mkdtemp(join(tmpdir(), 'probity-bench-'));
  const server = await startEmbedded({
    dataDirectory: join(folder, 'postgres'),
    settings: SERVER,
    ...(binaries && { binaries }),
  });
  const end = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const stopEarly = (): void => void end().then(() => process.exit(130));
  process.once('SIGINT', stopEarly).once('SIGTERM', stopEarly);
  try {
    return await measure(server, settings, parts, say);
  } finally {
    process.off('SIGINT', stopEarly).off('SIGTERM', stopEarly);
    await end();
  }
}

async function measure(
  server: Embedded,
  settings: Settings,
  parts: readonly Part[],
  say: (line: string) => void,
): Promise<StoreRun> {
  const results = new Results();
  const bench: Bench = { settings, results, say, newDatabase: (name) => newDatabase(server.url, name) };
  const context = await describeRun(server.url, settings);
  for (const part of parts) {
    // The others are still worth having; the run has failed all the same.
    await PARTS[part](bench).catch((error: unknown) => results.fault(`${part}: ${String(error)}`));
  }
  return { results, context };
}

/** Starts each part with nothing left to be written out from the part before it. */
export async function newDatabase(url: string, name: string): Promise<string> {
  const pool = plainPool(url, 1);
  const database = `bench_${name}`.toLowerCase();
  await pool.query(`CREATE DATABASE ${database}`);
  await pool.query('CHECKPOINT');
  await pool.end();
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
