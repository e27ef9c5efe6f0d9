import { describe, expect, it } from '@jest/globals';
import { type Filter, isAfter, type Position, type ReadStream } from '../port.js';
import { contractCategories, ids, newStream, sample, samples, to, versions } from './samples.js';
import { itWhere, type Subject } from './subject.js';

export const reading = ({ the, promised }: Subject): void => {
  describe('a stream read', () => {
    const reads: readonly (readonly [ReadStream, readonly number[]])[] = [
      [{}, [1, 2, 3, 4, 5]],
      [{ from: 3 }, [3, 4, 5]],
      [{ limit: 2 }, [1, 2]],
      [{ from: 2, limit: 2 }, [2, 3]],
      [{ from: 6 }, []],
      [{ limit: 0 }, []],
      [{ direction: 'backwards' }, [5, 4, 3, 2, 1]],
      [{ direction: 'backwards', limit: 1 }, [5]],
      [{ direction: 'backwards', from: 3 }, [3, 2, 1]],
      [{ direction: 'backwards', from: 3, limit: 2 }, [3, 2]],
      [{ direction: 'backwards', from: 9, limit: 1 }, [5]],
    ];
    it.each(reads)('with %j gives versions %j', async (options, expected) => {
      const stream = newStream();
      await the().append([to(stream, 0, ...samples(5))]);
      expect(versions(await the().readStream(stream, options))).toEqual(expected);
    });

    it('is empty where there is none', async () => {
      expect(await the().readStream(newStream())).toEqual([]);
      expect(await the().readStream('no category')).toEqual([]);
      expect(await the().readStream('hearing-\0')).toEqual([]);
    });

    it.each([{ limit: -1 }, { limit: 0.5 }, { limit: Infinity }, { from: -1 }, { from: NaN }])(
      'with %p is refused, and nothing that is read beside it',
      async (options) => {
        const stream = newStream();
        await the().append([to(stream, 0, sample())]);
        const beside = the().readStream(stream);
        await expect(the().readStream(stream, options)).rejects.toBeInstanceOf(RangeError);
        expect(await beside).toHaveLength(1);
      },
    );
  });

  describe('the log read', () => {
    it('gives the events after a position, in order, a page at a time', async () => {
      const start = await the().head();
      const events = samples(7);
      await the().append([to(newStream(), 0, ...events.slice(0, 4))]);
      await the().append([to(newStream('report'), 0, ...events.slice(4))]);
      const pages = [];
      let after = start;
      for (
        let page = await the().readAll(after, {}, { limit: 3 });
        page.length > 0;
        page = await the().readAll(after, {}, { limit: 3 })
      ) {
        pages.push(ids(page));
        after = page.at(-1)?.position ?? after;
      }
      expect(pages).toEqual([ids(events.slice(0, 3)), ids(events.slice(3, 6)), ids(events.slice(6))]);
      if (promised.dense) expect(after).toBe(await the().head());
    });

    it('gives 500 events unless told otherwise', async () => {
      const start = await the().head();
      await the().append([to(newStream(), 0, ...samples(501))]);
      expect(await the().readAll(start)).toHaveLength(500);
      expect(await the().readAll(start, {}, { limit: 600 })).toHaveLength(501);
      expect(await the().readAll(start, {}, { limit: 0 })).toEqual([]);
    });

    it('has a head that nothing is after, that no event is above, and that never goes back', async () => {
      let last: Position = await the().head();
      for (let n = 0; n < 5; n += 1) {
        const { position } = await the().append([to(newStream(), 0, sample())]);
        const head = await the().head();
        expect(isAfter(position, head) || isAfter(last, head)).toBe(false);
        expect(await the().readAll(head)).toEqual([]);
        last = head;
      }
    });

    itWhere(promised.dense)('has dense positions, the last of which is the head', async () => {
      const start = await the().head();
      for (let n = 0; n < 5; n += 1) await the().append([to(newStream(), 0, ...samples(n + 1))]);
      const positions = (await the().readAll(start)).map(({ position }) => BigInt(position));
      expect(positions).toEqual(Array.from({ length: 15 }, (_, n) => BigInt(start) + BigInt(n + 1)));
      expect(await the().head()).toBe(String(positions.at(-1)));
      expect(isAfter(await the().head(), start)).toBe(true);
    });

    const awkward = contractCategories[2];
    const filters: readonly (readonly [string, Filter, readonly string[]])[] = [
      ['no filter', {}, ['a', 'b', 'c', 'd', 'e']],
      ['a category', { categories: ['hearing'] }, ['a', 'b']],
      ['two categories', { categories: ['hearing', 'report'] }, ['a', 'b', 'c', 'd']],
      ['a category of awkward characters', { categories: [awkward] }, ['e']],
      ['the start of a category', { categories: ['hear'] }, []],
      ['no categories', { categories: [] }, []],
    ];
    it.each(filters)('with %s', async (_, filter, expected) => {
      const [start, of] = [await the().head(), (type: string) => sample({ type })];
      await the().append([to(newStream(), 0, of('a'), of('b'))]);
      await the().append([to(newStream('report'), 0, of('c'), of('d'))]);
      await the().append([to(newStream(awkward), 0, of('e'))]);
      expect((await the().readAll(start, filter)).map(({ type }) => type)).toEqual(expected);
    });
  });
};
