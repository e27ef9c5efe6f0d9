import type { TimelineEntry } from '../cases/desk.js';
import type { StandIn } from './stand-in.js';

/** Each entry by somebody who stood in for another as they did it says for which office, and who had them do so. */
export const whoStoodIn = (entries: readonly TimelineEntry[], standIns: readonly StandIn[]): readonly TimelineEntry[] =>
  entries.map((entry) => {
    const at = Date.parse(entry.actedAt);
    const standingIn = standIns
      .filter(({ person, startsAt, endsAt }) => person === entry.actor && isWithin(at, startsAt, endsAt))
      .map(({ office, by }) => ({ office, by }));
    return standingIn.length === 0 ? entry : { ...entry, standingIn };
  });

const isWithin = (at: number, from: string, to: string | null): boolean =>
  Date.parse(from) <= at && (to === null || at < Date.parse(to));
