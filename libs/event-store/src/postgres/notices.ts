import { escapeLiteral, type Pool } from 'pg';
import { Bells } from '../bell.js';
import { keepListening } from './listening.js';

const CHANNEL = 'event_store';
/** A notice takes a transaction id, and so would wait for the disk. It has nothing to keep: both are one transaction. */
const ANNOUNCE = `SET LOCAL synchronous_commit = off; NOTIFY ${CHANNEL}`;
/** A notice holds 8,000 bytes. */
const MOST_BYTES = 7_000;

/** Who has appended, and to what, unless that is too long to tell. */
export const noticeOf = (store: string, categories: readonly string[]): string => {
  const told = `${store} ${JSON.stringify(categories)}`;
  return Buffer.byteLength(told) > MOST_BYTES ? store : told;
};

/** @returns the categories, where the notice tells them: anybody may notify */
export const categoriesIn = (notice: string): readonly string[] | undefined => {
  try {
    const told: unknown = JSON.parse(notice.slice(notice.indexOf(' ')));
    return Array.isArray(told) ? told.map(String) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Tells the readers of every process that something was appended. After the commit and never inside the append, where
 * the lock that NOTIFY takes would cost more than the append; many appends make one notice. A lost one is made good
 * by the readers' poll.
 */
export class Announcer {
  #sending = false;
  readonly #owed = new Set<string>();

  constructor(
    private readonly pool: Pool,
    /** A UUID: by it a store knows its own notices, of which its readers have been told. */
    private readonly store: string,
  ) {}

  announce(categories: ReadonlySet<string>): void {
    for (const category of categories) this.#owed.add(category);
    if (!this.#sending) void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#owed.size > 0) {
      const notice = noticeOf(this.store, [...this.#owed]);
      this.#owed.clear();
      await this.pool.query(`${ANNOUNCE}, ${escapeLiteral(notice)}`).catch(() => undefined);
    }
    this.#sending = false;
  }
}

/** Listens while anybody does. */
export class Listener {
  readonly bells = new Bells();
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
    const { bells, store, trouble } = this;
    const heard = (notice: string): void => {
      if (!notice.startsWith(store)) bells.ring(categoriesIn(notice));
    };
    void keepListening(
      this.pool,
      { channel: CHANNEL, heard, begun: () => bells.ring(), trouble },
      this.#closing.signal,
    );
  }

  release(): void {
    this.#users -= 1;
    if (this.#users === 0) this.#closing.abort();
  }
}
