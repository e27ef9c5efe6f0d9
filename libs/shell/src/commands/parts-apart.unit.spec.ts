import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@probity/decider';
import { MemoryEventStore } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import { MemoryVault, SealedCodec, Tampered } from '@probity/record';
import { SealedTexts } from '../sealing/sealed-texts.js';
import { asked, counterSubject, policies } from '../testing/counter-subject.js';
import { handleCommand } from './handle-command.js';
import { Streams } from './streams.js';
import type { Subject } from './subject.js';

const id = derivedId('stream', 'two people');
const [first, second] = [derivedId('case', 'first'), derivedId('case', 'second')];
const people = [{ case: first, name: 'Alpha' }, { case: second, name: 'Beta' }, { name: 'without a case' }];
const why = { by: 'st-1', why: 'C-1', at: '2031-10-05T09:00:00.000Z' };

/** Opened on two people, each forgotten with their own case. */
const subject = {
  ...counterSubject,
  scope: (of: string) => `report:${of}`,
  events: { ...counterSubject.events, Opened: { parse: () => ({ institution: 'imi', people }) } },
  apart: { Opened: [{ path: 'people.[]', caseOf: (one: unknown) => (one as { case?: string }).case }] },
} as unknown as Subject<never, unknown, DomainEvent>;

describe('an event about two people', () => {
  let vault: MemoryVault;
  let streams: Streams;
  let codec: SealedCodec;

  beforeEach(async () => {
    vault = new MemoryVault();
    codec = new SealedCodec(vault);
    const texts = new SealedTexts(vault);
    streams = new Streams(new MemoryEventStore(), codec, [subject as unknown as Subject], async () => {}, texts);
    await handleCommand(streams, policies, subject, id, asked(derivedId('open')), { type: 'Open' } as never);
  });

  const opened = async () => (await streams.load(subject, id)).told.map(({ event }) => event.data);

  it('tells of both while both are there', async () => {
    expect(await opened()).toEqual([{ institution: 'imi', people }]);
  });

  it('forgets the one whose key is destroyed, and goes on with the rest', async () => {
    await vault.destroy(`case:${first}`, why);
    const left = [{ case: first, forgotten: true }, people[1], people[2]];
    expect(await opened()).toEqual([{ institution: 'imi', people: left }]);
  });

  it('has each sealed within what is sealed as a whole, and bound to its place', async () => {
    const [stored] = await streams.store.readStream(`counter-${id}`);
    if (!stored) throw new Error('nothing was stored');
    const whole = JSON.stringify(await codec.decode(stored));
    expect(whole).toContain(first);
    expect(whole).not.toMatch(/Alpha|Beta/);
    const swapped = (await codec.decode(stored)) as { people: unknown[] };
    const moved = await codec.encode(stored, { ...swapped, people: swapped.people.toReversed() });
    await expect(streams.open({ ...stored, data: moved })).rejects.toThrow(Tampered);
  });

  it('reads what was stored before, in clear within the whole', async () => {
    const [stored] = await streams.store.readStream(`counter-${id}`);
    if (!stored) throw new Error('nothing was stored');
    const before = await codec.encode(stored, { institution: 'imi', people });
    expect((await streams.open({ ...stored, data: before }))?.event.data).toEqual({ institution: 'imi', people });
  });
});
