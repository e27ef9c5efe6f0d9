import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AppendTooLarge, EventTooLarge, maxAppendBytes, maxEventBytes } from '../port.js';
import { contractCategories, ids, newStream, sample, samples, to, versions } from './samples.js';
import type { Subject } from './subject.js';

const noise = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');

export const contents = ({ the }: Subject): void => {
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
      for (const name of similar) await the().append([to(name, 0, sample())]);
      for (const name of similar) expect(await the().readStream(name)).toHaveLength(1);
    });

    it('any byte, none, and many', async () => {
      const stream = newStream();
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const datas = [all, new Uint8Array(), Uint8Array.of(0), new Uint8Array(300_000).fill(0x5c), Buffer.from('\\x41')];
      await the().append([to(stream, 0, ...datas.map((data) => sample({ data })))]);
      expect((await the().readStream(stream)).map(({ data }) => hex(data))).toEqual(datas.map(hex));
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

    it('ten thousand events', async () => {
      const [start, stream, events] = [await the().head(), newStream(), samples(10_000)];
      const answer = await the().append([to(stream, 0, ...events)]);
      expect(answer.versions).toEqual([10_000]);
      const read = await the().readStream(stream);
      expect(versions(read)).toEqual(events.map((_, n) => n + 1));
      expect(ids(read)).toEqual(ids(events));
      expect(read.at(-1)?.position).toBe(answer.position);
      expect(ids(await the().readAll(start, {}, { limit: 20_000 }))).toEqual(ids(events));
    });

    it('an event of the most bytes, which comes back by both ways of reading', async () => {
      const [start, stream, event] = [await the().head(), newStream(), sample({ data: noise(maxEventBytes) })];
      await the().append([to(stream, 0, event)]);
      for (const [read] of [await the().readStream(stream), await the().readAll(start)]) {
        expect(Buffer.compare(read?.data ?? Buffer.of(), event.data)).toBe(0);
      }
    });

    it('no event of a byte more, and then nothing of the append', async () => {
      const [start, stream, large] = [await the().head(), newStream(), sample({ data: noise(maxEventBytes + 1) })];
      const refused = the().append([to(stream, 0, sample(), large)]);
      await expect(refused).rejects.toBeInstanceOf(EventTooLarge);
      await expect(refused).rejects.toMatchObject({ id: large.id, bytes: maxEventBytes + 1 });
      expect(await the().readStream(stream)).toEqual([]);
      expect(await the().readAll(start)).toEqual([]);
    });

    it('no append of a byte more than its events may have together', async () => {
      const [start, stream, most] = [await the().head(), newStream(), noise(maxEventBytes)];
      const full = samples(Math.floor(maxAppendBytes / maxEventBytes), { data: most });
      const rest = sample({ data: noise((maxAppendBytes % maxEventBytes) + 1) });
      const refused = the().append([to(stream, 0, ...full, rest)]);
      await expect(refused).rejects.toBeInstanceOf(AppendTooLarge);
      expect(await the().readAll(start)).toEqual([]);
    });

    it('large events, in pages that are shorter and leave none out', async () => {
      const [start, stream] = [await the().head(), newStream()];
      const events = samples(24, { data: noise(maxEventBytes) });
      await the().append([to(stream, 0, ...events)]);
      const read: string[] = [];
      for (let after = start; ;) {
        const page = await the().readAll(after);
        const last = page.at(-1);
        if (!last) break;
        read.push(...ids(page));
        after = last.position;
      }
      expect(read).toEqual(ids(events));
    });
  });
};
