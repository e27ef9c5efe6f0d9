import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@probity/event-store';
import { publicIdOf, type PublicEvent } from '@probity/messaging';
import { MemoryVault, ScopeDestroyed, Tampered } from '@probity/record';
import { SealedMessages } from './sealed-messages.js';
import { SealedTexts } from './sealed-texts.js';

const source = 'sanctions';
const caseId = '0198f000-0000-7000-8000-0000000000c1';
const recorded = { id: '0198f000-0000-7000-8000-0000000000e1', case: caseId } as RecordedEvent;
const reason = 'Claimed for Persephone before she had driven a car.';
const certificate = { number: 'CERT-0001', qualification: 'Q-001', reason, next: 'reassess' };
const draft = {
  type: 'CertificatesInvalidated',
  schemaVersion: 1,
  data: {
    invalidatedAt: '2026-10-05T09:00:00.000Z',
    certificates: [certificate, { ...certificate, number: 'CERT-0002' }],
  },
};

const setUp = async () => {
  const vault = new MemoryVault();
  const messages = new SealedMessages(new SealedTexts(vault));
  const sealed = await messages.seal(source, recorded, draft);
  const event = { ...sealed, id: publicIdOf(source, recorded), source, case: caseId } as PublicEvent;
  const destroy = () => vault.destroy(`case:${caseId}`, { by: 'st-1', why: 'C-1', at: '2031-10-05T09:00:00.000Z' });
  return { messages, event, destroy };
};

describe('a public event on its way', () => {
  it('has its codes, dates and ids in clear, and what is personal sealed', async () => {
    const { event } = await setUp();
    expect(JSON.stringify(event)).not.toContain('Persephone');
    expect(event.data).toEqual({
      ...draft.data,
      certificates: ['CERT-0001', 'CERT-0002'].map((number) => ({
        ...certificate,
        number,
        reason: { sealed: expect.stringMatching(/^[\w-]{60,}$/) },
      })),
    });
  });

  it('is opened for a reaction as it was told', async () => {
    const { messages, event } = await setUp();
    const heard: unknown[] = [];
    await messages.opening(async ({ data }) => void heard.push(data))(event);
    expect(heard).toEqual([draft.data]);
  });

  it('without personal fields travels as it is', async () => {
    const { messages } = await setUp();
    const plain = { type: 'CaseClosed', schemaVersion: 1, data: { clause: ['C-1'] } };
    expect(await messages.seal('records', recorded, plain)).toEqual(plain);
  });

  it('keeps on its way what was not kept by it, of every service', async () => {
    const { messages } = await setUp();
    const breaches = ['C-1'];
    expect(await messages.seal(source, recorded, { ...draft, breaches })).toMatchObject({ breaches });
    const alone = { type: 'BreachRecorded', schemaVersion: 1, data: {}, breaches };
    for (const service of ['intake', 'investigation', 'hearings', 'sanctions', 'regulator-notification', 'records']) {
      expect(await messages.seal(service, recorded, alone)).toEqual(alone);
      const told: unknown = { ...alone, source: service, id: '', case: caseId };
      expect(await messages.open(told as PublicEvent)).toMatchObject(alone);
    }
  });

  it('is not opened where a field was moved, within it or to another, or put in clear', async () => {
    const { messages, event } = await setUp();
    const { certificates } = event.data as { certificates: (typeof certificate)[] };
    const saying = (...reasons: unknown[]) => ({
      ...event,
      data: { ...draft.data, certificates: certificates.map((one, index) => ({ ...one, reason: reasons[index] })) },
    });
    const [first, second] = certificates.map((one) => one.reason);
    expect(await messages.open(saying(first, second))).toMatchObject({ data: draft.data });
    await expect(messages.open(saying(second, first))).rejects.toThrow(Tampered);
    await expect(messages.open({ ...event, id: recorded.id })).rejects.toThrow(Tampered);
    await expect(messages.open(saying(first, reason))).rejects.toThrow('expected object');
  });

  it('of a type that no contract knows is not told, nor opened', async () => {
    const { messages, event } = await setUp();
    const unknown = { ...draft, type: 'CertificatesBurnt' };
    await expect(messages.seal(source, recorded, unknown)).rejects.toThrow('no contract says what is personal in');
    await expect(messages.open({ ...event, type: unknown.type })).rejects.toThrow('sanctions.CertificatesBurnt');
    await expect(messages.seal('toString', recorded, draft)).rejects.toThrow('no contract');
  });

  it('is not taken for handled where another key than that of its case is gone', async () => {
    const { messages, event, destroy } = await setUp();
    const gone = async (): Promise<void> => {
      throw new ScopeDestroyed('evidence:1');
    };
    await expect(messages.opening(gone)(event)).rejects.toThrow(new ScopeDestroyed('evidence:1'));
    const meanwhile = messages.opening(async () => {
      await destroy();
      throw new ScopeDestroyed(`case:${caseId}`);
    });
    await meanwhile(event);
  });

  it('is told no more once the key of its case is destroyed, and handled by doing nothing', async () => {
    const { messages, event, destroy } = await setUp();
    await destroy();
    expect(await messages.seal(source, recorded, draft)).toBeUndefined();
    expect(await messages.open(event)).toBeUndefined();
    let heard = 0;
    await messages.opening(async () => void (heard += 1))(event);
    expect(heard).toBe(0);
  });
});
