import type pg from 'pg';
import { type Run, runClients } from '../clients.js';
import { plainPool } from '../sql.js';
import { findPgbench, pgbenchInserts, pgbenchVersion } from './pgbench.js';
import { insertStatement, makeRowTable, type RowShape } from './row-shape.js';

/** The limit that one row a transaction has: our own row into our own table, with none of our guarantees. */
export interface SingleRow {
  readonly name: string;
  run(clients: number, ms: number): Promise<Run>;
  close(): Promise<void>;
}

/** pgbench where there is one; otherwise the same statement from this process, which costs it its share of a core. */
export async function singleRow(url: string): Promise<SingleRow> {
  const pool = plainPool(url, 128);
  const shape = await makeRowTable(pool, 'rows');
  const close = (): Promise<void> => pool.end();
  const pgbench = findPgbench();
  if (pgbench === undefined) return { name: 'pg single row', run: byPg(pool, shape), close };
  const [, version = ''] = /([\d.]+)/.exec(await pgbenchVersion(pgbench)) ?? [];
  return {
    name: `pgbench ${version}`,
    run: (clients, ms) => pgbenchInserts(pgbench, url, shape, { clients, ms }),
    close,
  };
}

function byPg(pool: pg.Pool, shape: RowShape): SingleRow['run'] {
  const insert = { name: 'insert', text: insertStatement(shape, (place) => `$${place + 1}`) };
  const values = Object.values(shape.sample);
  return (clients, ms) => runClients(clients, { ms }, async () => void (await pool.query({ ...insert, values })));
}
