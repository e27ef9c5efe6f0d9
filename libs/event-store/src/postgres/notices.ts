import type { Pool } from 'pg';
import { backoff } from '../backoff.js';
import { Bell } from '../bell.js';

const CHANNEL = 'event_store';

/**
 * Tells the readers of every process that something was appended. After the commit and never inside the append, where
 * the lock that NOTIFY takes would cost more than the append; many appends make one notice. A lost one is made good
 * by the readers' poll.
 */
export class Announcer {
  #sending = false;
  #owed = false;

  constructor(
    private readonly pool: Pool,
    /** A UUID: by it a store knows its own notices, of which its readers have been told. */
    private readonly store: string,
  ) {}

  announce(): void {
    this.#owed = true;
    if (!this.#sending) void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#owed) {
      this.#owed = false;
      await this.pool.query(`NOTIFY ${CHANNEL}, '${this.store}'`).catch(() => undefined);
    }
    this.#sending = false;
  }
}

/** Holds one connection of the pool while anybody listens, and takes another when it is lost. */
export class Listener {
  readonly bell = new Bell();
  #users = 0;
  #closing = new AbortController();

  constructor(
    private readonly pool: Pool,
    private readonly store: string,
    private readonly trouble: (error: unknown) => void,
  ) {}

  acquire(): void {
    this.#users += 1;
    if (this.#users > 1) return;
    this.#closing = new AbortController();
    void this.#keepListening(this.#closing.signal);
  }

  release(): void {
    this.#users -= 1;
    if (this.#users === 0) this.#closing.abort();
  }

  async #keepListening(closing: AbortSignal): Promise<void> {
    for (let failures = 0; !closing.aborted; failures += 1) {
      try {
        await this.#listen(closing, () => (failures = 0));
      } catch (error) {
        this.trouble(error);
        await backoff(failures, closing);
      }
    }
  }

  /** Resolves when closed; rejects when the connection is lost or cannot be had. */
  async #listen(closing: AbortSignal, listening: () => void): Promise<void> {
    const client = await this.pool.connect();
    try {
      const over = new Promise<void>((resolve, reject) => {
        client.on('error', reject);
        client.once('end', () => reject(new Error('the listening connection was closed')));
        closing.addEventListener('abort', () => resolve(), { once: true });
      });
      over.catch(() => undefined);
      client.on('notification', ({ payload }) => payload !== this.store && this.bell.ring());
      await client.query(`LISTEN ${CHANNEL}`);
      listening();
      // What was announced while nobody listened.
      this.bell.ring();
      if (!closing.aborted) await over;
    } finally {
      client.release(true);
    }
  }
}
