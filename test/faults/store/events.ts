import { createHash } from 'node:crypto';
import type { NewEvent, StreamAppend } from '@probity/event-store';

/** Of the streams that the load writes to. */
export const categories = ['hearing', 'report'] as const;

export const eventType = 'HearingScheduled';

/** What is sent, as the journal keeps it: an event's content follows from its id. */
export interface Sent {
  readonly stream: string;
  /** The version that the stream is expected to be at. */
  readonly expected: number;
  readonly ids: readonly string[];
}

const digestOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Up to two kilobytes; whoever has the id can tell whether they came back whole. */
export const dataOf = (id: string): Uint8Array => {
  const outputLength = 16 + (digestOf(id).readUInt16BE() % 2_000);
  return createHash('shake256', { outputLength }).update(id).digest();
};

/** A stream is one of a case's. */
export const caseOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

const eventOf = (stream: string, id: string): NewEvent => ({
  id,
  type: eventType,
  schemaVersion: 1,
  institution: 'sample-board',
  case: caseOf(stream),
  keyId: 'case:sample',
  actedAt: '2026-03-02T09:00:00.000Z',
  occurredAt: '2026-03-02T09:00:00.000Z',
  actor: 'office-1',
  correlationId: id,
  causationId: null,
  requestDigest: digestOf(id).toString('hex'),
  policy: { pack: 'sample', version: '1' },
  authority: [],
  data: dataOf(id),
});

export const toAppend = (sent: readonly Sent[]): StreamAppend[] =>
  sent.map(({ stream, expected, ids }) => ({ stream, expected, events: ids.map((id) => eventOf(stream, id)) }));
