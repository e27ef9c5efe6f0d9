import { Temporal } from 'temporal-polyfill';

/** `6 November 2026, 14:30`, as the clocks there say it. @param instant RFC 3339 */
export const instantInWords = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
    .replace(' at ', ', ');

/** `6 November 2026`. @param date `2026-11-06` */
export const dayInWords = (date: string): string =>
  Temporal.PlainDate.from(date).toLocaleString('en-GB', { dateStyle: 'long' });
