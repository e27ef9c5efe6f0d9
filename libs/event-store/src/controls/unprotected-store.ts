import type { Pool, PoolClient } from 'pg';
import type { Loaded } from '../contract/load.js';
import type { OpenAppend } from '../contract/index.js';
import { placed, type Placed } from '../placed.js';
import {
  type Appended,
  type Position,
  position,
  type RecordedEvent,
  type StreamAppend,
  WrongVersion,
} from '../port.js';

/** Each can be switched off, to see the loss that it prevents. */
export interface Protections {
  /**
   * What orders the log: a counter, locked from the moment that it is asked until the commit; a sequence; or the
   * transaction's id and then a sequence.
   */
  readonly order: 'counter' | 'sequence' | 'transaction';
  /** Readers stay behind the oldest transaction that may still commit. Only for the order by transaction. */
  readonly guard: boolean;
  /** An append is acknowledged when its commit is. Otherwise as soon as its rows are in, and its commit is owed. */
  readonly commitFirst: boolean;
}

const SCHEMA = `
  CREATE TABLE counter (last bigint NOT NULL);
  INSERT INTO counter VALUES (0);
  CREATE SEQUENCE numbers;
  CREATE TABLE log (
    position bigint PRIMARY KEY, transaction xid8 NOT NULL, stream text NOT NULL, version bigint NOT NULL,
    event json NOT NULL, UNIQUE (stream, version))`;

const INSERT = `
  INSERT INTO log SELECT r.position, pg_current_xact_id(), r.stream, r.version, r.event
  FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::json[]) AS r (position, stream, version, event)`;

const NEXT: Readonly<Record<Protections['order'], string>> = {
  counter: `WITH taken AS (UPDATE counter SET last = last + $1 RETURNING last)
    SELECT (last - $1 + n)::text AS position FROM taken, generate_series(1, $1) AS n ORDER BY n`,
  sequence: `SELECT nextval('numbers')::text AS position FROM generate_series(1, $1)`,
  // Room for 2^24 events a transaction number, and for 2^38 transactions.
  transaction: `SELECT (pg_current_xact_id()::text::bigint * 16777216 + nextval('numbers') % 16777216)::text AS position
    FROM generate_series(1, $1)`,
};

const GUARD = 'AND transaction < pg_snapshot_xmin(pg_current_snapshot())';

/**
 * Deliberately broken: what an event store on PostgreSQL loses without what ours does. Keeps places and ids only. Nobody uses
 * it but the tests that have to see the loss.
 */
export class UnprotectedStore implements Loaded {
  readonly #owed: OpenAppend[] = [];

  private constructor(
    private readonly pool: Pool,
    private readonly protections: Protections,
  ) {}

  /** In an empty database. */
  static async make(pool: Pool, protections: Protections): Promise<UnprotectedStore> {
    await pool.query(SCHEMA);
    return new UnprotectedStore(pool, protections);
  }

  async append(streams: readonly StreamAppend[]): Promise<Appended> {
    const { open, last } = await this.#begin(streams);
    if (this.protections.commitFirst) await open.commit();
    else this.#owed.push(open);
    return { position: last, versions: streams.map((s) => s.expected + s.events.length), repeated: false };
  }

  /** As a store would that commits now and then: what was acknowledged, and may be gone by now. */
  async commitOwed(): Promise<void> {
    await Promise.allSettled(this.#owed.splice(0).map((open) => open.commit()));
  }

  async openAppend(streams: readonly StreamAppend[]): Promise<OpenAppend> {
    return (await this.#begin(streams)).open;
  }

  async readAll(after: Position): Promise<readonly RecordedEvent[]> {
    const guard = this.protections.guard ? GUARD : '';
    const { rows } = await this.pool.query<{ event: RecordedEvent; position: Position }>(
      `SELECT position::text, event FROM log WHERE position > $1 ${guard} ORDER BY log.position LIMIT 500`,
      [after],
    );
    return rows.map((row) => ({ ...row.event, position: row.position }));
  }

  async #begin(streams: readonly StreamAppend[]): Promise<{ open: OpenAppend; last: Position }> {
    const client = await this.pool.connect();
    const finish = async (how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
      await client.query(how).finally(() => client.release());
    };
    try {
      await client.query('BEGIN');
      const last = await insert(client, NEXT[this.protections.order], placed(streams));
      return { open: { commit: () => finish('COMMIT'), abort: () => finish('ROLLBACK') }, last };
    } catch (error) {
      await finish('ROLLBACK');
      throw await this.#conflict(streams, error);
    }
  }

  async #conflict([first]: readonly StreamAppend[], error: unknown): Promise<unknown> {
    if ((error as { code?: string }).code !== '23505' || !first) return error;
    const { rows } = await this.pool.query<{ version: string }>(
      'SELECT coalesce(max(version), 0) AS version FROM log WHERE stream = $1',
      [first.stream],
    );
    return new WrongVersion(first.stream, first.expected, Number(rows[0]?.version));
  }
}

const insert = async (client: PoolClient, next: string, events: readonly Placed[]): Promise<Position> => {
  const { rows } = await client.query<{ position: string }>(next, [events.length]);
  await client.query(INSERT, [
    rows.map((row) => row.position),
    events.map(({ stream }) => stream),
    events.map(({ version }) => version),
    events.map(({ stream, version, event }) => JSON.stringify({ id: event.id, stream, version })),
  ]);
  return position(rows.at(-1)?.position ?? 0);
};
