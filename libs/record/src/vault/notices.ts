import { keepListening } from '@probity/event-store';
import type { Pool } from 'pg';

/**
 * Hears of destroyed scopes. Anybody who may connect can send a notice, so one only makes us ask again; one that is lost is
 * made good by the lease.
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
    const { heard, trouble } = this;
    const listening = { channel: 'vault', heard, begun: () => undefined, trouble };
    this.#ended ??= keepListening(this.pool, listening, this.#closing.signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }
}
