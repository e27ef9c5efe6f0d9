import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Envelope } from '@probity/event-store';

/** One fact as a service has it before it is stored: the same for every store. */
export interface Fact {
  readonly envelope: Envelope;
  /** About 770 bytes as JSON. */
  readonly data: FactData;
}

export interface FactData {
  readonly hearing: string;
  readonly step: string;
  readonly minutes: number;
  readonly panel: readonly { readonly member: string; readonly role: string }[];
  readonly note: string;
}

/** Events of a stream, as of an ordinary case. */
export const STREAM_LENGTH = 20;
export const CATEGORY = 'hearing';

export const newStream = (): string => `${CATEGORY}-${randomUUID()}`;

const STEPS = ['scheduled', 'adjourned', 'resumed', 'evidence heard', 'decided'] as const;

const makeData = (): FactData => ({
  hearing: randomUUID(),
  step: STEPS[randomInt(STEPS.length)] ?? STEPS[0],
  minutes: randomInt(10, 100),
  panel: ['chair', 'academic', 'lay'].map((role) => ({ member: randomUUID(), role })),
  note: randomBytes(354).toString('base64'),
});

/** Made beforehand, so that the measurement is of the stores. */
const DATA: readonly FactData[] = Array.from({ length: 1_000 }, makeData);
let next = 0;

export function newFact(stream: string): Fact {
  const data = DATA[(next = (next + 1) % DATA.length)] ?? makeData();
  return { envelope: newEnvelope(stream), data };
}

export const newFacts = (stream: string, count: number): Fact[] => Array.from({ length: count }, () => newFact(stream));

function newEnvelope(stream: string): Envelope {
  const id = randomUUID();
  const scope = stream.slice(CATEGORY.length + 1);
  return {
    id,
    type: 'HearingAdjourned',
    schemaVersion: 1,
    institution: 'sample-university',
    case: scope,
    keyId: `case:${scope}`,
    actedAt: '2026-03-02T09:00:00.000Z',
    occurredAt: '2026-03-02T09:00:00.000Z',
    actor: 'office:secretary-7',
    correlationId: scope,
    causationId: id,
    requestDigest: id.repeat(2).replaceAll('-', ''),
    policy: { pack: 'sample', version: '2026.1' },
    authority: ['S-89.2', 'S-89.4'],
  };
}

/** What a decider does on loading a stream: enough work to touch every fact, and no more. */
export const fold = (facts: readonly FactData[]): { readonly step: string; readonly minutes: number } =>
  facts.reduce((state, { step, minutes }) => ({ step, minutes: state.minutes + minutes }), {
    step: 'none',
    minutes: 0,
  });
