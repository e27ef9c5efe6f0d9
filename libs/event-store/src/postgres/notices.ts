import type { Pool } from 'pg';
import { Bell } from '../bell.js';
import { keepListening } from './listening.js';

const CHANNEL = 'event_store';
/** A notice takes a transaction id, and so would wait for the disk. It has nothing to keep: both are one transaction. */
const ANNOUNCE = `SET LOCAL synchronous_commit = off; NOTIFY ${CHANNEL}`;

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
      await this.pool.query(`${ANNOUNCE}, '${this.store}'`).catch(() => undefined);
    }
    this.#sending = false;
  }
}

/** Listens while anybody does. */
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
    const { bell, store, trouble } = this;
    const heard = (payload: string): void => void (payload !== store && bell.ring());
    void keepListening(this.pool, { channel: CHANNEL, heard, begun: () => bell.ring(), trouble }, this.#closing.signal);
  }

  release(): void {
    this.#users -= 1;
    if (this.#users === 0) this.#closing.abort();
  }
}
