import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { requirePeer } from '../require-peer.js';
import { makeRowTable, type RowShape } from './row-shape.js';

interface CopyStreams {
  from(sql: string): Duplex & pg.Submittable;
  to(sql: string): Readable & pg.Submittable;
}

const { from, to } = requirePeer<CopyStreams>('pg-copy-streams');

async function onOne<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  return work(client).finally(() => client.release());
}

/**
 * One session into an empty table like ours, from memory, committed at the end.
 * @param rows at most; as many as there are where there are fewer
 * @returns rows a second
 */
export async function copyIn(pool: pg.Pool, rows: number): Promise<number> {
  const shape = await makeRowTable(pool, 'copied');
  const chunks = await copyOutOf(pool, shape, rows);
  const start = performance.now();
  await onOne(pool, (client) =>
    pipeline(Readable.from(chunks), client.query(from(`COPY ${columnsOf(shape)} FROM STDIN (FORMAT binary)`))),
  );
  const seconds = (performance.now() - start) / 1_000;
  const count = await countOf(pool, shape.table);
  const sent = Math.min(rows, await countOf(pool, 'event_store.events'));
  if (count !== sent) throw new Error(`COPY stored ${count} of ${sent} rows`);
  return count / seconds;
}

const countOf = async (pool: pg.Pool, table: string): Promise<number> =>
  Number((await pool.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]?.count);

const columnsOf = ({ table, columns }: RowShape): string => `${table} (${columns.join(', ')})`;

const copyOutOf = (pool: pg.Pool, { columns }: RowShape, rows: number): Promise<Buffer[]> =>
  onOne(pool, async (client) => {
    const sql = `SELECT ${columns.join(', ')} FROM event_store.events ORDER BY position LIMIT ${rows}`;
    const stream = client.query(to(`COPY (${sql}) TO STDOUT (FORMAT binary)`));
    return (await stream.toArray()) as Buffer[];
  });

/** Reads our whole table by COPY and drops what comes. @returns bytes */
export const drainCopyOut = (pool: pg.Pool): Promise<number> =>
  onOne(pool, async (client) => {
    let bytes = 0;
    const stream = client.query(to('COPY event_store.events TO STDOUT (FORMAT binary)'));
    for await (const chunk of stream) bytes += (chunk as Buffer).length;
    return bytes;
  });
