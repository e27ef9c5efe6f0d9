import { randomUUID } from 'node:crypto';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { checkAppend } from '../check-append.js';
import { canExist, checkRead } from '../check-read.js';
import type { PageHandler } from '../follow.js';
import { PAGE_SIZE } from '../page-size.js';
import {
  type Appended,
  type EventStore,
  type Filter,
  IdReused,
  type Position,
  type ReadAll,
  type ReadStream,
  type RecordedEvent,
  type StreamAppend,
  type Subscription,
} from '../port.js';
import { checkNames, conflictOf, toldBefore, versionsOf, write } from './appending.js';
import { Connection } from './connection.js';
import { isConflict, toAppendError, toStoreError } from './errors.js';
import { followLog } from './following.js';
import { KnownIds } from './known-ids.js';
import { readEvents, readHead, readLog, readVersion } from './reading.js';

export interface KurrentDbOptions {
  /** How long the server may take for one answer; milliseconds, 30 s unless told. */
  readonly answerMs?: number;
  /** Told of each connection of a subscription that was lost and is made again. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Events in KurrentDB, 25.1 or newer. Positions are those of its log and have holes. An id is recognised within its stream, and
 * not where it was used in another one.
 */
export class KurrentDbEventStore implements EventStore {
  readonly #connection: Connection;
  readonly #known = new KnownIds();
  readonly #trouble: (error: unknown) => void;

  /** `address` is a connection string: `kurrentdb://user:password@host:2113`, with `?tls=false` where there is no TLS. */
  constructor(address: string, { answerMs = 30_000, onTrouble = () => undefined }: KurrentDbOptions = {}) {
    this.#connection = new Connection(address, answerMs);
    this.#trouble = onTrouble;
  }

  async append(streams: readonly StreamAppend[]): Promise<Appended> {
    checkAppend(streams);
    checkNames(streams);
    await this.#refuseReused(streams);
    const attempt = randomUUID();
    try {
      const last = await this.#connection.ask((client) => write(client, streams, attempt));
      return await this.#answer(streams, attempt, last);
    } catch (error) {
      if (!isConflict(error)) throw toAppendError(error, streams);
      return this.#beforeOrConflict(streams);
    }
  }

  async readStream(stream: string, { signal, ...options }: ReadStream = {}): Promise<readonly RecordedEvent[]> {
    checkRead(options);
    if (options.limit === 0 || !canExist(stream)) return [];
    const stored = await this.#read((client, stop) => readEvents(client, stream, options, stop), signal);
    const events = stored.map(({ event }) => event);
    if (options.direction !== 'backwards') this.#known.add(stream, events);
    return events;
  }

  async readAll(
    after: Position,
    filter: Filter = {},
    { limit = PAGE_SIZE, signal }: ReadAll = {},
  ): Promise<readonly RecordedEvent[]> {
    checkRead({ limit });
    if (limit === 0 || filter.categories?.length === 0) return [];
    const stored = await this.#read((client, stop) => readLog(client, after, filter, limit, stop), signal);
    return stored.map(({ event }) => event);
  }

  subscribe(filter: Filter, after: Position, handler: PageHandler): Subscription {
    return followLog({ connection: this.#connection, filter, handler, trouble: this.#trouble }, after);
  }

  async head(): Promise<Position> {
    return this.#read(readHead);
  }

  /** Ends what is under way. Close subscriptions first. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  async #read<T>(read: (client: KurrentDBClient, stop: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await this.#connection.ask(read, signal);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw toStoreError(error);
    }
  }

  /** KurrentDB looks for ids at the place of the append alone; what comes before it is looked through here. */
  async #refuseReused(streams: readonly StreamAppend[]): Promise<void> {
    for (const { stream, expected, events } of streams) {
      const from = this.#known.upTo(stream) + 1;
      const missing = from > expected ? [] : await this.readStream(stream, { from, limit: expected + 1 - from });
      const before = new Set(missing.map(({ id }) => id));
      const reused = events.find(
        ({ id }) => before.has(id) || (this.#known.versionOf(stream, id) ?? Infinity) <= expected,
      );
      if (reused) throw new IdReused(reused.id);
    }
  }

  /** KurrentDB answers a repeated append like a new one; whose attempt is stored tells them apart. */
  async #answer(streams: readonly StreamAppend[], attempt: string, last: Position): Promise<Appended> {
    const [one] = streams;
    const place = { from: (one?.expected ?? 0) + 1, limit: 1 };
    const [first] = await this.#read((client, stop) => readEvents(client, one?.stream ?? '', place, stop));
    if (first?.attempt !== attempt) return this.#beforeOrConflict(streams);
    for (const { stream, expected, events } of streams) {
      this.#known.add(
        stream,
        events.map(({ id }, index) => ({ id, version: expected + index + 1 })),
      );
    }
    return { position: last, versions: versionsOf(streams), repeated: false };
  }

  async #beforeOrConflict(streams: readonly StreamAppend[]): Promise<Appended> {
    const beyond = await Promise.all(
      streams.map(async (append) => ({
        append,
        events: await this.readStream(append.stream, { from: append.expected + 1 }),
      })),
    );
    const before = toldBefore(beyond);
    if (before) return before;
    const versions = streams.map(({ stream }) => this.#read((client) => readVersion(client, stream)));
    throw conflictOf(streams, await Promise.all(versions));
  }
}
