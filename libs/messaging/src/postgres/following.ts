import type { Pool } from 'pg';
import type { PublicEvent } from '../port.js';
import type { Bell } from '../waiting.js';
import { handledUpTo, messagesAfter, saveHandled, type Stored } from './bus-tables.js';
import { Fatal } from './leading.js';

export interface Following {
  readonly pool: Pool;
  readonly consumer: string;
  readonly source: string;
  readonly handle: (event: PublicEvent) => Promise<void>;
  /** Rung when the source has published. */
  readonly bell: Bell;
  readonly pollEvery: number;
  readonly pageSize: number;
}

/** Hands over what a source has said after the consumer's offset, then what it says, until aborted. */
export async function follow(following: Following, signal: AbortSignal): Promise<void> {
  const { pool, consumer, source, bell, pollEvery, pageSize } = following;
  let offset = await handledUpTo(pool, consumer, source);
  while (!signal.aborted) {
    const page = await messagesAfter(pool, source, offset, pageSize);
    if (page.length === 0) await bell.rest(pollEvery, signal);
    else offset = await handlePage(following, page, offset, signal);
  }
}

/** @throws Fatal the handler could not go on; what it handled before is saved */
async function handlePage(following: Following, page: readonly Stored[], from: string, signal: AbortSignal) {
  const { pool, consumer, source, handle } = following;
  let handled = from;
  let failure: Fatal | undefined;
  for (const { offset, event } of page) {
    if (signal.aborted) break;
    failure = await handle(event).then(
      () => undefined,
      (error: unknown) => new Fatal(error),
    );
    if (failure) break;
    handled = offset;
  }
  if (handled !== from) await saveHandled(pool, consumer, source, handled);
  if (failure) throw failure;
  return handled;
}
