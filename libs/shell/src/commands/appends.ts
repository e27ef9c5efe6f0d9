import type { Actor, Decided, DomainEvent } from '@probity/decider';
import type { Envelope, NewEvent, StreamAppend } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import type { Asked } from './asked.js';
import type { Loaded, Streams } from './streams.js';
import type { Pinned, Subject } from './subject.js';

interface Origin<State, Event extends DomainEvent> {
  readonly streams: Streams;
  readonly subject: Subject<never, State, Event>;
  readonly id: string;
  readonly asked: Asked;
  readonly pinned: Pinned;
}

/** A decision as one atomic append: by stream, each event in its envelope, its data encoded. */
export const appendsOf = async <State, Event extends DomainEvent>(
  origin: Origin<State, Event>,
  loaded: Loaded<State, Event>,
  decided: readonly Decided<Event>[],
): Promise<readonly StreamAppend[]> => {
  const own = { stream: loaded.stream, expected: loaded.version, keyId: origin.subject.scope(origin.id) };
  const byStream = new Map<string, StreamAppend & { events: NewEvent[] }>();
  for (const [index, event] of decided.entries()) {
    const { stream, expected, keyId } = event.on ?? own;
    // Before it is stored, so that what it rests on is there as long as it is.
    await origin.streams.hold(origin.subject.holds?.(event as unknown as Event) ?? [], keyId);
    const append = byStream.get(stream) ?? { stream, expected, events: [] };
    byStream.set(stream, append);
    const at = { stream, version: expected + append.events.length + 1 };
    append.events.push(await encoded(origin, envelope(origin, keyId, event, index), at, event));
  }
  // Its own stream last: the append's position is then that of its last event, which a repetition finds again.
  return [...byStream.values()].toSorted((a, b) => Number(a.stream === own.stream) - Number(b.stream === own.stream));
};

const encoded = async <State, Event extends DomainEvent>(
  { streams, subject }: Origin<State, Event>,
  around: Envelope,
  at: { readonly stream: string; readonly version: number },
  { type, data }: Event,
): Promise<NewEvent> => {
  const checked = subject.events[type as Event['type']].parse(data) as object;
  return { ...around, data: await streams.encode({ ...around, ...at }, checked) };
};

const envelope = <State, Event extends DomainEvent>(
  { subject, asked, pinned }: Origin<State, Event>,
  keyId: string,
  decided: Decided<Event>,
  index: number,
): Envelope => ({
  id: derivedId(asked.requestId, String(index)),
  type: decided.type,
  schemaVersion: subject.schemaVersions[decided.type as Event['type']] ?? 1,
  institution: pinned.institution,
  case: keyId.startsWith('case:') ? keyId.slice('case:'.length) : pinned.case,
  keyId,
  actedAt: asked.at,
  occurredAt: decided.occurredAt ?? asked.occurredAt ?? asked.at,
  actor: actorInClear(asked.actor),
  correlationId: asked.correlationId,
  causationId: asked.requestId,
  requestDigest: asked.requestDigest,
  policy: { pack: pinned.policy.pack, version: pinned.policy.version },
  authority: decided.authority,
});

/** A student acts on a case of their own, and the envelope outlives the case: who it is stands under the case's key alone. */
export const actorInClear = ({ id, offices }: Actor): string => (offices.includes('student') ? 'student' : id);
