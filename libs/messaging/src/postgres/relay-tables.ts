import { origin, position, type Position } from '@probity/event-store';
import { escapeIdentifier, type Pool } from 'pg';
import { inTransaction } from './bus-tables.js';

/** Another relay has moved on meanwhile: this one's lock was lost without its noticing. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

export type Heads = ReadonlyMap<string, string>;

export interface Checkpoint {
  /** The log position up to which everything is published. */
  readonly position: Position;
  /** How many public events that made. */
  readonly published: number;
}

/** Where a relay moves its checkpoint, and what it has published since. */
export interface Move {
  readonly term: number;
  readonly to: Position;
  readonly published: number;
  readonly heads: Heads;
}

/** A service's checkpoint, and its last public event for each case. */
export class RelayTables {
  readonly #pool: Pool;
  readonly #service: string;
  readonly #checkpoints: string;
  readonly #heads: string;

  constructor(pool: Pool, schema: string, service: string) {
    this.#pool = pool;
    this.#service = service;
    this.#checkpoints = `${escapeIdentifier(schema)}.relay_checkpoints`;
    this.#heads = `${escapeIdentifier(schema)}.relay_heads`;
  }

  async checkpoint(): Promise<Checkpoint> {
    const { rows } = await this.#pool.query<{ position: string; published: number }>(
      `select position::text, published::int from ${this.#checkpoints} where service = $1`,
      [this.#service],
    );
    return { position: position(rows[0]?.position ?? origin), published: rows[0]?.published ?? 0 };
  }

  /** Another relay than any before it. */
  async takeOver(): Promise<number> {
    const { rows } = await this.#pool.query<{ term: number }>(
      `insert into ${this.#checkpoints} as old (service, position, term) values ($1, $2, 1)
       on conflict (service) do update set term = old.term + 1 returning term::int`,
      [this.#service, origin],
    );
    return rows[0]?.term ?? 0;
  }

  /** @throws Fenced where another relay has taken over since */
  async fence(term: number): Promise<void> {
    const { rowCount } = await this.#pool.query(`select from ${this.#checkpoints} where service = $1 and term = $2`, [
      this.#service,
      term,
    ]);
    if (rowCount !== 1) throw new Fenced(`${this.#service}: another relay has followed the ${term}.`);
  }

  async heads(cases: readonly string[]): Promise<Heads> {
    const { rows } = await this.#pool.query<{ case_id: string; head: string }>(
      `select case_id, head from ${this.#heads} where service = $1 and case_id = any($2)`,
      [this.#service, cases],
    );
    return new Map(rows.map((row) => [row.case_id, row.head]));
  }

  /** @throws Fenced the checkpoint is no longer where this relay left it */
  async save(from: Position, { to, published, heads, term }: Move): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      const moved = await client.query(
        `update ${this.#checkpoints} set position = $3, published = published + $4
          where service = $1 and position = $2 and term = $5`,
        [this.#service, from, to, published, term],
      );
      if (moved.rowCount !== 1) throw new Fenced(`${this.#service}: the checkpoint has left ${from}`);
      await client.query(
        `insert into ${this.#heads} (service, case_id, head) select $1, * from unnest($2::text[], $3::uuid[])
         on conflict (service, case_id) do update set head = excluded.head`,
        [this.#service, [...heads.keys()], [...heads.values()]],
      );
    });
  }
  /** Before the first event, as if nothing had been published. */
  async startOver(): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query(`update ${this.#checkpoints} set position = $2, published = 0 where service = $1`, [
        this.#service,
        origin,
      ]);
      await client.query(`delete from ${this.#heads} where service = $1`, [this.#service]);
    });
  }
}
