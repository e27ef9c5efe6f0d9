import { setTimeout } from 'node:timers/promises';
import { describe, expect } from '@jest/globals';
import { StoreUnavailable, type StreamAppend } from '../port.js';
import { closedAfterEach } from './closed-after-each.js';
import { ids, newStream, sample, samples, to } from './samples.js';
import { itWhere, type Subject } from './subject.js';
import { until, untilAvailable } from './until.js';
import { onceEach, type Seen, seenOf } from './wholeness.js';

const ROUNDS = 6;

export const losingConnections = ({ the, promised, killConnections }: Subject): void => {
  describe('a store whose connections are killed', () => {
    const closing = closedAfterEach();
    const itHere = itWhere(promised.connections);

    /** Begins an append and kills after `ms`: whether it had no answer then, and what it came to. */
    const interrupted = async (append: StreamAppend, ms: number) => {
      let answered = false;
      const appended = the()
        .append([append])
        .catch((error: unknown) => error)
        .finally(() => (answered = true));
      await setTimeout(ms);
      const midway = !answered;
      expect(await killConnections()).toBeGreaterThan(0);
      return { midway, outcome: await appended };
    };

    itHere('in the middle of an append has it once, when it is repeated with the same ids', async () => {
      let midways = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        await untilAvailable(() => the().head());
        const append = to(newStream(), 0, ...samples(2_000));
        const { midway, outcome } = await interrupted(append, round * 8);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(StoreUnavailable);
        if (midway) midways += 1;
        const answer = await untilAvailable(() => the().append([append]));
        const read = await untilAvailable(() => the().readStream(append.stream));
        expect(ids(read)).toEqual(ids(append.events));
        expect(answer).toMatchObject({ versions: [2_000], position: read.at(-1)?.position });
      }
      expect(midways).toBeGreaterThan(1);
    });

    itHere('goes on with its subscriptions: nothing skipped, nothing out of order', async () => {
      const [start, stream, events] = [await untilAvailable(() => the().head()), newStream(), samples(60)];
      const seen: Seen[] = [];
      const subscription = closing(the().subscribe({}, start, async (page) => void seen.push(...page.map(seenOf))));
      for (const [at, event] of events.entries()) {
        await untilAvailable(() => the().append([to(stream, at, event)]));
        if (at % 10 === 5) expect(await killConnections()).toBeGreaterThan(0);
      }
      await until(() => onceEach(seen, start).length >= events.length, 20_000);
      await subscription.close();
      expect(ids(onceEach(seen, start))).toEqual(ids(events));
    });

    itHere('goes on with a subscription that was killed while its handler was busy', async () => {
      const [start, events, seen] = [await untilAvailable(() => the().head()), samples(2), [] as Seen[]];
      let killed = false;
      const subscription = closing(
        the().subscribe({}, start, async (page) => {
          if (!killed) expect(await killConnections()).toBeGreaterThan(0);
          killed = true;
          seen.push(...page.map(seenOf));
        }),
      );
      for (const event of events) {
        const append = to(newStream(), 0, event);
        await untilAvailable(() => the().append([append]));
      }
      await until(() => onceEach(seen, start).length >= 2, 20_000);
      await subscription.close();
      expect(ids(onceEach(seen, start))).toEqual(ids(events));
    });

    itHere('answers an error that says so, and the next time answers', async () => {
      const stream = newStream();
      await untilAvailable(() => the().append([to(stream, 0, sample())]));
      for (let round = 0; round < 5; round += 1) {
        const reads = Array.from({ length: 20 }, () => the().readStream(stream));
        await killConnections();
        for (const outcome of await Promise.allSettled(reads)) {
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
          else expect(outcome.value).toHaveLength(1);
        }
      }
      expect(await untilAvailable(() => the().readStream(stream))).toHaveLength(1);
    });
  });
};
