import type { Pool } from 'pg';
import { backoff } from '../backoff.js';

export interface Listening {
  readonly channel: string;
  readonly heard: (payload: string) => void;
  /** Each time that a connection listens: what was told before, nobody heard. */
  readonly begun: () => void;
  /** Told of each connection that was lost, or not to be had. */
  readonly trouble: (error: unknown) => void;
}

/** Holds one connection of the pool to hear notices, and takes another when it is lost, until aborted. */
export const keepListening = async (pool: Pool, listening: Listening, closing: AbortSignal): Promise<void> => {
  for (let failures = 0; !closing.aborted; failures += 1) {
    const begun = (): void => {
      failures = 0;
      listening.begun();
    };
    try {
      await listen(pool, { ...listening, begun }, closing);
    } catch (error) {
      listening.trouble(error);
      await backoff(failures, closing);
    }
  }
};

/** Resolves when aborted; rejects when the connection is lost or cannot be had. */
const listen = async (pool: Pool, { channel, heard, begun }: Listening, closing: AbortSignal): Promise<void> => {
  const client = await pool.connect();
  try {
    const over = new Promise<void>((resolve, reject) => {
      client.on('error', reject);
      client.once('end', () => reject(new Error(`the connection that listens to ${channel} was closed`)));
      closing.addEventListener('abort', () => resolve(), { once: true });
    });
    over.catch(() => undefined);
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    await client.query(`LISTEN ${channel}`);
    begun();
    if (!closing.aborted) await over;
  } finally {
    client.release(true);
  }
};
