import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { checkAppend } from '../check-append.js';
import { canExist, checkRead } from '../check-read.js';
import { follow, type PageHandler } from '../follow.js';
import {
  type Appended,
  type EventStore,
  type Filter,
  type Position,
  position,
  type ReadAll,
  type ReadStream,
  type RecordedEvent,
  type StreamAppend,
  type Subscription,
} from '../port.js';
import { Appending } from './appending.js';
import { toStoreError } from './errors.js';
import { Announcer, Listener } from './notices.js';
import { Reading } from './reading.js';

export interface PostgresEventStoreOptions {
  /** How often a subscription looks without having been told; milliseconds, 1,000 by default. */
  readonly pollMs?: number;
  /** Told of what is got over without help: a lost connection, a read tried again. Silent by default. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Acts as the role that the pool's connections have set (`options: '-c role=probity_<service>'`). Takes up to two of them
 * for appends, two for streams, one for each page of the log, and one for notices, which all subscriptions share; close
 * them before the pool.
 */
export class PostgresEventStore implements EventStore {
  readonly #appending: Appending;
  readonly #reading: Reading;
  readonly #listener: Listener;
  readonly #pollMs: number;
  readonly #trouble: (error: unknown) => void;

  constructor(
    private readonly pool: Pool,
    { pollMs = 1_000, onTrouble = () => undefined }: PostgresEventStoreOptions = {},
  ) {
    this.#pollMs = pollMs;
    this.#trouble = onTrouble;
    this.#reading = new Reading(pool);
    const name = randomUUID();
    this.#listener = new Listener(pool, name, onTrouble);
    const announcer = new Announcer(pool, name);
    this.#appending = new Appending(pool, (categories) => {
      this.#listener.bells.ring([...categories]);
      announcer.announce(categories);
    });
    // Without a listener, an idle connection that dies ends the process.
    if (pool.listenerCount('error') === 0) pool.on('error', onTrouble);
  }

  async append(streams: readonly StreamAppend[]): Promise<Appended> {
    checkAppend(streams);
    return this.#appending.append(streams);
  }

  async readStream(stream: string, options: ReadStream = {}): Promise<readonly RecordedEvent[]> {
    checkRead(options);
    if (!canExist(stream)) return [];
    return this.#reading.stream(stream, options);
  }

  async readAll(after: Position, filter: Filter = {}, options: ReadAll = {}): Promise<readonly RecordedEvent[]> {
    checkRead(options);
    return this.#reading.all(after, filter, options);
  }

  subscribe(filter: Filter, after: Position, handler: PageHandler): Subscription {
    const listener = this.#listener;
    listener.acquire();
    const bell = listener.bells.hang(filter.categories);
    const source = {
      read: (last: Position, signal: AbortSignal) => this.readAll(last, filter, { signal }),
      bell,
      pollMs: this.#pollMs,
      trouble: this.#trouble,
      release: () => {
        listener.bells.takeDown(bell);
        listener.release();
      },
    };
    return follow(source, after, handler);
  }

  async head(): Promise<Position> {
    try {
      const { rows } = await this.pool.query<{ last: string }>('SELECT last FROM event_store.counter');
      return position(rows[0]?.last ?? 0);
    } catch (error) {
      throw toStoreError(error);
    }
  }
}
