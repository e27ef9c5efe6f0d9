import { Temporal } from 'temporal-polyfill';

export interface KeepRule {
  /** ISO 8601 duration of years, months, weeks or days: `P5Y`. */
  readonly keep: string;
  /** The instant from which it is kept; RFC 3339. */
  readonly from: string;
  /** IANA name of the zone whose calendar counts the days: `Europe/London`. */
  readonly timeZone: string;
}

/**
 * The first day, `YYYY-MM-DD`, on which what the rule keeps may be destroyed: the day on which it began plus the
 * duration. Five years from a 29 February end with 28 February of the fifth, and destruction may come on 1 March.
 * @throws RangeError a duration with a time of day or a sign, an instant or a zone that there is not
 */
export function earliestDestruction({ keep, from, timeZone }: KeepRule): string {
  const duration = Temporal.Duration.from(keep);
  if (duration.sign < 0 || hasTime(duration)) throw new RangeError(`keep: expected days or longer, got ${keep}`);
  const began = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone).toPlainDate();
  const { years, months, weeks, days } = duration;
  const anniversary = began.add({ years, months });
  // A day that the month does not have is counted as the next one: never a day too early.
  const clipped = anniversary.day < began.day ? 1 : 0;
  return anniversary.add({ weeks, days: days + clipped }).toString();
}

const hasTime = (duration: Temporal.Duration): boolean =>
  [duration.hours, duration.minutes, duration.seconds, duration.milliseconds, duration.microseconds].some(Boolean) ||
  duration.nanoseconds !== 0;
