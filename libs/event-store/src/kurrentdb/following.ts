import { backoff } from '../backoff.js';
import type { PageHandler } from '../follow.js';
import { type Filter, type Position, position, type RecordedEvent, type Subscription } from '../port.js';
import type { Connection } from './connection.js';
import { toStoreError } from './errors.js';
import { Pushed } from './pushed.js';
import { toStored } from './stored-event.js';

export interface Following {
  readonly connection: Connection;
  readonly filter: Filter;
  readonly handler: PageHandler;
  /** Told of each connection that was lost and is made again. */
  readonly trouble: (error: unknown) => void;
}

/** The server pushes; a page is what came while the handler had the last. After a lost connection it goes on where it was. */
export const followLog = (following: Following, after: Position): Subscription => {
  const closing = new AbortController();
  const ended = run(following, after, closing.signal);
  const close = async (): Promise<void> => {
    closing.abort();
    await ended.catch(() => undefined);
  };
  return { ended, close };
};

const run = async (following: Following, after: Position, closing: AbortSignal): Promise<void> => {
  let last = after;
  for (let failures = 0; !closing.aborted; failures += 1) {
    const pushed = new Pushed(following.connection.client, following.filter, last);
    try {
      for (let page = await take(pushed, closing); page; page = await take(pushed, closing)) {
        if (page.events.length > 0) await following.handler(page.events);
        [last, failures] = [page.last, 0];
      }
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      following.trouble(toStoreError(error.cause));
      await backoff(failures, closing);
    } finally {
      pushed.stop();
    }
  }
};

interface Page {
  readonly events: readonly RecordedEvent[];
  /** Of what was pushed, ours or not. */
  readonly last: Position;
}

/** Apart from the handler's errors, which end the subscription. */
class Lost extends Error {
  override readonly name = 'Lost';
}

/** Undefined once closed. */
const take = async (pushed: Pushed, closing: AbortSignal): Promise<Page | undefined> => {
  try {
    const resolved = await pushed.take(closing);
    const at = resolved.at(-1)?.event?.position;
    if (closing.aborted || !at) return undefined;
    return { events: resolved.flatMap((each) => toStored(each)?.event ?? []), last: position(at.commit) };
  } catch (cause) {
    throw new Lost('no more is pushed', { cause });
  }
};
