import { type KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { placed } from '../placed.js';
import {
  type Appended,
  IdReused,
  InvalidAppend,
  isAfter,
  type Position,
  position,
  type RecordedEvent,
  StoreUnavailable,
  type StreamAppend,
  WrongVersion,
} from '../port.js';
import { isSystem, toSent } from './stored-event.js';

/** What KurrentDB keeps for itself, or cannot tell apart within one append. @throws InvalidAppend */
export const checkNames = (streams: readonly StreamAppend[]): void => {
  for (const { stream, events } of streams) {
    if (isSystem(stream)) throw new InvalidAppend(`a stream's name must not begin with a dollar: ${stream}`);
    for (const { type } of events) {
      if (isSystem(type)) throw new InvalidAppend(`an event's type must not begin with a dollar: ${type}`);
    }
  }
  if (new Set(streams.map(({ stream }) => stream.toUpperCase())).size < streams.length) {
    throw new InvalidAppend('KurrentDB takes no two streams in one append whose names differ only in case');
  }
};

/** Revisions are from 0, versions from 1. The position is that of the last event. */
export const write = async (
  client: KurrentDBClient,
  streams: readonly StreamAppend[],
  attempt: string,
): Promise<Position> => {
  const [one, ...others] = streams.map(({ stream, expected, events }) => ({
    streamName: stream,
    expectedState: expected === 0 ? (NO_STREAM as typeof NO_STREAM) : BigInt(expected - 1),
    events: events.map((event) => toSent(event, attempt)),
  }));
  if (!one) throw new InvalidAppend('an append names at least one stream');
  if (others.length > 0) return position((await client.multiStreamAppend([one, ...others])).position);
  const { position: at } = await client.appendToStream(one.streamName, one.events, {
    streamState: one.expectedState,
    requiresLeader: true,
  });
  if (!at) throw new StoreUnavailable('KurrentDB told no position of what it stored');
  return position(at.commit);
};

/** What a stream holds beyond the version that the append expected. */
export interface Beyond {
  readonly append: StreamAppend;
  readonly events: readonly RecordedEvent[];
}

export const versionsOf = (streams: readonly StreamAppend[]): number[] =>
  streams.map(({ expected, events }) => expected + events.length);

/**
 * The answer of the first time, where this very append is what the streams hold at its place.
 * @throws IdReused some of its ids are there, but not as this append
 */
export const toldBefore = (beyond: readonly Beyond[]): Appended | undefined => {
  const streams = beyond.map(({ append }) => append);
  const stored = new Map(beyond.flatMap(({ events }) => events.map((event) => [event.id, event] as const)));
  const asked = placed(streams);
  const known = asked.flatMap(({ event }) => stored.get(event.id) ?? []);
  const [first] = known;
  if (!first) return undefined;
  const alike = asked.every(({ stream, version, event }) => {
    const found = stored.get(event.id);
    return (
      found?.stream === stream &&
      found.version === version &&
      found.type === event.type &&
      found.requestDigest === event.requestDigest
    );
  });
  if (!alike) throw new IdReused(first.id);
  const last = known.map((event) => event.position).reduce((a, b) => (isAfter(a, b) ? a : b));
  return { position: last, versions: versionsOf(streams), repeated: true };
};

/** The conflict of the first stream that is not where it was expected. `actual` in the order of the streams. */
export const conflictOf = (streams: readonly StreamAppend[], actual: readonly number[]): Error => {
  const at = streams.findIndex(({ expected }, n) => actual[n] !== expected);
  const off = streams[at];
  if (!off) return new StoreUnavailable('KurrentDB refused a version that it then had; append again');
  return new WrongVersion(off.stream, off.expected, actual[at] ?? 0);
};
