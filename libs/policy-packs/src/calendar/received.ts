import { Temporal } from 'temporal-polyfill';
import type { HolidayCalendar } from './bank-holidays.js';
import { instantOf } from './instant.js';

/** When what was sent by one channel counts as received. */
export interface ReceiptRule {
  /** Sent up to this time of one of the days, to the second, it is received as it was sent; `16:00`. */
  readonly cutOff?: string | undefined;
  /** Monday to Sunday, in lower case; every day where none is named. */
  readonly days: readonly string[];
  readonly skipsHolidays: boolean;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * @returns the sending, or the beginning of the next day on which anything is received; RFC 3339
 * @throws CalendarError where holidays are skipped, and a day that is looked at is in a year without them
 */
export function receivedAt(rule: ReceiptRule, sentAt: string, timeZone: string, calendar: HolidayCalendar): string {
  const sent = instantOf(sentAt, 'what was sent').toZonedDateTimeISO(timeZone);
  const counts = (day: Temporal.PlainDate): boolean =>
    (rule.days.length === 0 || rule.days.includes(weekdays[day.dayOfWeek - 1] ?? '')) &&
    !(rule.skipsHolidays && calendar.holidayOn(day.toString()) !== null);
  let day = sent.toPlainDate();
  if (!isLate(rule, sent) && counts(day)) return sent.toInstant().toString();
  do day = day.add({ days: 1 });
  while (!counts(day));
  return day.toZonedDateTime(timeZone).toInstant().toString();
}

/** The whole second of the cut-off still counts. */
function isLate({ cutOff }: ReceiptRule, sent: Temporal.ZonedDateTime): boolean {
  if (cutOff === undefined) return false;
  const second = sent.toPlainTime().round({ smallestUnit: 'second', roundingMode: 'trunc' });
  return Temporal.PlainTime.compare(second, Temporal.PlainTime.from(cutOff)) > 0;
}
