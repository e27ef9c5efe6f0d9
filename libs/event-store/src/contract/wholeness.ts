import { isAfter, type Position, type RecordedEvent } from '../port.js';

/** What is left of an event when only its place matters. */
export type Seen = Pick<RecordedEvent, 'id' | 'stream' | 'version' | 'position'>;

export const seenOf = ({ id, stream, version, position }: RecordedEvent): Seen => ({ id, stream, version, position });

/** How far what a reader saw is from what was acknowledged; all zero where it is whole. */
export interface Wholeness {
  /** Acknowledged, and not seen. */
  readonly skipped: number;
  /** Seen, and never acknowledged. */
  readonly neverSent: number;
  /** Seen again. */
  readonly twice: number;
  /** Seen at a position that is not after the one before. */
  readonly outOfOrder: number;
  /** Positions that no event has, between the start and the last; where positions are dense. */
  readonly holes: number;
  /** Seen at a version that is not the one after its stream's last. */
  readonly wrongVersions: number;
}

export const whole: Wholeness = {
  skipped: 0,
  neverSent: 0,
  twice: 0,
  outOfOrder: 0,
  holes: 0,
  wrongVersions: 0,
};

/** The streams begin after `start`. `acknowledged` are the ids of events. */
export const wholenessOf = (
  seen: readonly Seen[],
  acknowledged: readonly string[],
  { start, dense }: { readonly start: Position; readonly dense: boolean },
): Wholeness => {
  const [known, sent] = [new Set(seen.map(({ id }) => id)), new Set(acknowledged)];
  return {
    skipped: acknowledged.filter((id) => !known.has(id)).length,
    neverSent: seen.filter(({ id }) => !sent.has(id)).length,
    twice: seen.length - known.size,
    outOfOrder: seen.filter(({ position }, n) => !isAfter(position, seen[n - 1]?.position ?? start)).length,
    holes: dense ? Number(BigInt(seen.at(-1)?.position ?? start) - BigInt(start)) - seen.length : 0,
    wrongVersions: wrongVersions(seen),
  };
};

const wrongVersions = (seen: readonly Seen[]): number => {
  const last = new Map<string, number>();
  return seen.filter(({ stream, version }) => {
    const expected = (last.get(stream) ?? 0) + 1;
    last.set(stream, version);
    return version !== expected;
  }).length;
};

/** What a subscriber keeps, to whom an event may be told again: nothing at or before the last position that it has. */
export const onceEach = (seen: readonly Seen[], start: Position): Seen[] => {
  let last = start;
  return seen.filter(({ position }) => {
    if (!isAfter(position, last)) return false;
    last = position;
    return true;
  });
};
