import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@probity/event-store';
import { MemoryVault, SealedCodec } from '@probity/record';
import { derivedId } from '@probity/messaging';
import { problemOf } from '../http/problem-of.js';
import { asked, counterSubject, policies } from '../testing/counter-subject.js';
import { Destroyed } from './errors.js';
import { handleCommand } from './handle-command.js';
import { Streams } from './streams.js';

const id = derivedId('stream', 'destroyed');
const beside = derivedId('stream', 'beside');
const why = { by: 'st-1', why: 'C-1', at: '2031-10-05T09:00:00.000Z' };

describe('a stream whose key was destroyed', () => {
  let vault: MemoryVault;
  let streams: Streams;
  const held: unknown[] = [];
  const give = (to: string, name: string, by: number) =>
    handleCommand(streams, policies, { ...counterSubject, holds: () => ['evidence:1'] }, to, asked(derivedId(name)), {
      ...(by === 0 ? { type: 'Open' } : { type: 'Count', by }),
    } as never);

  beforeEach(async () => {
    vault = new MemoryVault();
    held.length = 0;
    streams = new Streams(
      new MemoryEventStore(),
      new SealedCodec(vault),
      [counterSubject as never],
      async (...what) => {
        held.push(what);
      },
    );
    for (const one of [id, beside]) {
      await give(one, `open ${one}`, 0);
      await give(one, `count ${one}`, 2);
    }
    await vault.destroy(`case:${id}`, why);
  });

  it('cannot be read, nor added to, and a request of before is not answered again', async () => {
    await expect(streams.load(counterSubject, id)).rejects.toThrow(Destroyed);
    await expect(give(id, 'one more', 1)).rejects.toThrow(Destroyed);
    await expect(give(id, `count ${id}`, 2)).rejects.toThrow(Destroyed);
  });

  it('is 410 at its institution, with nothing else told; to anybody else it is not there', async () => {
    const error = await streams.load(counterSubject, id).catch((thrown: unknown) => thrown);
    expect(problemOf(error, 'imi')).toEqual({
      type: '/problems/destroyed',
      status: 410,
      title: 'It has been destroyed',
    });
    expect(problemOf(error, 'elsewhere')).toMatchObject({ status: 404 });
    expect(problemOf(error)).toMatchObject({ status: 404 });
  });

  it('has its events still, without what they said; the one beside it is whole', async () => {
    const recorded = await streams.store.readStream(`counter-${id}`);
    expect(recorded.map(({ type }) => type)).toEqual(['Opened', 'Counted', 'Counted']);
    expect(await streams.openAll(recorded)).toEqual([]);
    expect((await streams.load(counterSubject, beside)).state.count).toBe(2);
  });

  it('what an event rests on is held by the scope that seals it, before it is stored', async () => {
    held.length = 0;
    await give(beside, 'one more beside', 1);
    expect(held).toEqual([[['evidence:1'], `case:${beside}`]]);
  });
});
