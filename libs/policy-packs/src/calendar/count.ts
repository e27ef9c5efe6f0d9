import { Temporal } from 'temporal-polyfill';
import type { CountedDay } from '../policy.js';
import type { HolidayCalendar } from './bank-holidays.js';
import { instantOf } from './instant.js';

export interface Period {
  readonly amount: number;
  readonly unit: 'working-days' | 'days' | 'hours' | 'minutes' | 'weeks' | 'months' | 'years';
  /** `within`: so long after the anchor. `at-least-before`: no later than so long before it. `not-before`: not until so long after it. */
  readonly direction: 'within' | 'at-least-before' | 'not-before';
  /** What the first day is called: `day of receipt`. It is not counted. */
  readonly anchor: string;
  /** Both ends are left out: after the last day that counts comes one more. */
  readonly clearDays?: boolean;
}

export interface Count {
  /** The day to which the count comes, `YYYY-MM-DD`. */
  readonly date: string;
  /** The last millisecond in which it is kept; for `not-before` the first instant at which it is. */
  readonly endsAt: string;
  /** The anchor's day, then those counted, numbered 1 to amount, and skipped, in the order of counting; none for hours. */
  readonly counted: readonly CountedDay[];
}

/**
 * Counts from the instant, in the time zone. Days, weeks, months and years end with the last day; hours with the
 * hour, and are hours elapsed, also where clocks change. A month or a year that lacks the day ends on its last day.
 *
 * @throws CalendarError where a day that is looked at is in a year without holidays
 */
export function count(period: Period, anchor: string, timeZone: string, calendar: HolidayCalendar): Count {
  const from = instantOf(anchor, `the instant of the ${period.anchor}`).toZonedDateTimeISO(timeZone);
  if (isElapsed(period)) return elapsed(period, from);
  const first = from.toPlainDate().toString();
  const later = period.unit === 'working-days' ? workingDays(period, first, calendar) : calendarDays(period, first);
  const counted = [{ date: first, number: null, skipped: period.anchor }, ...later];
  const date = counted.at(-1)?.date ?? first;
  return { date, endsAt: limitOf(period, date, timeZone), counted };
}

export const isElapsed = ({ unit }: Period) => unit === 'hours' || unit === 'minutes';

const signOf = ({ direction }: Period) => (direction === 'at-least-before' ? -1 : 1);

function elapsed(period: Period, from: Temporal.ZonedDateTime): Count {
  const end = from.add({ [period.unit]: signOf(period) * period.amount });
  return { date: end.toPlainDate().toString(), endsAt: end.toInstant().toString(), counted: [] };
}

/** Weeks, months and years are counted from the anchor each, so that 31 January, 28 February is followed by 31 March. */
function calendarDays(period: Period, first: string): readonly CountedDay[] {
  const { amount, clearDays } = period;
  const days = Array.from({ length: amount }, (_, i) => {
    return { date: after(first, signOf(period) * (i + 1), period.unit), number: i + 1, skipped: null };
  });
  const last = days.at(-1)?.date ?? first;
  return clearDays ? [...days, closing(after(last, signOf(period), 'days'))] : days;
}

/** Days are counted a thousand times more often than months, and Temporal takes its time. */
function after(date: string, amount: number, unit: Period['unit']): string {
  if (unit === 'months' || unit === 'years')
    return Temporal.PlainDate.from(date)
      .add({ [unit]: amount })
      .toString();
  const days = unit === 'weeks' ? 7 * amount : amount;
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function workingDays(period: Period, first: string, calendar: HolidayCalendar): readonly CountedDay[] {
  const days: CountedDay[] = [];
  const last = period.amount + (period.clearDays ? 1 : 0);
  let number = 0;
  for (let date = first; number < last;) {
    date = after(date, signOf(period), 'days');
    const skipped = whyNotWorked(date, calendar);
    if (skipped === null) number += 1;
    if (number > period.amount) days.push(closing(date));
    else days.push({ date, number: skipped === null ? number : null, skipped });
  }
  return days;
}

export const closingDay = 'closing day';

const closing = (date: string): CountedDay => ({ date, number: null, skipped: closingDay });

function whyNotWorked(date: string, calendar: HolidayCalendar): string | null {
  const holiday = calendar.holidayOn(date);
  const dayOfWeek = new Date(date).getUTCDay();
  if (dayOfWeek === 6) return 'Saturday';
  return dayOfWeek === 0 ? 'Sunday' : holiday;
}

function limitOf({ direction }: Period, date: string, timeZone: string): string {
  const day = Temporal.PlainDate.from(date);
  if (direction === 'not-before') return day.toZonedDateTime(timeZone).toInstant().toString();
  const next = day.add({ days: 1 }).toZonedDateTime(timeZone);
  return next.toInstant().subtract({ milliseconds: 1 }).toString();
}

/** Whether what happened at the instant kept the period that was counted. */
export function isKept({ direction }: Period, { endsAt }: Count, instant: string): boolean {
  const happened = instantOf(instant, 'what is held against a deadline');
  const limit = Temporal.Instant.from(endsAt);
  if (direction === 'not-before') return Temporal.Instant.compare(happened, limit) >= 0;
  return happened.epochMilliseconds <= limit.epochMilliseconds;
}
