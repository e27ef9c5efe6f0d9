import { describe, expect, it } from '@jest/globals';
import { InvalidAppend, position, type StreamAppend, WrongVersion } from '../port.js';
import { ids, newStream, sample, samples, to, versions } from './samples.js';
import { itWhere, type Subject } from './subject.js';

export const appending = ({ the, promised }: Subject): void => {
  describe('an append', () => {
    it('stores an envelope and bytes that come back to the letter', async () => {
      const [stream, event] = [newStream(), sample({ causationId: 'cause-1', authority: ['a/1', 'a/2'] })];
      const { position: at } = await the().append([to(stream, 0, event)]);
      const [recorded] = await the().readStream(stream);
      expect(recorded).toEqual({ ...event, stream, version: 1, position: at, recordedAt: expect.any(String) });
      expect(Math.abs(Date.parse(recorded?.recordedAt ?? '') - Date.now())).toBeLessThan(60_000);
    });

    it('answers with the position of its last event and the new version', async () => {
      const stream = newStream();
      const first = await the().append([to(stream, 0, ...samples(3))]);
      const last = (await the().readStream(stream)).at(-1);
      expect(first).toEqual({ position: last?.position, versions: [3], repeated: false });
      expect((await the().append([to(stream, 3, sample())])).versions).toEqual([4]);
      expect(versions(await the().readStream(stream))).toEqual([1, 2, 3, 4]);
    });

    it.each([0, 1, 3])('refuses version %i of a stream that is at 2, and tells it', async (expected) => {
      const stream = newStream();
      await the().append([to(stream, 0, ...samples(2))]);
      await expect(the().append([to(stream, expected, sample())])).rejects.toEqual(
        new WrongVersion(stream, expected, 2),
      );
      await expect(the().append([to(stream, expected, sample())])).rejects.toMatchObject({ expected, actual: 2 });
      expect(await the().readStream(stream)).toHaveLength(2);
    });

    it('refuses a version of a stream that does not exist', async () => {
      const stream = newStream();
      await expect(the().append([to(stream, 1, sample())])).rejects.toMatchObject({ stream, expected: 1, actual: 0 });
    });

    it('makes a new stream once', async () => {
      const stream = newStream();
      await the().append([to(stream, 0, sample())]);
      await expect(the().append([to(stream, 0, sample())])).rejects.toBeInstanceOf(WrongVersion);
    });

    it('lets one of two writers win', async () => {
      const stream = newStream();
      for (let expected = 0; expected < 20; expected += 1) {
        const results = await Promise.allSettled([1, 2].map(() => the().append([to(stream, expected, sample())])));
        expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
          reason: { name: 'WrongVersion', expected, actual: expected + 1 },
        });
      }
      expect(await the().readStream(stream)).toHaveLength(20);
    });

    itWhere(promised.dense)('leaves no hole in the positions where one was refused', async () => {
      const stream = newStream();
      const { position: before } = await the().append([to(stream, 0, sample())]);
      await expect(the().append([to(stream, 0, ...samples(5))])).rejects.toBeInstanceOf(WrongVersion);
      const { position: after } = await the().append([to(stream, 1, sample())]);
      expect(after).toBe(position(BigInt(before) + 1n));
    });

    it('shares nothing with those who gave and those who read', async () => {
      const [stream, data, authority] = [newStream(), Uint8Array.of(1), ['a/1']];
      await the().append([to(stream, 0, sample({ data, authority }))]);
      data[0] = 99;
      authority.push('a/2');
      const [read] = await the().readStream(stream);
      expect(read).toMatchObject({ data: Uint8Array.of(1), authority: ['a/1'] });
      read?.data.fill(99);
      expect((await the().readStream(stream))[0]?.data).toEqual(Uint8Array.of(1));
    });
  });

  describe('an append to several streams', () => {
    itWhere(promised.severalStreams)('takes positions in the order asked', async () => {
      const [one, other] = [newStream(), newStream('report')];
      const [a, b, c] = [sample(), sample(), sample()];
      const before = await the().head();
      const answer = await the().append([to(other, 0, a, b), to(one, 0, c)]);
      expect(answer.versions).toEqual([2, 1]);
      expect(ids(await the().readAll(before))).toEqual(ids([a, b, c]));
    });

    itWhere(promised.severalStreams)('stores all or nothing', async () => {
      const [one, other] = [newStream(), newStream()];
      await the().append([to(other, 0, sample())]);
      const start = await the().head();
      const refused = the().append([to(one, 0, sample()), to(other, 0, sample())]);
      await expect(refused).rejects.toEqual(new WrongVersion(other, 0, 1));
      expect(await the().readStream(one)).toEqual([]);
      expect(await the().readAll(start)).toEqual([]);
    });
  });

  describe('an append', () => {
    const twice = sample();
    const invalid: readonly (readonly [string, readonly StreamAppend[]])[] = [
      ['no stream', []],
      ['a stream without events', [to('hearing-1', 0)]],
      ['a stream without a category', [to('hearing', 0, sample())]],
      ['an empty category', [to('-1', 0, sample())]],
      ['a category alone', [to('hearing-', 0, sample())]],
      ['a NUL in a name', [to('hearing-\0', 0, sample())]],
      ['a name too long to index', [to(`hearing-${'x'.repeat(500)}`, 0, sample())]],
      ['half of a surrogate pair', [to('hearing-1', 0, sample({ actor: '\ud83e' }))]],
      ['a NUL in a clause', [to('hearing-1', 0, sample({ authority: ['\0'] }))]],
      ['an id that is no UUID', [to('hearing-1', 0, sample({ id: '1' }))]],
      ['one id twice', [to('hearing-1', 0, twice, twice)]],
      ['one stream twice', [to('hearing-1', 0, sample()), to('hearing-1', 1, sample())]],
      ['a version below zero', [to('hearing-1', -1, sample())]],
      ['half a version', [to('hearing-1', 0.5, sample())]],
      ['a schema version of zero', [to('hearing-1', 0, sample({ schemaVersion: 0 }))]],
    ];
    it.each(invalid)('is refused with %s', async (_, append) => {
      const start = await the().head();
      await expect(the().append(append)).rejects.toBeInstanceOf(InvalidAppend);
      expect(await the().readAll(start)).toEqual([]);
    });
  });
};
