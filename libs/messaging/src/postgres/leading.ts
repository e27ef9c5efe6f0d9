import { Client, type Pool } from 'pg';
import { type Health, Troubles } from '../health.js';
import { insist, pause } from '../waiting.js';

export interface LeadOptions {
  /** Gives the connection's settings; the lock is held on a connection of its own, whose death gives it up. */
  readonly pool: Pool;
  /** One holder a database at a time. */
  readonly lock: string;
  /** Called for each notification on these channels while leading. */
  readonly channels?: Readonly<Record<string, (payload: string) => void>>;
  readonly onFailure: (error: unknown) => void;
}

/** Goes on until closed, whatever fails: it tells, waits and tries again. */
export interface Leading {
  leads(): boolean;
  /** `failing` from a failure until its work has gone well again, or another instance leads. */
  health(): Health;
  close(): Promise<void>;
}

/** Calls `well` whenever it has got something done. */
type Work = (signal: AbortSignal, well: () => void) => Promise<void>;

const lockEvery = 250;

/** Polled: a statement that waits in pg_advisory_lock holds a snapshot, and vacuum with it. */
async function acquire(client: Client, lock: string, signal: AbortSignal, refused: () => void): Promise<boolean> {
  while (!signal.aborted) {
    const { rows } = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
      [lock],
    );
    if (rows[0]?.got) return true;
    refused();
    await pause(lockEvery, signal);
  }
  return false;
}

/** Works under a session advisory lock for as long as its connection lives; another instance waits meanwhile. */
export function lead(options: LeadOptions, work: Work): Leading {
  const closing = new AbortController();
  const troubles = new Troubles();
  const well = () => troubles.end('term');
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
      leading = await acquire(client, options.lock, signal, well);
      if (leading) {
        for (const channel of Object.keys(options.channels ?? {})) await client.query(`listen ${channel}`);
        await work(signal, well);
      }
    } finally {
      leading = false;
      await client.end().catch(() => undefined);
    }
    if (!closing.signal.aborted) throw new ConnectionLost();
  }

  const onFailure = (error: unknown) => {
    troubles.begin('term');
    options.onFailure(error);
  };
  const campaign = insist(term, closing.signal, onFailure).catch(() => undefined);
  return {
    leads: () => leading,
    health: () => troubles.health(),
    close: async () => {
      closing.abort();
      await campaign;
    },
  };
}

class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}
