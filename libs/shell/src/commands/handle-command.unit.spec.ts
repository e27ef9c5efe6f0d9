import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore, WrongVersion, type EventStore } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import { problemOf } from '../http/problem-of.js';
import { JsonCodec } from '../runtime/codec.js';
import { asked, counterSubject, policies, type CounterCommand } from '../testing/counter-subject.js';
import type { Asked } from './asked.js';
import { KeyReused, NotFound, PreconditionFailed, PreconditionRequired, Refused } from './errors.js';
import { handleCommand } from './handle-command.js';
import { Streams } from './streams.js';

const id = '0198f000-0000-7000-8000-0000000000a1';
const request = (nth: number): string => derivedId('request', String(nth));
let store: EventStore;
const give = (command: CounterCommand, as: Asked, on: EventStore = store) =>
  handleCommand(new Streams(on, new JsonCodec(), [counterSubject as never]), policies, counterSubject, id, as, command);

beforeEach(async () => {
  store = new MemoryEventStore();
  await give({ type: 'Open' }, asked(request(0)));
});

describe('a command', () => {
  it('appends what its decision says, under the pinned policy, with its clauses and its request', async () => {
    const outcome = await give({ type: 'Count', by: 2 }, asked(request(1)));
    expect(outcome).toMatchObject({ version: 3, state: { count: 2 }, authority: ['C-1'], repeated: false });
    const [, event] = await store.readStream(`counter-${id}`);
    expect(event).toMatchObject({
      policy: { pack: 'counting', version: '1' },
      authority: ['C-1'],
      keyId: `case:${id}`,
      case: id,
      causationId: request(1),
      institution: 'imi',
    });
  });

  it('given again under its key is answered as the first time, from the events', async () => {
    const first = await give({ type: 'Count', by: 1 }, asked(request(1), { ifMatch: 1, needsIfMatch: true }));
    await give({ type: 'Count', by: 1 }, asked(request(2)));
    const again = await give({ type: 'Count', by: 1 }, asked(request(1), { ifMatch: 1, needsIfMatch: true }));
    expect(again).toEqual({ ...first, repeated: true });
    expect(await store.readStream(`counter-${id}`)).toHaveLength(3);
  });

  it('another under the same key is refused', async () => {
    await give({ type: 'Count', by: 1 }, asked(request(1)));
    await expect(give({ type: 'Count', by: 2 }, asked(request(1), { requestDigest: 'another' }))).rejects.toThrow(
      KeyReused,
    );
  });

  it('fifty at once under one key have one effect and one answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        give({ type: 'Count', by: 1 }, asked(request(1), { ifMatch: 1, needsIfMatch: true })),
      ),
    );
    expect(new Set(answers.map(({ version, position }) => `${version} ${position}`)).size).toBe(1);
    expect(await store.readStream(`counter-${id}`)).toHaveLength(2);
  });

  it('of a person names the version that they saw', async () => {
    await expect(give({ type: 'Count', by: 1 }, asked(request(1), { needsIfMatch: true }))).rejects.toThrow(
      PreconditionRequired,
    );
    await expect(give({ type: 'Count', by: 1 }, asked(request(1), { needsIfMatch: true, ifMatch: 7 }))).rejects.toThrow(
      PreconditionFailed,
    );
  });

  it('that loses a race is 412 for a person; a reaction tries again', async () => {
    const race = (): EventStore =>
      losing(store, async () => void (await give({ type: 'Count', by: 1 }, asked(request(9)))));
    await expect(
      give({ type: 'Count', by: 1 }, asked(request(1), { needsIfMatch: true, ifMatch: 1 }), race()),
    ).rejects.toThrow(PreconditionFailed);
    store = new MemoryEventStore();
    await give({ type: 'Open' }, asked(request(0)));
    await expect(give({ type: 'Count', by: 1 }, asked(request(1)), race())).resolves.toMatchObject({
      version: 3,
      state: { count: 2 },
    });
  });

  it('is told its version where that was the conflict; where it was another stream, that something else changed', async () => {
    const losingAt = (stream: string): EventStore =>
      losing(store, async () => {
        throw new WrongVersion(stream, 1, 2);
      });
    const person = asked(request(1), { needsIfMatch: true, ifMatch: 1 });
    const elsewhere = give({ type: 'Count', by: 1 }, person, losingAt('certificate-x'));
    await expect(elsewhere).rejects.toMatchObject({ name: 'PreconditionFailed', current: undefined });
    await expect(elsewhere.catch(problemOf)).resolves.toEqual({
      type: '/problems/version-changed',
      title: expect.any(String),
      status: 412,
      detail: expect.stringMatching(/read again/i),
    });
    const race = losing(store, async () => void (await give({ type: 'Count', by: 1 }, asked(request(9)))));
    await expect(give({ type: 'Count', by: 1 }, person, race)).rejects.toMatchObject({ current: 2 });
  });

  it('on what is not there, or is of another institution, finds nothing', async () => {
    await expect(give({ type: 'Count', by: 1 }, asked(request(1), { institution: 'northmoor' }))).rejects.toThrow(
      NotFound,
    );
    store = new MemoryEventStore();
    const { pin: _, ...unpinned } = asked(request(1));
    await expect(give({ type: 'Count', by: 1 }, unpinned)).rejects.toThrow(NotFound);
  });

  it('that breaks a rule is refused with the rule, and nothing is stored', async () => {
    const refused = give({ type: 'Count', by: 4 }, asked(request(1)));
    await expect(refused).rejects.toThrow(Refused);
    await expect(refused).rejects.toMatchObject({
      broken: { refusals: [{ code: 'too-far', clauses: ['C-2'] }] },
      policy: { title: 'Counting' },
    });
    expect(await store.readStream(`counter-${id}`)).toHaveLength(1);
  });

  it('that changes nothing appends nothing', async () => {
    expect(await give({ type: 'Count', by: 0 }, asked(request(1)))).toMatchObject({ version: 1, events: [] });
  });
});

/** Somebody else is quicker, once. */
const losing = (inner: EventStore, first: () => Promise<void>): EventStore => {
  let raced = false;
  return {
    readStream: (...args) => inner.readStream(...args),
    readAll: (...args) => inner.readAll(...args),
    subscribe: (...args) => inner.subscribe(...args),
    head: () => inner.head(),
    append: async (streams) => {
      if (!raced) await first();
      raced = true;
      return inner.append(streams);
    },
  };
};
