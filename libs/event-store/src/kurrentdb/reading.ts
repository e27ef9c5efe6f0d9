import {
  BACKWARDS,
  END,
  type Filter as ServerFilter,
  FORWARDS,
  type KurrentDBClient,
  type ResolvedEvent,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { type Filter, isAfter, origin, type Position, position, type ReadStream } from '../port.js';
import { isNoStream } from './errors.js';
import { isSystem, type Stored, toStored } from './stored-event.js';

/** Reads `most` events at most, from the start of the reading or after the event that it is given. */
type ReadFrom = (last: ResolvedEvent | undefined, most: number) => AsyncIterable<ResolvedEvent>;

/** Asked of the server at once; what it may go on sending for nobody after a read was cancelled. */
const CHUNK = 1_000;

/**
 * Reads on until there are enough of ours or no more: what is not ours counts toward the server's limit and not toward the
 * caller's. Whatever was asked for is taken to its end, cancelled or not: the client cannot stop a read, and one that nobody
 * takes fills the connection's window, whereupon every other read on it waits for ever.
 */
const gather = async (read: ReadFrom, limit: number, stop: AbortSignal): Promise<Stored[]> => {
  const found: Stored[] = [];
  for (let last: ResolvedEvent | undefined; found.length < limit && !stop.aborted;) {
    const most = Math.min(limit - found.length, CHUNK);
    const seen: ResolvedEvent[] = [];
    for await (const resolved of read(last, most)) if (!stop.aborted) seen.push(resolved);
    found.push(...seen.flatMap((resolved) => toStored(resolved) ?? []));
    last = seen.at(-1);
    if (seen.length < most) break;
  }
  return found.slice(0, limit);
};

export const readEvents = async (
  client: KurrentDBClient,
  stream: string,
  { from, limit = Number.MAX_SAFE_INTEGER, direction = 'forwards' }: Omit<ReadStream, 'signal'>,
  stop: AbortSignal,
): Promise<Stored[]> => {
  const backwards = direction === 'backwards';
  if (isSystem(stream) || stream === '' || (backwards && from !== undefined && from < 1)) return [];
  const start = from === undefined || from < 1 ? (backwards ? END : START) : BigInt(from - 1);
  const read: ReadFrom = (last, maxCount) => {
    if (backwards && last?.event?.revision === 0n) return nothing();
    const next = last?.event && last.event.revision + (backwards ? -1n : 1n);
    return client.readStream(stream, {
      fromRevision: next ?? start,
      maxCount,
      direction: backwards ? BACKWARDS : FORWARDS,
      requiresLeader: true,
    });
  };
  return gather(read, limit, stop).catch((error: unknown) => {
    if (isNoStream(error)) return [];
    throw error;
  });
};

/** Of the stream's last event, ours or not; 0 where there is none. */
export const readVersion = async (client: KurrentDBClient, stream: string): Promise<number> => {
  let version = 0;
  try {
    const last = client.readStream(stream, {
      fromRevision: END,
      direction: BACKWARDS,
      maxCount: 1,
      requiresLeader: true,
    });
    for await (const { event } of last) if (event) version = Number(event.revision) + 1;
  } catch (error) {
    if (!isNoStream(error)) throw error;
  }
  return version;
};

export const readLog = async (
  client: KurrentDBClient,
  after: Position,
  filter: Filter,
  limit: number,
  stop: AbortSignal,
): Promise<Stored[]> => {
  const read: ReadFrom = (last, most) =>
    following(
      after,
      client.readAll({
        fromPosition: last?.event?.position ?? fromPosition(after),
        // The server begins with the event at the position, which was told before.
        maxCount: most + 1,
        filter: serverFilter(filter),
      }),
      last,
    );
  return gather(read, limit, stop);
};

/** The last position of what is not the server's own; '0' where there is none. */
export const readHead = async (client: KurrentDBClient): Promise<Position> => {
  const last = client.readAll({
    fromPosition: END,
    direction: BACKWARDS,
    maxCount: 1,
    filter: serverFilter({}),
    requiresLeader: true,
  });
  let head = origin;
  for await (const { event } of last) if (event?.position) head = position(event.position.commit);
  return head;
};

export const fromPosition = (after: Position) =>
  after === origin ? START : { commit: BigInt(after), prepare: BigInt(after) };

/**
 * By expression and not by prefix: the server compares prefixes by the rules of a culture, to which `hearing-` is not the
 * start of a name that goes on with a combining accent, and such a stream would be skipped.
 */
export const serverFilter = ({ categories }: Filter): ServerFilter =>
  streamNameFilter({
    regex: categories ? `^(?:${categories.map(literally).join('|')})-` : '^[^$]',
  });

const literally = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

async function* following(after: Position, events: AsyncIterable<ResolvedEvent>, last: ResolvedEvent | undefined) {
  const told = last?.event?.position ? position(last.event.position.commit) : after;
  for await (const resolved of events) {
    const at = resolved.event?.position;
    if (!at || isAfter(position(at.commit), told)) yield resolved;
  }
}

async function* nothing(): AsyncGenerator<ResolvedEvent> {}
