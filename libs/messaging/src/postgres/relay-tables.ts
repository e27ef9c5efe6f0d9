import { origin, position, type Position } from '@probity/event-store';
import { escapeIdentifier, type Pool } from 'pg';
import { Gathered } from '../gathered.js';
import { inTransaction } from './bus-tables.js';
import { type Prepared, prepared } from './prepared.js';
import { unwaited } from './unwaited.js';

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

/** Milliseconds that a look counts: no longer than what is sent may be on its way. */
const fresh = 20;

/** A service's checkpoint, and its last public event for each case. */
export class RelayTables {
  readonly #pool: Pool;
  readonly #service: string;
  readonly #checkpoints: string;
  readonly #heads: string;
  readonly #readHeads: Prepared;
  readonly #move: Prepared;
  readonly #look = new Gathered<void, number | undefined>(async (all) => {
    await this.#lookUp([]);
    return all.map(() => this.#found);
  });
  /** Of the process's own clock, which goes on while it is frozen. */
  #lookedAt = Number.NEGATIVE_INFINITY;
  #found: number | undefined;

  constructor(pool: Pool, schema: string, service: string) {
    this.#pool = pool;
    this.#service = service;
    this.#checkpoints = `${escapeIdentifier(schema)}.relay_checkpoints`;
    this.#heads = `${escapeIdentifier(schema)}.relay_heads`;
    this.#readHeads = prepared(
      `select k.term::int, k.position::text, h.case_id, h.head from ${this.#checkpoints} k
         left join ${this.#heads} h on h.service = k.service and h.case_id = any($2)
        where k.service = $1`,
    );
    this.#move = prepared(
      `with moved as (
         update ${this.#checkpoints} set position = $3, published = published + $4 from ${unwaited}
          where service = $1 and position = $2 and term = $5 returning service),
       kept as (
         insert into ${this.#heads} (service, case_id, head)
         select moved.service, told.* from moved, unnest($6::text[], $7::uuid[]) as told
         on conflict (service, case_id) do update set head = excluded.head)
       select from moved`,
    );
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

  /**
   * Looks, unless it has looked just now; one look for all that ask at once.
   * @throws Fenced where another relay has taken over since
   */
  async fence(term: number): Promise<void> {
    const isFresh = performance.now() - this.#lookedAt < fresh;
    if ((isFresh ? this.#found : await this.#look.ask()) !== term)
      throw new Fenced(`${this.#service}: another relay has followed the ${term}.`);
  }

  /**
   * Each case's last public event; a look for the fence, too.
   * @throws Fenced where the checkpoint is not at that position: the heads are of another time
   */
  async heads(at: Position, cases: readonly string[]): Promise<Heads> {
    const rows = await this.#lookUp(cases);
    if (rows[0]?.position !== at) throw new Fenced(`${this.#service}: the checkpoint has left ${at}`);
    return new Map(rows.flatMap(({ case_id, head }) => (case_id === null ? [] : [[case_id, head] as const])));
  }

  async #lookUp(cases: readonly string[]) {
    type Row = { term: number; position: string; case_id: string | null; head: string };
    const asked = performance.now();
    const { rows } = await this.#pool.query<Row>({ ...this.#readHeads, values: [this.#service, cases] });
    [this.#lookedAt, this.#found] = [asked, rows[0]?.term];
    return rows;
  }

  /**
   * Not waited for on the disk: where it is forgotten, what it stood for is published once more.
   * @throws Fenced the checkpoint is no longer where this relay left it
   */
  async save(from: Position, { to, published, heads, term }: Move): Promise<void> {
    const { rowCount } = await this.#pool.query({
      ...this.#move,
      values: [this.#service, from, to, published, term, [...heads.keys()], [...heads.values()]],
    });
    if (rowCount !== 1) throw new Fenced(`${this.#service}: the checkpoint has left ${from}`);
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
