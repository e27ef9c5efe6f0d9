import type { Envelope } from '../port.js';

/** What has no column of its own, as it is stored: a JSON array, in this order. Migration 0002 names the places again. */
export type Packed = readonly [
  schemaVersion: number,
  institution: string,
  case_: string | null,
  keyId: string,
  actedAt: string,
  occurredAt: string,
  actor: string,
  correlationId: string,
  causationId: string | null,
  requestDigest: string,
  pack: string,
  version: string,
  authority: readonly string[],
];

export const pack = (envelope: Envelope): string => {
  const { schemaVersion, institution, keyId, actedAt, occurredAt, actor, correlationId, causationId } = envelope;
  const { requestDigest, policy, authority } = envelope;
  const packed: Packed = [
    schemaVersion,
    institution,
    envelope.case,
    keyId,
    actedAt,
    occurredAt,
    actor,
    correlationId,
    causationId,
    requestDigest,
    policy.pack,
    policy.version,
    authority,
  ];
  return JSON.stringify(packed);
};

export const unpack = (text: string): Packed => JSON.parse(text) as Packed;
