import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ledgerOf } from './ledger.js';

const event = (position: string, id: string, data: string) => ({ position, id, data: Buffer.from(data) });
const streams = (all: Readonly<Record<string, readonly object[]>>) =>
  ({ store: { readStream: async (stream: string) => all[stream] ?? [] } }) as never;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('what the log has of a case', () => {
  it('is told again by position, id and what is stored, in the order of the log', async () => {
    const all = { a: [event('2', 'i2', 'sealed'), event('10', 'i10', 'more')], b: [event('9', 'i9', 'other')] };
    expect(await ledgerOf({ streams: streams(all) }, ['a', 'b', 'none'])).toEqual({
      ...{ events: 3, first: '2', last: '10' },
      digest: sha(`2 i2 ${sha('sealed')}\n9 i9 ${sha('other')}\n10 i10 ${sha('more')}\n`),
    });
  });

  it('is another where one byte is', async () => {
    const of = async (data: string) =>
      (await ledgerOf({ streams: streams({ a: [event('1', 'i', data)] }) }, ['a'])).digest;
    expect(await of('sealed')).not.toBe(await of('Sealed'));
  });

  it('may be nothing', async () => {
    expect(await ledgerOf({ streams: streams({}) }, [])).toEqual({
      events: 0,
      first: null,
      last: null,
      digest: sha(''),
    });
  });
});
