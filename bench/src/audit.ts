import { plainPool } from './sql.js';
import type { Audit } from './store.js';

export interface AuditedTable {
  readonly table: string;
  readonly stream: string;
  readonly version: string;
  /** A stream's first version, 0 or 1. */
  readonly first: number;
  /** The column that must count from 1 without a hole, where the store promises that. */
  readonly dense?: string;
}

/** Counts what is stored and looks for holes, in SQL of our own and not by the store's code. */
export async function auditTable(url: string, { table, stream, version, first, dense }: AuditedTable): Promise<Audit> {
  const pool = plainPool(url, 1);
  const density = dense === undefined ? 'true' : `coalesce(min(${dense}) = 1 AND max(${dense}) = count(*), true)`;
  const { rows } = await pool.query<{ events: string; dense: boolean; broken: string }>(
    `SELECT count(*) AS events, ${density} AS dense,
       (SELECT count(*) FROM (
          SELECT FROM ${table} GROUP BY ${stream}
          HAVING min(${version}) <> ${first} OR max(${version}) - ${first} + 1 <> count(*)
            OR count(DISTINCT ${version}) <> count(*)) AS streams) AS broken
     FROM ${table}`,
  );
  await pool.end();
  const [row] = rows;
  if (!row) throw new Error(`${table} could not be counted`);
  return { events: Number(row.events), brokenStreams: Number(row.broken), dense: row.dense };
}
