import type { Pool } from 'pg';
import type { PublicEvent } from '../port.js';
import { allOf, type Bell, Latest } from '../waiting.js';
import { hearAfter, type Place, saveHandled } from './bus-tables.js';

export interface Following {
  readonly pool: Pool;
  readonly consumer: string;
  readonly source: string;
  readonly handle: (events: readonly PublicEvent[]) => Promise<void>;
  /** Rung when the source has published. */
  readonly bell: Bell;
  readonly pollEvery: number;
  readonly pageSize: number;
}

/**
 * Hands over what a source has said after the consumer's offset, then what it says, until aborted. Tells when it has got
 * on. Rejects with what the handler or the database threw.
 */
export async function follow(following: Following, signal: AbortSignal, well: () => void): Promise<void> {
  const { pool, consumer, source, handle, bell, pollEvery, pageSize } = following;
  const handled = new Latest<Place>((place) => saveHandled(pool, consumer, source, place));
  let last: Place | undefined;
  try {
    while (!signal.aborted) {
      const heard = await hearAfter(pool, { consumer, source, last, limit: pageSize });
      last = heard?.place;
      if (heard && heard.events.length > 0) {
        await handle(heard.events);
        handled.give(heard.place);
      }
      well();
      // What was said since was rung for.
      if (heard?.events.length !== pageSize) await allOf([bell.rest(pollEvery, signal), handled.settle()]);
    }
  } finally {
    await handled.settle().catch(() => undefined);
  }
}
