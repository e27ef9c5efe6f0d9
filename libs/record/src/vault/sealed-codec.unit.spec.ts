import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { position, type RecordedEvent } from '@probity/event-store';
import { MemoryVault } from './memory-vault.js';
import { boundTo, type Placed, SealedCodec } from './sealed-codec.js';
import { openText, sealText } from './sealed-text.js';
import { why } from './testing.js';
import { ScopeDestroyed, Tampered } from './vault.js';

const place: Placed = {
  stream: 'investigation-0191c0de-1111-7222-8333-444455556666',
  version: 3,
  id: randomUUID(),
  type: 'EvidenceAdded',
  schemaVersion: 2,
  institution: 'imi',
  case: '0191c0de-1111-7222-8333-444455556666',
  keyId: 'case:1',
  actedAt: '2026-03-02T09:00:00.000Z',
  occurredAt: '2026-03-01T17:30:00+01:00',
  actor: 'office-1',
  correlationId: 'correlation-1',
  causationId: null,
  requestDigest: 'digest-1',
  policy: { pack: 'imi', version: '1' },
  authority: ['IMI-1', 'IMI-2'],
};
const facts = { name: 'Aoife é🦉', marks: [1, 2.5, null], nested: { yes: true } };

/** As a store gives it back. */
const recorded = (data: Uint8Array, changed: Partial<RecordedEvent> = {}): RecordedEvent => ({
  ...place,
  position: position(7),
  recordedAt: '2026-03-02T09:00:00.123456Z',
  data,
  ...changed,
});

describe('an event that is sealed', () => {
  const vault = new MemoryVault();
  const codec = new SealedCodec(vault);
  const sealed = codec.encode(place, facts) as Uint8Array;

  it('comes back as it was, at any position', () => {
    expect(codec.decode(recorded(sealed))).toEqual(facts);
    expect(codec.decode(recorded(sealed, { position: position(8), recordedAt: '2027-01-01T00:00:00Z' }))).toEqual(
      facts,
    );
    expect(codec.decode(recorded(sealed, { id: place.id.toUpperCase() }))).toEqual(facts);
  });

  it('tells nothing in clear, and never looks the same', () => {
    expect(Buffer.from(sealed).includes('Aoife')).toBe(false);
    expect(Buffer.from(sealed).equals(codec.encode(place, facts) as Uint8Array)).toBe(false);
    expect(sealed.length).toBe(Buffer.byteLength(JSON.stringify(facts)) + 33);
  });

  const changes: Partial<RecordedEvent>[] = [
    { stream: 'investigation-0191c0de-1111-7222-8333-444455556667' },
    { version: 4 },
    { id: randomUUID() },
    { type: 'EvidenceRemoved' },
    { schemaVersion: 1 },
    { institution: 'ibc' },
    { case: '0191c0de-1111-7222-8333-444455556667' },
    { case: null },
    { keyId: 'case:2' },
    { actedAt: '2026-03-02T09:00:00.001Z' },
    { occurredAt: '2026-03-01T16:30:00Z' },
    { actor: 'office-2' },
    { correlationId: 'correlation-2' },
    { causationId: 'correlation-1' },
    { causationId: '' },
    { requestDigest: 'digest-2' },
    { policy: { pack: 'imi', version: '2' } },
    { policy: { pack: 'ibc', version: '1' } },
    { authority: ['IMI-1'] },
    { authority: ['IMI-2', 'IMI-1'] },
    { authority: ['IMI-1', 'IMI-2', 'IMI-3'] },
    { authority: [] },
  ];
  it.each(changes)('is not opened with %j', (changed) => {
    // Sealed under the other key too, so that it is not for want of a key.
    void vault.sealing('case:2');
    expect(() => codec.decode(recorded(sealed, changed))).toThrow(Tampered);
  });

  it('has every field of its envelope among those that were changed', () => {
    const { data: _data, position: _position, recordedAt: _recordedAt, ...rest } = recorded(sealed);
    expect(new Set(changes.flatMap((changed) => Object.keys(changed)))).toEqual(new Set(Object.keys(rest)));
  });

  it('is bound to one envelope, however its texts are divided', () => {
    const alike = [
      place,
      { ...place, actor: 'office-11', correlationId: ':correlation-1' },
      { ...place, actor: 'office-113', correlationId: 'correlation-1'.slice(2) },
      { ...place, authority: ['IMI-1', 'IMI-', '2'] },
      { ...place, authority: ['IMI-15:IMI-2'] },
      { ...place, authority: [] },
      { ...place, version: 32, schemaVersion: 2 },
      { ...place, version: 3, schemaVersion: 22 },
      { ...place, causationId: '-' },
      { ...place, causationId: '' },
    ];
    expect(new Set(alike.map((one) => Buffer.from(boundTo(one)).toString())).size).toBe(alike.length);
  });

  it('is not opened with any bit changed, or cut', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      // Another number in the head is another key, which is not there.
      expect(() => codec.decode(recorded(changed))).toThrow(at > 0 && at < 5 ? /never had a key/ : Tampered);
    }
    for (const length of [0, 1, 32, sealed.length - 1])
      expect(() => codec.decode(recorded(sealed.subarray(0, length)))).toThrow(Tampered);
  });

  it('is without data once the key is destroyed, and no other is sealed', async () => {
    const gone = { ...place, keyId: 'case:gone' };
    const data = await codec.encode(gone, facts);
    await vault.destroy('case:gone', why);
    expect(codec.decode(recorded(data, { keyId: 'case:gone' }))).toBeUndefined();
    expect(() => codec.encode(gone, facts)).toThrow(ScopeDestroyed);
  });
});

describe('a text that is sealed', () => {
  const vault = new MemoryVault();

  it('opens where it stands, and nowhere else', async () => {
    const sealed = await sealText(vault, 'case:1', 'Aoife é🦉', ['cases_v1', 'subject', '1']);
    expect(sealed).toMatch(/^[\w-]+$/);
    expect(openText(vault, 'case:1', sealed, ['cases_v1', 'subject', '1'])).toBe('Aoife é🦉');
    expect(() => openText(vault, 'case:1', sealed, ['cases_v1', 'subject', '2'])).toThrow(Tampered);
    expect(() => openText(vault, 'case:1', sealed, ['cases_v1', 'subject1'])).toThrow(Tampered);
    expect(() => openText(vault, 'case:1', 'Aoife', ['cases_v1', 'subject', '1'])).toThrow(Tampered);
    await vault.destroy('case:1', why);
    expect(openText(vault, 'case:1', sealed, ['cases_v1', 'subject', '1'])).toBeUndefined();
  });
});
