import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { closedAfterEach } from './closed-after-each.js';
import { during, emptyLoad, poll, write, writeOpenly } from './load.js';
import { newStream } from './samples.js';
import type { Subject } from './subject.js';
import { until, untilAvailable } from './until.js';
import { onceEach, type Seen, seenOf, whole, wholenessOf } from './wholeness.js';

const [WRITERS, STREAMS, KILL_EVERY_MS] = [8, 6, 700];

export const underLoad = ({ promised, the, openAppend, killConnections }: Subject): void => {
  describe('eight writers with conflicts and aborts', () => {
    const closing = closedAfterEach();

    const kill = async (writing: () => boolean): Promise<number> => {
      let killed = 0;
      for (await setTimeout(KILL_EVERY_MS); writing(); await setTimeout(KILL_EVERY_MS))
        killed += await killConnections();
      return killed;
    };

    it(
      `make nothing in ${promised.loadMs / 1_000} s that a live reader or a subscriber skips`,
      async () => {
        const [start, load, followed] = [await untilAvailable(() => the().head()), emptyLoad(), [] as Seen[]];
        const streams = Array.from({ length: STREAMS }, () => newStream());
        const subscription = closing(
          the().subscribe({}, start, async (page) => void followed.push(...page.map(seenOf))),
        );
        const writing = during(promised.loadMs);
        let writers = true;
        const polled = poll(the(), start, () => writers);
        const [killed] = await Promise.all([
          promised.connections ? kill(writing) : 0,
          promised.openAppends ? writeOpenly(openAppend, { load, writing }) : undefined,
          ...Array.from({ length: WRITERS }, (_, n) => write(the(), streams, n, { promised, load, writing })),
        ]).finally(() => (writers = false));

        const { dense } = promised;
        expect(wholenessOf(await polled, load.acknowledged, { start, dense })).toEqual(whole);
        await until(() => onceEach(followed, start).length >= load.acknowledged.length, 30_000);
        await subscription.close();
        expect(wholenessOf(onceEach(followed, start), load.acknowledged, { start, dense })).toEqual(whole);
        // Without these it would have been easy.
        expect(load.acknowledged.length).toBeGreaterThan(0);
        expect(load.refused).toBeGreaterThan(0);
        if (promised.severalStreams || promised.knowsEveryId) expect(load.aborted).toBeGreaterThan(0);
        if (promised.connections) expect(killed).toBeGreaterThan(0);
      },
      promised.loadMs + 90_000,
    );
  });
};
