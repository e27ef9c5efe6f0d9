import { randomUUID } from 'node:crypto';
import type { NewEvent, RecordedEvent, StreamAppend } from '../port.js';

/** The categories that the suite appends to and reads; an adapter with roles grants them first. */
export const contractCategories = ['hearing', 'report', `o'"\\;%_$1 é🦉`] as const;

export const newStream = (category: string = 'hearing'): string => `${category}-${randomUUID()}`;

export const sample = (given: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'HearingScheduled',
  schemaVersion: 1,
  institution: 'sample-board',
  case: 'case-1',
  keyId: 'case:1',
  actedAt: '2026-03-02T09:00:00.000Z',
  occurredAt: '2026-03-01T17:30:00+01:00',
  actor: 'office-1',
  correlationId: 'correlation-1',
  causationId: null,
  requestDigest: 'digest-1',
  policy: { pack: 'sample', version: '1' },
  authority: ['sample/clause-1'],
  data: Uint8Array.of(1, 2, 3),
  ...given,
});

export const samples = (count: number, given: Partial<NewEvent> = {}): NewEvent[] =>
  Array.from({ length: count }, () => sample(given));

export const to = (stream: string, expected: number, ...events: readonly NewEvent[]): StreamAppend => ({
  stream,
  expected,
  events,
});

export const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

export const versions = (events: readonly RecordedEvent[]): number[] => events.map(({ version }) => version);
