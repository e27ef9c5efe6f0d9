import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { heldForStuckSubscriber, MOST_HELD_BYTES } from '../contract/slow-following.js';
import type { StoreUnderTest } from '../contract/index.js';
import type { EventStore, RecordedEvent, Subscription } from '../port.js';
import { postgresSubject } from '../postgres/contract-subject.js';

/** Deliberately broken: reads on while the handler is busy, and keeps what it has read. */
const readingAhead = (store: EventStore): EventStore => {
  const subscribe: EventStore['subscribe'] = (filter, after, handler): Subscription => {
    const [waiting, closing] = [[] as (readonly RecordedEvent[])[], new AbortController()];
    const readOn = async (): Promise<void> => {
      for (let last = after; !closing.signal.aborted; await setTimeout(5)) {
        const page = await store.readAll(last, filter);
        if (page.length > 0) waiting.push(page);
        last = page.at(-1)?.position ?? last;
      }
    };
    const handOver = async (): Promise<void> => {
      for (; !closing.signal.aborted; await setTimeout(5)) {
        const page = waiting.shift();
        if (page) await handler(page);
      }
    };
    const ended = Promise.all([readOn(), handOver()]).then(() => undefined);
    const close = async (): Promise<void> => {
      closing.abort();
      await ended;
    };
    return { ended, close };
  };
  return {
    subscribe,
    append: (streams) => store.append(streams),
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (after, filter, options) => store.readAll(after, filter, options),
    head: () => store.head(),
  };
};

describe('reading ahead of a slow subscriber (the control)', () => {
  let subject: StoreUnderTest;
  beforeAll(async () => {
    subject = await postgresSubject();
  });
  afterAll(() => subject.close());

  it('holds more than the suite allows', async () => {
    expect(await heldForStuckSubscriber(readingAhead(subject.store))).toBeGreaterThan(MOST_HELD_BYTES);
  }, 120_000);
});
