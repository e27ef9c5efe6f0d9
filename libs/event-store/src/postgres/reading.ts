import type { Pool } from 'pg';
import { apart, type Batch, Coalescing, patience, type Waiting } from '../coalescing.js';
import { PAGE_BYTES, PAGE_SIZE } from '../page-size.js';
import {
  type Filter,
  type Position,
  type ReadAll,
  type ReadStream,
  type RecordedEvent,
  StoreUnavailable,
} from '../port.js';
import { type BinaryRow, copyOut } from './copy-out.js';
import { toStoreError } from './errors.js';
import { type AskedStream, copyOfLog, copyOfStreams, toEvent } from './rows.js';

const AT_ONCE = 2;
const MOST_STREAMS = 64;

interface Job extends AskedStream, Waiting {
  readonly direction: 'forwards' | 'backwards';
  readonly stop: AbortSignal;
  readonly resolve: (events: readonly RecordedEvent[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** Streams that are asked for together are read by one statement. */
export class Reading {
  readonly #batches = new Coalescing<Job>({
    atOnce: AT_ONCE,
    part: partBatch,
    run: (batch) => this.#run(batch),
    refuse: ({ reject }) => reject(new StoreUnavailable('the event store is too busy')),
  });

  constructor(private readonly pool: Pool) {}

  stream(stream: string, options: ReadStream): Promise<readonly RecordedEvent[]> {
    const { signal, direction = 'forwards' } = options;
    return given(signal, (stop) => {
      return new Promise((resolve, reject) => {
        const job = { stream, options, direction, stop, resolve, reject, until: patience() };
        this.#batches.add(job);
        stop.addEventListener('abort', () => this.#batches.remove(job), { once: true });
      });
    });
  }

  all(after: Position, filter: Filter, { limit = PAGE_SIZE, signal }: ReadAll): Promise<readonly RecordedEvent[]> {
    return given(signal, async (stop) => {
      const [events, enough] = [[] as RecordedEvent[], new AbortController()];
      let bytes = 0;
      const take = (row: BinaryRow): void => {
        if (enough.signal.aborted) return;
        const event = toEvent(row);
        events.push(event);
        bytes += event.data.byteLength;
        // The connection is given up for it, which is dear, and seldom.
        if (bytes >= PAGE_BYTES) enough.abort();
      };
      const copied = this.#copy(copyOfLog(after, filter, limit), take, AbortSignal.any([stop, enough.signal]));
      await copied.catch((error: unknown) => enough.signal.aborted || rethrow(error));
      return events;
    });
  }

  async #run(batch: readonly Job[]): Promise<() => void> {
    const events: RecordedEvent[][] = batch.map(() => []);
    try {
      const copy = copyOfStreams(batch, batch[0]?.direction ?? 'forwards');
      await this.#copy(
        copy,
        (row) => events[row.integer()]?.push(toEvent(row)),
        whenAll(batch.map(({ stop }) => stop)),
      );
      return () => batch.forEach(({ resolve }, number) => resolve(events[number] ?? []));
    } catch (error) {
      return apart(batch, error, (job) => this.#run([job]));
    }
  }

  /** Where it is stopped on the way, the connection goes with it: the server stops as well. */
  async #copy(copy: string, onRow: (row: BinaryRow) => void, stop?: AbortSignal): Promise<void> {
    const client = await this.pool.connect().catch(rethrow);
    let released = false;
    const release = (broken: boolean): void => {
      if (!released) client.release(broken);
      released = true;
    };
    const giveUp = (): void => release(true);
    stop?.addEventListener('abort', giveUp, { once: true });
    try {
      if (!stop?.aborted) await copyOut(client, copy, onRow);
      release(false);
    } catch (error) {
      release(true);
      rethrow(error);
    } finally {
      stop?.removeEventListener('abort', giveUp);
    }
  }
}

const rethrow = (error: unknown): never => {
  throw toStoreError(error);
};

/** Rejects with the signal's reason as soon as it is given, whatever becomes of the work. */
const given = async <T>(signal: AbortSignal | undefined, work: (stop: AbortSignal) => Promise<T>): Promise<T> => {
  signal?.throwIfAborted();
  // One of its own, so that a signal that lives longer keeps nothing of this.
  const stop = new AbortController();
  const giveUp = (): void => stop.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  const givenUp = new Promise<never>((_, reject) =>
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true }),
  );
  try {
    return await Promise.race([work(stop.signal), givenUp]);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
};

/** Aborted when nobody waits any more. */
const whenAll = (signals: readonly AbortSignal[]): AbortSignal => {
  const all = new AbortController();
  let left = signals.length;
  for (const signal of signals) signal.addEventListener('abort', () => (left -= 1) || all.abort(), { once: true });
  return all.signal;
};

/** Those who read in the direction of the first. */
const partBatch = (waiting: readonly Job[]): Batch<Job> => {
  const direction = waiting[0]?.direction;
  const [batch, later] = [[] as Job[], [] as Job[]];
  for (const job of waiting) (job.direction === direction && batch.length < MOST_STREAMS ? batch : later).push(job);
  return { batch, later };
};
