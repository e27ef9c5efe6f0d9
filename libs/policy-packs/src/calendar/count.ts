import { Temporal } from 'temporal-polyfill';
import type { CountedDay } from '../policy.js';
import type { HolidayCalendar } from './bank-holidays.js';

export interface Period {
  readonly amount: number;
  readonly unit: 'working-days' | 'days' | 'hours' | 'minutes' | 'weeks' | 'months' | 'years';
  /** `within`: so long after the anchor. `at-least-before`: no later than so long before it. `not-before`: not until so long after it. */
  readonly direction: 'within' | 'at-least-before' | 'not-before';
  /** What the first day is called: `day of receipt`. It is not counted. */
  readonly anchor: string;
  readonly clearDays?: boolean;
}

export interface Count {
  readonly date: string;
  readonly endsAt: string;
  readonly counted: readonly CountedDay[];
}

/**
 * Counts from the instant, in the time zone. Days, weeks, months and years end with the last day; hours with the
 * hour, and are hours elapsed, also where clocks change. A month or a year that lacks the day ends on its last day.
 */
export function count(period: Period, anchor: string, timeZone: string, calendar: HolidayCalendar): Count {
  const from = Temporal.Instant.from(anchor).toZonedDateTimeISO(timeZone);
  if (period.unit === 'hours' || period.unit === 'minutes') return elapsed(period, from);
  const first = from.toPlainDate();
  const later = period.unit === 'working-days' ? workingDays(period, first, calendar) : calendarDays(period, first);
  const counted = [{ date: first.toString(), number: null, skipped: period.anchor }, ...later];
  const date = counted.at(-1)?.date ?? first.toString();
  return { date, endsAt: endOf(date, timeZone), counted };
}

const signOf = ({ direction }: Period) => (direction === 'at-least-before' ? -1 : 1);

/** Clear days have both ends left out. */
const daysOf = ({ amount, clearDays }: Period) => amount + (clearDays ? 1 : 0);

function elapsed(period: Period, from: Temporal.ZonedDateTime): Count {
  const end = from.add({ [period.unit]: signOf(period) * period.amount });
  return { date: end.toPlainDate().toString(), endsAt: end.toInstant().toString(), counted: [] };
}

/** Weeks, months and years are counted from the anchor each, so that 31 January, 28 February is followed by 31 March. */
function calendarDays(period: Period, first: Temporal.PlainDate): readonly CountedDay[] {
  return Array.from({ length: daysOf(period) }, (_, i) => {
    const date = first.add({ [period.unit]: signOf(period) * (i + 1) });
    return { date: date.toString(), number: i + 1, skipped: null };
  });
}

function workingDays(period: Period, first: Temporal.PlainDate, calendar: HolidayCalendar): readonly CountedDay[] {
  const days: CountedDay[] = [];
  let number = 0;
  for (let day = first; number < daysOf(period);) {
    day = day.add({ days: signOf(period) });
    const skipped = whyNotWorked(day, calendar);
    if (skipped === null) number += 1;
    days.push({ date: day.toString(), number: skipped === null ? number : null, skipped });
  }
  return days;
}

function whyNotWorked(day: Temporal.PlainDate, calendar: HolidayCalendar): string | null {
  const holiday = calendar.holidayOn(day.toString());
  if (day.dayOfWeek === 6) return 'Saturday';
  return day.dayOfWeek === 7 ? 'Sunday' : holiday;
}

/** Whether what happened at the instant kept the period that was counted. */
export function isKept(
  { direction, unit }: Period,
  { date, endsAt }: Count,
  instant: string,
  timeZone: string,
): boolean {
  const happened = Temporal.Instant.from(instant);
  const isElapsed = unit === 'hours' || unit === 'minutes';
  const limit =
    direction === 'not-before' && !isElapsed
      ? Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant()
      : Temporal.Instant.from(endsAt);
  const order = Temporal.Instant.compare(happened, limit);
  return direction === 'not-before' ? order >= 0 : order <= 0;
}

function endOf(date: string, timeZone: string): string {
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone);
  return next.toInstant().subtract({ milliseconds: 1 }).toString();
}
