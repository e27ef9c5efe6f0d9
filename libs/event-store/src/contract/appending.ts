import { describe, expect, it } from '@jest/globals';
import { type EventStore, IdReused, InvalidAppend, position, type StreamAppend, WrongVersion } from '../port.js';
import { contractCategories, ids, newStream, sample, samples, to, versions } from './samples.js';

const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');

export const appending = (the: () => EventStore): void => {
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
      const before = BigInt(await the().head());
      const first = await the().append([to(stream, 0, ...samples(3))]);
      expect(first).toEqual({ position: position(before + 3n), versions: [3], repeated: false });
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

    it('leaves no hole in the positions where one was refused', async () => {
      const stream = newStream();
      const { position: before } = await the().append([to(stream, 0, sample())]);
      await expect(the().append([to(stream, 0, ...samples(5))])).rejects.toBeInstanceOf(WrongVersion);
      const { position: after } = await the().append([to(stream, 1, sample())]);
      expect(BigInt(after)).toBe(BigInt(before) + 1n);
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

  describe('an append repeated', () => {
    it('answers as the first time, whatever came since, and stores nothing', async () => {
      const [one, other] = [newStream(), newStream('report')];
      const append = [to(one, 0, ...samples(2)), to(other, 0, sample())];
      const first = await the().append(append);
      await the().append([to(one, 2, sample())]);
      const head = await the().head();
      expect(await the().append(append)).toEqual({ ...first, repeated: true });
      expect(await the().head()).toBe(head);
    });

    it('has one effect, fifty times at once', async () => {
      const stream = newStream();
      const append = [to(stream, 0, ...samples(2))];
      const answers = await Promise.all(Array.from({ length: 50 }, () => the().append(append)));
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.position)).size).toBe(1);
      expect(await the().readStream(stream)).toHaveLength(2);
    });

    const [a, b] = samples(2) as [ReturnType<typeof sample>, ReturnType<typeof sample>];
    const reuses: readonly (readonly [string, (stream: string) => StreamAppend])[] = [
      ['an id that is stored and one that is not', (stream) => to(stream, 0, a, sample())],
      ['a stored id behind a new one', (stream) => to(stream, 2, sample(), b)],
      ['the ids at another version', (stream) => to(stream, 2, a, b)],
      ['the ids in another order', (stream) => to(stream, 0, b, a)],
      ['the ids in another stream', () => to(newStream(), 0, a, b)],
      ['the ids for another request', (stream) => to(stream, 0, a, { ...b, requestDigest: 'digest-2' })],
      ['the ids for other facts', (stream) => to(stream, 0, a, { ...b, type: 'HearingCancelled' })],
    ];
    const reused = newStream();
    it.each(reuses)('is not what it is with %s: the id is reused', async (_, append) => {
      await the().append([to(reused, 0, a, b)]);
      const head = await the().head();
      const refused = the().append([append(reused)]);
      await expect(refused).rejects.toBeInstanceOf(IdReused);
      await expect(refused).rejects.toMatchObject({ id: expect.stringMatching(`${a.id}|${b.id}`) });
      expect(await the().head()).toBe(head);
    });
  });

  describe('an append to several streams', () => {
    it('takes positions in the order asked', async () => {
      const [one, other] = [newStream(), newStream('report')];
      const [a, b, c] = [sample(), sample(), sample()];
      const before = await the().head();
      const answer = await the().append([to(other, 0, a, b), to(one, 0, c)]);
      expect(answer.versions).toEqual([2, 1]);
      expect(ids(await the().readAll(before))).toEqual(ids([a, b, c]));
    });

    it('stores all or nothing', async () => {
      const [one, other] = [newStream(), newStream()];
      await the().append([to(other, 0, sample())]);
      const head = await the().head();
      const refused = the().append([to(one, 0, sample()), to(other, 0, sample())]);
      await expect(refused).rejects.toEqual(new WrongVersion(other, 0, 1));
      expect(await the().readStream(one)).toEqual([]);
      expect(await the().head()).toBe(head);
    });
  });

  describe('what an append may hold', () => {
    const names = [
      ' ',
      '-',
      '--x',
      `it's "quoted"`,
      '\\',
      '%',
      '_',
      '\n\t\r',
      'a,b{c}',
      '$1',
      'NULL',
      'é',
      '🦉',
      'ß'.repeat(490),
    ];
    it.each(names)('a stream named with %j', async (name) => {
      for (const category of contractCategories) {
        const stream = `${category}-${name}`.slice(0, 500);
        const event = sample();
        await the().append([to(stream, 0, event)]);
        expect(ids(await the().readStream(stream))).toEqual([event.id]);
      }
    });

    it('names that differ only in case, in accents or in a trailing space, apart', async () => {
      const stream = newStream();
      const similar = [`${stream}e`, `${stream}E`, `${stream}é`, `${stream}e\u0301`, `${stream}e `];
      await the().append(similar.map((name) => to(name, 0, sample())));
      for (const name of similar) expect(await the().readStream(name)).toHaveLength(1);
    });

    it('any byte, none, and many', async () => {
      const stream = newStream();
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const contents = [
        all,
        new Uint8Array(),
        Uint8Array.of(0),
        new Uint8Array(300_000).fill(0x5c),
        Buffer.from('\\x41'),
      ];
      await the().append([to(stream, 0, ...contents.map((data) => sample({ data })))]);
      expect((await the().readStream(stream)).map(({ data }) => hex(data))).toEqual(contents.map(hex));
    });

    it('any text', async () => {
      const stream = newStream();
      const text = `"'\\,{}() NULL \n\t\u007f é 🦉 $1 %`;
      const event = sample({
        type: text,
        institution: text,
        case: text,
        keyId: text,
        actor: text,
        correlationId: text,
        causationId: text,
        requestDigest: text,
        policy: { pack: text, version: '' },
        authority: [text, '', 'NULL', '{}', 'a,b', '"', '\\'],
      });
      await the().append([to(stream, 0, event, sample({ authority: [], case: null }))]);
      const [first, second] = await the().readStream(stream);
      expect(first).toMatchObject(event);
      expect(second).toMatchObject({ authority: [], case: null });
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
      const head = await the().head();
      await expect(the().append(append)).rejects.toBeInstanceOf(InvalidAppend);
      expect(await the().head()).toBe(head);
    });
  });
};
