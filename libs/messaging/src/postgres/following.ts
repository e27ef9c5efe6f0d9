import type { Pool } from 'pg';
import type { PublicEvent } from '../port.js';
import type { Bell } from '../waiting.js';
import { handledUpTo, messagesAfter, saveHandled } from './bus-tables.js';

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
  let place = await handledUpTo(pool, consumer, source);
  while (!signal.aborted) {
    const page = place ? await messagesAfter(pool, source, place, pageSize) : [];
    const last = page.at(-1);
    if (place && last) {
      await handle(page.map(({ event }) => event));
      place = { ...place, offset: last.offset };
      await saveHandled(pool, consumer, source, place);
    }
    well();
    if (page.length > 0) continue;
    await bell.rest(pollEvery, signal);
    // The bus may have been lost and filled again meanwhile.
    place = await handledUpTo(pool, consumer, source);
  }
}
