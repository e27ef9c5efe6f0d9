import { setTimeout } from 'node:timers/promises';
import { describe, expect } from '@jest/globals';
import type { RecordedEvent } from '../port.js';
import { closedAfterEach } from './closed-after-each.js';
import { ids, newStream, sample, to } from './samples.js';
import { itWhere, type Subject } from './subject.js';
import { until } from './until.js';

export const openAppending = ({ the, promised, openAppend }: Subject): void => {
  describe('beside an append whose transaction is open', () => {
    const closing = closedAfterEach();
    const itHere = itWhere(promised.openAppends);

    itHere('a reader and a subscriber see neither it nor what comes after it, and then both, in order', async () => {
      const [start, slow, quick, seen] = [await the().head(), sample(), sample(), [] as RecordedEvent[]];
      const subscription = closing(the().subscribe({}, start, async (page) => void seen.push(...page)));
      const open = await openAppend([to(newStream(), 0, slow)]);
      const beside = the().append([to(newStream(), 0, quick)]);
      await setTimeout(200);
      const meanwhile = { seen: ids(seen), read: ids(await the().readAll(start)) };
      if (promised.dense) expect(await the().head()).toBe(start);
      await open.commit();
      await beside;
      await until(() => seen.length >= 2);
      await subscription.close();
      const both = ids(await the().readAll(start));
      expect(both.toSorted()).toEqual([slow.id, quick.id].toSorted());
      expect(ids(seen)).toEqual(both);
      // A store that puts the later one first may show it meanwhile, and one that does not may not.
      expect([meanwhile.seen, meanwhile.read]).toEqual([both.slice(0, meanwhile.seen.length), meanwhile.seen]);
      expect(meanwhile.seen).not.toContain(slow.id);
    });

    itHere('a reader skips nothing where it is aborted', async () => {
      const [start, stream, kept] = [await the().head(), newStream(), sample()];
      const open = await openAppend([to(stream, 0, sample())]);
      const beside = the().append([to(newStream(), 0, kept)]);
      await open.abort();
      await beside;
      expect(ids(await the().readAll(start))).toEqual([kept.id]);
      expect(await the().readStream(stream)).toEqual([]);
      if (promised.dense) expect(BigInt(await the().head())).toBe(BigInt(start) + 1n);
    });

    itHere('one of two wins a version: the open one where it commits', async () => {
      const stream = newStream();
      const open = await openAppend([to(stream, 0, sample())]);
      const beside = the()
        .append([to(stream, 0, sample())])
        .catch((error: unknown) => error);
      await setTimeout(50);
      await open.commit();
      expect(await beside).toMatchObject({ name: 'WrongVersion', actual: 1 });
      expect(await the().readStream(stream)).toHaveLength(1);
    });

    itHere('the same append waits for its outcome, and is there once', async () => {
      for (const how of ['commit', 'abort'] as const) {
        const stream = newStream();
        const append = [to(stream, 0, sample(), sample())];
        const open = await openAppend(append);
        const again = the().append(append);
        await setTimeout(50);
        await open[how]();
        expect(await again).toMatchObject({ versions: [2], repeated: how === 'commit' });
        expect(await the().readStream(stream)).toHaveLength(2);
      }
    });
  });
};
