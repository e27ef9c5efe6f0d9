import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { type EventStore, type Position, type RecordedEvent, WrongVersion } from '../port.js';
import { closedAfterEach } from './closed-after-each.js';
import { ids, newStream, samples, to, versions } from './samples.js';
import { until } from './until.js';

const WRITERS = 8;
const MOST_APPENDS = 250;
const LONGEST_MS = 2_000;

interface Load {
  readonly sent: string[];
  refused: number;
}

/** Each writer guesses the version of one of four streams; many guess wrong. */
const write = async (store: EventStore, streams: readonly string[], known: Map<string, number>, load: Load) => {
  const start = performance.now();
  for (let n = 0; n < MOST_APPENDS && performance.now() - start < LONGEST_MS; n += 1) {
    const stream = streams[n % streams.length] ?? '';
    const events = samples(1 + (n % 3));
    try {
      const expected = known.get(stream) ?? 0;
      await store.append([to(stream, expected, ...events)]);
      known.set(stream, expected + events.length);
      load.sent.push(...ids(events));
    } catch (error) {
      if (!(error instanceof WrongVersion)) throw error;
      known.set(stream, error.actual);
      load.refused += 1;
    }
    await setImmediate();
  }
};

const poll = async (store: EventStore, start: Position, writing: () => boolean): Promise<RecordedEvent[]> => {
  const seen: RecordedEvent[] = [];
  for (let more = true; more;) {
    const last = writing();
    const page = await store.readAll(seen.at(-1)?.position ?? start, {}, 100);
    seen.push(...page);
    more = last || page.length > 0;
    await setImmediate();
  }
  return seen;
};

const expectWhole = (seen: readonly RecordedEvent[], sent: readonly string[], start: Position): void => {
  expect(ids(seen).toSorted()).toEqual(sent.toSorted());
  expect(seen.map(({ position }) => BigInt(position) - BigInt(start))).toEqual(seen.map((_, n) => BigInt(n + 1)));
  for (const stream of new Set(seen.map((event) => event.stream))) {
    const events = seen.filter((event) => event.stream === stream);
    expect(versions(events)).toEqual(events.map((_, n) => n + 1));
  }
};

export const underLoad = (the: () => EventStore): void => {
  describe('eight writers with conflicts', () => {
    const closing = closedAfterEach();
    it('make nothing that a live reader or a subscriber skips', async () => {
      const [start, load, followed] = [await the().head(), { sent: [], refused: 0 } as Load, [] as RecordedEvent[]];
      const streams = Array.from({ length: 4 }, () => newStream());
      let writing = true;
      const subscription = closing(the().subscribe({}, start, async (page) => void followed.push(...page)));
      const polled = poll(the(), start, () => writing);
      const known = Array.from({ length: WRITERS }, () => new Map<string, number>());
      await Promise.all(known.map((each) => write(the(), streams, each, load)));
      writing = false;
      expectWhole(await polled, load.sent, start);
      await until(() => followed.length >= load.sent.length);
      await subscription.close();
      expectWhole(followed, load.sent, start);
      expect(load.refused).toBeGreaterThan(0);
    });
  });
};
