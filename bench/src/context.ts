import { availableParallelism, cpus, totalmem } from 'node:os';
import { findPgbench, pgbenchVersion } from './limits/pgbench.js';
import { peerVersions } from './require-peer.js';
import type { Settings } from './settings.js';
import { plainPool } from './sql.js';

/** Under what a run was made. Without it a figure says nothing. */
export interface Context {
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly postgresql: Readonly<Record<string, string>>;
  readonly pgbench: string;
  readonly peers: Readonly<Record<string, string>>;
  readonly settings: Settings;
}

const SHOWN = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size'];

/** @throws where the server would not write to the disk before it answers: such figures compare nothing */
export async function describeRun(url: string, settings: Settings): Promise<Context> {
  const pool = plainPool(url, 1);
  const { rows } = await pool.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY ($1)',
    [SHOWN],
  );
  await pool.end();
  const postgresql = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  for (const name of ['fsync', 'synchronous_commit']) {
    if (postgresql[name] !== 'on') throw new Error(`${name} is ${postgresql[name]}; it must be on`);
  }
  const pgbench = findPgbench();
  return {
    node: process.version,
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryBytes: totalmem(),
    postgresql,
    pgbench: pgbench === undefined ? 'none: the same insert by pg' : await pgbenchVersion(pgbench),
    peers: peerVersions(),
    settings,
  };
}
