import { describe, expect, it } from '@jest/globals';
import { IdReused, type StreamAppend } from '../port.js';
import { newStream, sample, samples, to } from './samples.js';
import { itWhere, type Subject } from './subject.js';

export const repeating = ({ the, promised }: Subject): void => {
  const toldRepeated = (): unknown => promised.tellsRepeated || expect.any(Boolean);

  describe('an append repeated', () => {
    it('answers as the first time, whatever came since, and stores nothing', async () => {
      const stream = newStream();
      const append = [to(stream, 0, ...samples(2))];
      const first = await the().append(append);
      await the().append([to(stream, 2, sample())]);
      const start = await the().head();
      expect(await the().append(append)).toEqual({ ...first, repeated: toldRepeated() });
      expect(await the().readAll(start)).toEqual([]);
      expect(await the().readStream(stream)).toHaveLength(3);
    });

    itWhere(promised.severalStreams)('is recognised over several streams', async () => {
      const [one, other] = [newStream(), newStream('report')];
      const append = [to(one, 0, ...samples(2)), to(other, 0, sample())];
      const first = await the().append(append);
      await the().append([to(one, 2, sample())]);
      expect(await the().append(append)).toEqual({ ...first, repeated: toldRepeated() });
      expect(await the().readStream(other)).toHaveLength(1);
    });

    it('has one effect, fifty times at once', async () => {
      const stream = newStream();
      const append = [to(stream, 0, ...samples(2))];
      const answers = await Promise.all(Array.from({ length: 50 }, () => the().append(append)));
      if (promised.tellsRepeated) expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.position)).size).toBe(1);
      expect(await the().readStream(stream)).toHaveLength(2);
    });

    const [a, b] = samples(2) as [ReturnType<typeof sample>, ReturnType<typeof sample>];
    const reuses: readonly (readonly [string, boolean, (stream: string) => StreamAppend])[] = [
      ['an id that is stored and one that is not', true, (stream) => to(stream, 0, a, sample())],
      ['a stored id behind a new one', promised.knowsEveryId, (stream) => to(stream, 2, sample(), b)],
      ['the ids at another version', promised.knowsEveryId, (stream) => to(stream, 2, a, b)],
      ['the ids in another order', true, (stream) => to(stream, 0, b, a)],
      ['the ids in another stream', promised.knowsEveryId, () => to(newStream(), 0, a, b)],
      [
        'the ids for another request',
        promised.tellsRepeated,
        (stream) => to(stream, 0, a, { ...b, requestDigest: 'digest-2' }),
      ],
      [
        'the ids for other facts',
        promised.tellsRepeated,
        (stream) => to(stream, 0, a, { ...b, type: 'HearingCancelled' }),
      ],
    ];
    const reused = newStream();
    for (const [what, told, append] of reuses) {
      itWhere(told)(`is not what it is with ${what}: the id is reused`, async () => {
        await the().append([to(reused, 0, a, b)]);
        const start = await the().head();
        const refused = the().append([append(reused)]);
        await expect(refused).rejects.toBeInstanceOf(IdReused);
        await expect(refused).rejects.toMatchObject({ id: expect.stringMatching(`${a.id}|${b.id}`) });
        expect(await the().readAll(start)).toEqual([]);
      });
    }
  });
};
