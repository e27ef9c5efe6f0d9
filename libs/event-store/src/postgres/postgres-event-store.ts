import type { Pool } from 'pg';
import { checkAppend } from '../check-append.js';
import { follow, type PageHandler } from '../follow.js';
import { PAGE_SIZE } from '../page-size.js';
import {
  type Appended,
  type EventStore,
  type Filter,
  type Position,
  position,
  type ReadStream,
  type RecordedEvent,
  type StreamAppend,
  type Subscription,
} from '../port.js';
import { toStoreError } from './errors.js';
import { Announcer, Listener } from './notices.js';
import { COLUMNS, type EventRow, toArguments, toEvent } from './rows.js';

export interface PostgresEventStoreOptions {
  /** How often a subscription looks without having been told; milliseconds, 1,000 by default. */
  readonly pollMs?: number;
  /** Told of what is got over without help: a lost connection, a read tried again. Silent by default. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Acts as the role that the pool's connections have set (`options: '-c role=probity_<service>'`). All subscriptions of
 * one store share one connection of the pool for notices; close them before the pool.
 */
export class PostgresEventStore implements EventStore {
  readonly #announcer: Announcer;
  readonly #listener: Listener;
  readonly #pollMs: number;
  readonly #trouble: (error: unknown) => void;

  constructor(
    private readonly pool: Pool,
    { pollMs = 1_000, onTrouble = () => undefined }: PostgresEventStoreOptions = {},
  ) {
    this.#pollMs = pollMs;
    this.#trouble = onTrouble;
    this.#announcer = new Announcer(pool);
    this.#listener = new Listener(pool, onTrouble);
    // Without a listener, an idle connection that dies ends the process.
    if (pool.listenerCount('error') === 0) pool.on('error', onTrouble);
  }

  async append(streams: readonly StreamAppend[]): Promise<Appended> {
    checkAppend(streams);
    const [row] = await this.#query<{ last_position: string; repeated: boolean }>(APPEND, toArguments(streams));
    if (!row) throw new Error('event_store.append answered nothing');
    this.#announcer.announce();
    return {
      position: position(row.last_position),
      versions: streams.map(({ expected, events }) => expected + events.length),
      repeated: row.repeated,
    };
  }

  async readStream(stream: string, options: ReadStream = {}): Promise<readonly RecordedEvent[]> {
    const { from = null, limit = null, direction = 'forwards' } = options;
    const sql = direction === 'forwards' ? READ_FORWARDS : READ_BACKWARDS;
    return (await this.#query<EventRow>(sql, [stream, from, limit])).map(toEvent);
  }

  async readAll(after: Position, filter: Filter = {}, limit = PAGE_SIZE): Promise<readonly RecordedEvent[]> {
    const { sql, values } = readAllQuery(after, filter, limit);
    return (await this.#query<EventRow>(sql, values)).map(toEvent);
  }

  subscribe(filter: Filter, after: Position, handler: PageHandler): Subscription {
    const listener = this.#listener;
    listener.acquire();
    const source = {
      read: (last: Position) => this.readAll(last, filter),
      bell: listener.bell,
      pollMs: this.#pollMs,
      trouble: this.#trouble,
      release: () => listener.release(),
    };
    return follow(source, after, handler);
  }

  async head(): Promise<Position> {
    const [row] = await this.#query<{ last: string }>('SELECT last FROM event_store.counter', []);
    return position(row?.last ?? 0);
  }

  async #query<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>(sql, [...values])).rows;
    } catch (error) {
      throw toStoreError(error);
    }
  }
}

const APPEND = `SELECT last_position, repeated FROM event_store.append(
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`;

const READ_FORWARDS = `SELECT ${COLUMNS} FROM event_store.events
  WHERE stream = $1 AND version >= coalesce($2::bigint, 1) ORDER BY version LIMIT $3`;

const READ_BACKWARDS = `SELECT ${COLUMNS} FROM event_store.events
  WHERE stream = $1 AND ($2::bigint IS NULL OR version <= $2) ORDER BY version DESC LIMIT $3`;

/** Only the conditions that are asked for, so that each kind of filter finds its index. */
const readAllQuery = (after: Position, filter: Filter, limit: number) => {
  const values: unknown[] = [after, limit];
  const where = ['position > $1'];
  if (filter.categories !== undefined) where.push(`category = ANY ($${values.push(filter.categories)})`);
  if (filter.case !== undefined) where.push(`case_id = $${values.push(filter.case)}`);
  const sql = `SELECT ${COLUMNS} FROM event_store.events WHERE ${where.join(' AND ')} ORDER BY position LIMIT $2`;
  return { sql, values };
};
