import { Client, type Pool } from 'pg';
import { backoff, pause } from '../waiting.js';

/** Ends the campaign: what went wrong will not pass. */
export class Fatal extends Error {
  override readonly name = 'Fatal';
  constructor(override readonly cause: unknown) {
    super('cannot go on');
  }
}

export interface LeadOptions {
  /** Gives the connection's settings; the lock is held on a connection of its own, whose death gives it up. */
  readonly pool: Pool;
  /** One holder a database at a time. */
  readonly lock: string;
  /** Called for each notification on these channels while leading. */
  readonly channels?: Readonly<Record<string, (payload: string) => void>>;
  readonly onFailure: (error: unknown) => void;
}

export interface Leading {
  /** Resolves when closed; rejects with the cause of a Fatal. */
  readonly ended: Promise<void>;
  leads(): boolean;
  close(): Promise<void>;
}

type Work = (signal: AbortSignal) => Promise<void>;

const lockEvery = 250;

async function acquire(client: Client, lock: string, signal: AbortSignal): Promise<boolean> {
  // Polled: a statement that waits in pg_advisory_lock holds a snapshot, and vacuum with it.
  while (!signal.aborted) {
    const { rows } = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
      [lock],
    );
    if (rows[0]?.got) return true;
    await pause(lockEvery, signal);
  }
  return false;
}

/** Works under a session advisory lock for as long as its connection lives; another instance waits meanwhile. */
export function lead(options: LeadOptions, work: Work): Leading {
  const closing = new AbortController();
  let leading = false;

  async function term(): Promise<void> {
    const lost = new AbortController();
    const client = new Client({ ...options.pool.options, keepAlive: true });
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    client.on('notification', ({ channel, payload }) => options.channels?.[channel]?.(payload ?? ''));
    const signal = AbortSignal.any([closing.signal, lost.signal]);
    try {
      await client.connect();
      leading = await acquire(client, options.lock, signal);
      if (!leading) return;
      for (const channel of Object.keys(options.channels ?? {})) await client.query(`listen ${channel}`);
      await work(signal);
    } finally {
      leading = false;
      await client.end().catch(() => undefined);
    }
  }

  async function campaign(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted;) {
      const started = performance.now();
      try {
        await term();
      } catch (error) {
        if (error instanceof Fatal) throw error.cause;
        if (closing.signal.aborted) return;
        options.onFailure(error);
      }
      // A term that lasted was not a failure to start.
      failures = performance.now() - started > 10_000 ? 1 : failures + 1;
      await pause(backoff(failures), closing.signal);
    }
  }

  const ended = campaign();
  ended.catch(() => undefined);
  return {
    ended,
    leads: () => leading,
    close: async () => {
      closing.abort();
      await ended.catch(() => undefined);
    },
  };
}
