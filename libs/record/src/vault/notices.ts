import type { Pool } from 'pg';
import { setTimeout } from 'node:timers/promises';

const CHANNEL = 'vault';
const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/**
 * Hears of destroyed scopes, over one connection of the pool, and takes another when it is lost. Anybody who may connect
 * can send a notice, so one only makes us ask again; one that is lost is made good by the lease.
 */
export class Notices {
  readonly #closing = new AbortController();
  #ended: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly heard: (scope: string) => void,
    private readonly trouble: (error: unknown) => void,
  ) {}

  listen(): void {
    this.#ended ??= this.#keepListening(this.#closing.signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }

  async #keepListening(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#hear(signal, () => (failures = 0));
      } catch (error) {
        this.trouble(error);
        const pause = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
        await setTimeout(pause, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  /** Resolves when closed; rejects when the connection is lost or cannot be had. */
  async #hear(signal: AbortSignal, listening: () => void): Promise<void> {
    const client = await this.pool.connect();
    try {
      const over = new Promise<void>((resolve, reject) => {
        client.on('error', reject);
        client.once('end', () => reject(new Error('the connection that hears of destroyed keys was closed')));
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      over.catch(() => undefined);
      client.on('notification', ({ payload }) => this.heard(payload ?? ''));
      await client.query(`LISTEN ${CHANNEL}`);
      listening();
      if (!signal.aborted) await over;
    } finally {
      client.release(true);
    }
  }
}
