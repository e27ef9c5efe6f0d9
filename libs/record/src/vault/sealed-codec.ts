import type { Envelope, RecordedEvent } from '@probity/event-store';
import { asBuffer } from './as-buffer.js';
import type { OpeningKey, SealingKey, Vault } from './vault.js';

/** An event's envelope and its place; position and recordedAt are the store's, and come later. */
export type Placed = Envelope & { readonly stream: string; readonly version: number };

/**
 * Facts as JSON, sealed under the key of the envelope's `keyId` and bound to all the rest of the envelope: what was moved,
 * relabelled or attributed to another is not opened (Tampered). Answers at once where the key is at hand.
 */
export class SealedCodec {
  constructor(private readonly vault: Vault) {}

  /** @throws ScopeDestroyed ScopeForbidden VaultUnavailable */
  encode(place: Placed, data: object): Uint8Array | Promise<Uint8Array> {
    const key = this.vault.sealing(place.keyId);
    return key instanceof Promise ? key.then((come) => sealFacts(come, place, data)) : sealFacts(key, place, data);
  }

  /** Undefined where the key was destroyed. @throws Tampered ScopeForbidden NoSuchKey VaultUnavailable */
  decode(recorded: RecordedEvent): object | undefined | Promise<object | undefined> {
    const key = this.vault.opening(recorded.keyId, recorded.data);
    return key instanceof Promise ? key.then((come) => openFacts(come, recorded)) : openFacts(key, recorded);
  }
}

const sealFacts = (key: SealingKey, place: Placed, data: object): Uint8Array =>
  key.seal(Buffer.from(JSON.stringify(data)), boundTo(place));

const openFacts = (key: OpeningKey | undefined, recorded: RecordedEvent): object | undefined => {
  if (!key) return undefined;
  return JSON.parse(asBuffer(key.open(recorded.data, boundTo(recorded))).toString()) as object;
};

/**
 * The canonical form: an array of JSON, which no two envelopes have in common. An id is a UUID, which stores may give back in
 * small letters.
 */
export const boundTo = (place: Placed): Uint8Array => {
  const { stream, version, id, type, schemaVersion, institution, keyId, actedAt, occurredAt } = place;
  const { actor, correlationId, causationId, requestDigest, policy, authority } = place;
  const where = [FORM, stream, version, id.toLowerCase(), type, schemaVersion, institution, place.case, keyId] as const;
  const who = [actedAt, occurredAt, actor, correlationId, causationId, requestDigest] as const;
  return Buffer.from(JSON.stringify([...where, ...who, policy.pack, policy.version, authority]));
};

/** Another form would be another number. */
const FORM = 1;
