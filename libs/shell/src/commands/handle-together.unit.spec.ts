import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore, WrongVersion, type EventStore } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import { JsonCodec } from '../runtime/codec.js';
import { asked, counterSubject, policies, type CounterCommand } from '../testing/counter-subject.js';
import type { Asked } from './asked.js';
import { NotFound, PreconditionFailed, Refused } from './errors.js';
import { handleCommand } from './handle-command.js';
import { Streams } from './streams.js';

const [one, two, three] = ['a1', 'a2', 'a3'].map((end) => `0198f000-0000-7000-8000-0000000000${end}`) as [
  string,
  string,
  string,
];
const request = (nth: number): string => derivedId('request', String(nth));
let store: EventStore;
const streams = (on: EventStore = store) => new Streams(on, new JsonCodec(), [counterSubject as never]);
const together = (command: CounterCommand, as: Asked, on: EventStore = store) =>
  handleCommand(streams(on), policies, counterSubject, one, as, command, [two, three]);
const counts = () =>
  Promise.all([one, two, three].map(async (id) => (await streams().load(counterSubject, id)).state.count));

beforeEach(async () => {
  store = new MemoryEventStore();
  for (const id of [one, two, three])
    await handleCommand(streams(), policies, counterSubject, id, asked(request(0) + id), { type: 'Open' });
});

describe('one act on several streams', () => {
  it('is on all of them, in one append, and answered for the one that was seen', async () => {
    const outcome = await together({ type: 'Count', by: 1 }, asked(request(1), { ifMatch: 1, needsIfMatch: true }));
    expect(outcome).toMatchObject({ id: one, version: 2, state: { count: 1 }, repeated: false });
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it('is on none where one refuses', async () => {
    await handleCommand(streams(), policies, counterSubject, three, asked(request(2)), { type: 'Count', by: 3 });
    await expect(together({ type: 'Count', by: 1 }, asked(request(1)))).rejects.toThrow(Refused);
    expect(await counts()).toEqual([0, 0, 3]);
  });

  it('given again under its key has one effect', async () => {
    const first = await together({ type: 'Count', by: 1 }, asked(request(1)));
    expect(await together({ type: 'Count', by: 1 }, asked(request(1)))).toEqual({ ...first, repeated: true });
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it('that loses a race on any of them is 412, and on none', async () => {
    const losing = { ...store, readStream: store.readStream.bind(store), append: () => Promise.reject(wrong) };
    const wrong = new WrongVersion(`counter-${two}`, 1, 2);
    await expect(together({ type: 'Count', by: 1 }, asked(request(1)), losing as EventStore)).rejects.toThrow(
      PreconditionFailed,
    );
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it('that changes nothing on any of them appends nothing, and is answered as things stand', async () => {
    const outcome = await together({ type: 'Count', by: 0 }, asked(request(1)));
    expect(outcome).toMatchObject({ id: one, version: 1, events: [], state: { count: 0 }, repeated: false });
  });

  it('of another institution is not found, though the first is theirs', async () => {
    const elsewhere = asked(request(1), { institution: 'elsewhere' });
    await expect(together({ type: 'Count', by: 1 }, elsewhere)).rejects.toThrow(NotFound);
  });
});
