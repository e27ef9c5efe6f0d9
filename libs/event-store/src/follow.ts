import type { Bell } from './bell.js';
import { backoff } from './backoff.js';
import { PAGE_BYTES, PAGE_SIZE } from './page-size.js';
import { type Position, type RecordedEvent, StoreUnavailable, type Subscription } from './port.js';

export interface Source {
  readonly read: (after: Position, closing: AbortSignal) => Promise<readonly RecordedEvent[]>;
  readonly bell: Bell;
  /** How long to trust the bell before looking without it; milliseconds. */
  readonly pollMs: number;
  /** Told of each read that found the store unavailable, and is tried again. */
  readonly trouble: (error: unknown) => void;
  /** Called once, when the subscription has ended. */
  readonly release: () => void;
}

export type PageHandler = (page: readonly RecordedEvent[]) => Promise<void>;

export const follow = (source: Source, after: Position, handler: PageHandler): Subscription => {
  const closing = new AbortController();
  const ended = run(source, after, handler, closing.signal).finally(source.release);
  const close = async (): Promise<void> => {
    closing.abort();
    await ended.catch(() => undefined);
  };
  return { ended, close };
};

const run = async (source: Source, after: Position, handler: PageHandler, closing: AbortSignal): Promise<void> => {
  let last = after;
  while (!closing.aborted) {
    // Heard before the read: what is appended during it rings again.
    const heard = source.bell.rung;
    const page = await readUntilDone(source, last, closing);
    if (closing.aborted) return;
    if (page.length > 0) await handler(page);
    last = page.at(-1)?.position ?? last;
    if (isLast(page)) await source.bell.wait(heard, source.pollMs, closing);
  }
};

/** There was nothing after it when it was read. */
const isLast = (page: readonly RecordedEvent[]): boolean =>
  page.length < PAGE_SIZE && page.reduce((sum, { data }) => sum + data.byteLength, 0) < PAGE_BYTES;

const readUntilDone = async (source: Source, after: Position, closing: AbortSignal) => {
  for (let failures = 0; !closing.aborted; failures += 1) {
    try {
      return await source.read(after, closing);
    } catch (error) {
      if (closing.aborted) break;
      // A missing right, or a row that is none, is not mended by asking again.
      if (!(error instanceof StoreUnavailable)) throw error;
      source.trouble(error);
      await backoff(failures, closing);
    }
  }
  return [];
};
