import { describe, expect, it } from '@jest/globals';
import { KnownIds } from './known-ids.js';

const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ id: `id-${from + n}`, version: from + n }));

describe('the ids known of a stream', () => {
  it('are those from its first event on, without a gap', () => {
    const known = new KnownIds();
    known.add('hearing-1', events(1, 3));
    known.add('hearing-1', events(2, 5));
    known.add('hearing-1', events(8, 9));
    expect(known.upTo('hearing-1')).toBe(5);
    expect(known.versionOf('hearing-1', 'id-5')).toBe(5);
    expect(known.versionOf('hearing-1', 'id-8')).toBeUndefined();
    expect(known.versionOf('hearing-2', 'id-5')).toBeUndefined();
  });

  it('are none where the start was not seen', () => {
    const known = new KnownIds();
    known.add('hearing-1', events(2, 3));
    expect(known.upTo('hearing-1')).toBe(0);
  });

  it('are forgotten where their stream was used the longest ago, and only as many as must be', () => {
    const known = new KnownIds(10);
    for (const stream of ['a', 'b', 'c']) known.add(stream, events(1, 3));
    known.add('a', events(4, 4));
    known.add('d', events(1, 3));
    expect(['a', 'b', 'c', 'd'].map((stream) => known.upTo(stream))).toEqual([4, 0, 3, 3]);
    known.add('e', events(1, 11));
    expect(['a', 'c', 'd', 'e'].map((stream) => known.upTo(stream))).toEqual([0, 0, 0, 0]);
    known.add('f', events(1, 10));
    expect(known.upTo('f')).toBe(10);
  });
});
