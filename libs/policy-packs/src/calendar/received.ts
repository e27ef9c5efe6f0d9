import { Temporal } from 'temporal-polyfill';
import type { HolidayCalendar } from './bank-holidays.js';

/** When what was sent by one channel counts as received. */
export interface ReceiptRule {
  /** Sent up to this time of one of the days, to the second, it is received as it was sent; `16:00`. */
  readonly cutOff?: string | undefined;
  readonly days: readonly string[];
  readonly skipsHolidays: boolean;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** @returns the sending, or the beginning of the next day on which anything is received; RFC 3339 */
export function receivedAt(rule: ReceiptRule, sentAt: string, timeZone: string, calendar: HolidayCalendar): string {
  const sent = Temporal.Instant.from(sentAt).toZonedDateTimeISO(timeZone);
  const counts = (day: Temporal.PlainDate): boolean =>
    (rule.days.length === 0 || rule.days.includes(weekdays[day.dayOfWeek - 1] ?? '')) &&
    !(rule.skipsHolidays && calendar.holidayOn(day.toString()) !== null);
  let day = sent.toPlainDate();
  const isLate =
    rule.cutOff !== undefined &&
    Temporal.PlainTime.compare(sent.toPlainTime(), Temporal.PlainTime.from(rule.cutOff)) > 0;
  if (counts(day) && !isLate) return sent.toInstant().toString();
  do day = day.add({ days: 1 });
  while (!counts(day));
  return day.toZonedDateTime(timeZone).toInstant().toString();
}
