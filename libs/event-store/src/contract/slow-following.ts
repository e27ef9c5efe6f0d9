import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { EventStore, RecordedEvent } from '../port.js';
import { closedAfterEach } from './closed-after-each.js';
import { heldBy } from './held-memory.js';
import { ids, newStream, samples, to } from './samples.js';
import { itWhere, type Subject } from './subject.js';
import { until } from './until.js';

const [EVENTS, EVENT_BYTES] = [6_000, 8 * 1024];
/** Of 48 MiB that wait: far above a page in hand and a page ahead, far below all. */
export const MOST_HELD_BYTES = 24 * 1024 * 1024;

/**
 * What a store holds for a subscriber that is stuck on its first event, while 48 MiB are appended; bytes. In the end the
 * subscriber goes on, and gets everything.
 */
export const heldForStuckSubscriber = async (store: EventStore): Promise<number> => {
  const [start, stream, goOn] = [await store.head(), newStream(), new AbortController()];
  let [seen, pages] = [0, 0];
  const subscription = store.subscribe({}, start, async (page) => {
    pages += 1;
    if (pages === 1) await once(goOn.signal, 'abort');
    seen += page.length;
  });
  const held = await heldBy(async () => {
    const data = new Uint8Array(EVENT_BYTES);
    for (let at = 0; at < EVENTS; at += 500) await store.append([to(stream, at, ...samples(500, { data }))]);
    await setTimeout(300);
  });
  goOn.abort();
  await until(() => seen >= EVENTS).finally(() => subscription.close());
  return held;
};

export const slowFollowing = ({ the, promised }: Subject): void => {
  describe('a subscriber that is slow', () => {
    const closing = closedAfterEach();

    itWhere(promised.storedElsewhere)('is not read ahead for without bound', async () => {
      expect(await heldForStuckSubscriber(the())).toBeLessThan(MOST_HELD_BYTES);
    });

    it('holds up neither who appends nor another subscriber, and misses nothing', async () => {
      const [start, stream, events, goOn] = [await the().head(), newStream(), samples(1_500), new AbortController()];
      const [slow, quick] = [[] as RecordedEvent[], [] as RecordedEvent[]];
      const stuck = closing(
        the().subscribe({}, start, async (page) => {
          if (!goOn.signal.aborted) await once(goOn.signal, 'abort');
          slow.push(...page);
        }),
      );
      const other = closing(the().subscribe({}, start, async (page) => void quick.push(...page)));
      for (let at = 0; at < 1_500; at += 100) await the().append([to(stream, at, ...events.slice(at, at + 100))]);
      await until(() => quick.length === 1_500);
      expect(slow).toEqual([]);
      goOn.abort();
      await until(() => slow.length === 1_500);
      await Promise.all([stuck.close(), other.close()]);
      expect(ids(slow)).toEqual(ids(events));
    });
  });

  describe('a subscriber that failed in the middle of a page', () => {
    const closing = closedAfterEach();

    it('goes on from what it had finished: told again of some, and never of too little', async () => {
      const [start, events, done] = [await the().head(), samples(1_200), [] as RecordedEvent[]];
      await the().append([to(newStream(), 0, ...events)]);
      const handle = (most: number) => async (page: readonly RecordedEvent[]) => {
        for (const event of page) {
          if (done.length === most) throw new Error('no room');
          done.push(event);
        }
      };
      const failing = closing(the().subscribe({}, start, handle(100)));
      await expect(failing.ended).rejects.toThrow('no room');
      const last = done.at(-1)?.position ?? start;
      const next = closing(the().subscribe({}, last, handle(Infinity)));
      await until(() => done.length >= 1_200);
      await next.close();
      expect(ids(done)).toEqual(ids(events));
    });
  });
};
