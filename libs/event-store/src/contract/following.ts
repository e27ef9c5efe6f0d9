import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../port.js';
import { closedAfterEach } from './closed-after-each.js';
import { ids, newStream, sample, samples, to } from './samples.js';
import type { Subject } from './subject.js';
import { until } from './until.js';

export const following = ({ the }: Subject): void => {
  describe('a subscription', () => {
    const closing = closedAfterEach();
    it('catches up, then follows, in order', async () => {
      const [start, stream, events] = [await the().head(), newStream(), samples(1_200)];
      await the().append([to(stream, 0, ...events.slice(0, 1_100))]);
      const seen: RecordedEvent[] = [];
      const subscription = closing(the().subscribe({}, start, async (page) => void seen.push(...page)));
      await until(() => seen.length === 1_100);
      for (let at = 1_100; at < 1_200; at += 10) await the().append([to(stream, at, ...events.slice(at, at + 10))]);
      await until(() => seen.length === 1_200);
      await subscription.close();
      expect(ids(seen)).toEqual(ids(events));
    });

    it('goes on after the position that it is given', async () => {
      const [start, events] = [await the().head(), samples(4)];
      await the().append([to(newStream(), 0, ...events)]);
      const [, second] = await the().readAll(start);
      const seen: RecordedEvent[] = [];
      const subscription = closing(
        the().subscribe({}, second?.position ?? start, async (page) => void seen.push(...page)),
      );
      await until(() => seen.length > 1);
      await subscription.close();
      expect(ids(seen)).toEqual(ids(events.slice(2)));
    });

    it('hands over what passes its filter', async () => {
      const [start, mine, seen] = [await the().head(), sample(), [] as RecordedEvent[]];
      const subscription = closing(
        the().subscribe({ categories: ['report'] }, start, async (page) => void seen.push(...page)),
      );
      for (const append of [
        to(newStream(), 0, sample()),
        to(newStream('report'), 0, mine),
        to(newStream(), 0, sample()),
      ])
        await the().append([append]);
      await until(() => seen.length > 0);
      await subscription.close();
      expect(ids(seen)).toEqual([mine.id]);
    });

    it('reads no page before the handler is done with the last', async () => {
      const [start, stream] = [await the().head(), newStream()];
      let [busy, most, count] = [0, 0, 0];
      const subscription = closing(
        the().subscribe({}, start, async (page) => {
          busy += 1;
          most = Math.max(most, busy);
          await setTimeout(10);
          count += page.length;
          busy -= 1;
        }),
      );
      for (let at = 0; at < 30; at += 1) await the().append([to(stream, at, sample())]);
      await until(() => count === 30);
      await subscription.close();
      expect(most).toBe(1);
    });

    it('ends with the error of its handler, and calls it no more', async () => {
      const [start, stream] = [await the().head(), newStream()];
      let calls = 0;
      const subscription = closing(
        the().subscribe({}, start, async () => {
          calls += 1;
          throw new Error('the view is full');
        }),
      );
      await the().append([to(stream, 0, sample())]);
      await expect(subscription.ended).rejects.toThrow('the view is full');
      await the().append([to(stream, 1, sample())]);
      await setTimeout(50);
      expect(calls).toBe(1);
      await subscription.close();
    });

    it('closes when the page in hand is done, and then hands over nothing', async () => {
      const [start, stream] = [await the().head(), newStream()];
      const page = new AbortController();
      let [started, finished] = [0, 0];
      const subscription = closing(
        the().subscribe({}, start, async () => {
          started += 1;
          await once(page.signal, 'abort');
          finished += 1;
        }),
      );
      await the().append([to(stream, 0, sample())]);
      await until(() => started === 1);
      let closed = false;
      const closes = subscription.close().then(() => (closed = true));
      await setTimeout(20);
      expect(closed).toBe(false);
      page.abort();
      await closes;
      expect(finished).toBe(1);
      await expect(subscription.ended).resolves.toBeUndefined();
      await the().append([to(stream, 1, sample())]);
      await setTimeout(50);
      expect(started).toBe(1);
    });

    it('closes at once while it waits', async () => {
      const subscription = closing(the().subscribe({}, await the().head(), async () => undefined));
      await setTimeout(20);
      const before = performance.now();
      await subscription.close();
      await subscription.close();
      expect(performance.now() - before).toBeLessThan(500);
    });
  });
};
