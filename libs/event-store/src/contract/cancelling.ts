import { describe, expect, it } from '@jest/globals';
import { type EventStore, origin } from '../port.js';
import { newStream, samples, to } from './samples.js';
import type { Subject } from './subject.js';

/** How many events it reads. */
type Read = (store: EventStore, stream: string, signal: AbortSignal) => Promise<number>;

const count = async (read: Promise<readonly unknown[]>): Promise<number> => (await read).length;

const reads: readonly (readonly [string, Read])[] = [
  ['a stream', (store, stream, signal) => count(store.readStream(stream, { signal }))],
  [
    'a stream backwards',
    (store, stream, signal) => count(store.readStream(stream, { direction: 'backwards', signal })),
  ],
  ['the log', (store, _, signal) => count(store.readAll(origin, {}, { limit: 10_000, signal }))],
  [
    'a category',
    (store, _, signal) => count(store.readAll(origin, { categories: ['hearing'] }, { limit: 10_000, signal })),
  ],
];

export const cancelling = ({ the }: Subject): void => {
  describe.each(reads)('a cancelled read of %s', (_, read) => {
    const aStream = async (): Promise<string> => {
      const stream = newStream();
      await the().append([to(stream, 0, ...samples(500))]);
      return stream;
    };

    it('is not begun where it was cancelled before, and rejects with the reason', async () => {
      const reason = new Error('the page was closed');
      await expect(read(the(), await aStream(), AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it('rejects with the reason where it has not answered, and the next is answered', async () => {
      const [stream, cancel, reason] = [await aStream(), new AbortController(), new Error('the page was closed')];
      const cancelled = read(the(), stream, cancel.signal);
      cancel.abort(reason);
      await expect(cancelled).rejects.toBe(reason);
      expect(await read(the(), stream, new AbortController().signal)).toBeGreaterThanOrEqual(500);
    });

    it('takes nothing with it: not what is read beside it, and no connection', async () => {
      const [stream, cancel] = [await aStream(), new AbortController()];
      const cancelled = Array.from({ length: 40 }, () => read(the(), stream, cancel.signal));
      const beside = Array.from({ length: 5 }, () => the().readStream(stream));
      const outcomes = Promise.allSettled(cancelled);
      cancel.abort();
      await outcomes;
      for (const each of cancelled) await expect(each).rejects.toBe(cancel.signal.reason);
      for (const answer of await Promise.all(beside)) expect(answer).toHaveLength(500);
      const after = cancelled.map(() => the().readStream(stream, { limit: 1 }));
      for (const answer of await Promise.all(after)) expect(answer).toHaveLength(1);
    });

    it('is too late where it has answered', async () => {
      const [stream, cancel] = [await aStream(), new AbortController()];
      const answer = await read(the(), stream, cancel.signal);
      cancel.abort();
      expect(answer).toBeGreaterThanOrEqual(500);
      expect(await the().readStream(stream)).toHaveLength(500);
    });
  });
};
