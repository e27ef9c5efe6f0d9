import { Temporal } from 'temporal-polyfill';
import type { Count, Period } from './count.js';

/** For a person: "10 working days from 6 November 2026, not counting …: by the end of 20 November 2026". */
export function explain(period: Period, anchor: string, timeZone: string, { date, endsAt, counted }: Count): string {
  const from = Temporal.Instant.from(anchor).toZonedDateTimeISO(timeZone);
  const isHours = period.unit === 'hours' || period.unit === 'minutes';
  const start = isHours
    ? `${inWords(from.toPlainDate().toString())} at ${timeOf(from)}`
    : inWords(counted[0]?.date ?? date);
  const end = Temporal.Instant.from(endsAt).toZonedDateTimeISO(timeZone);
  const by = isHours ? `by ${timeOf(end)} on ${inWords(date)}` : `by the end of ${inWords(date)}`;
  const amount = `${period.amount} ${unitOf(period)}`;
  const span = {
    within: `${amount} from`,
    'at-least-before': `at least ${amount} before`,
    'not-before': `not until ${amount} after`,
  }[period.direction];
  const skipped = isHours ? '' : `, not counting ${skippedOf(period, counted)}`;
  const then = period.direction === 'not-before' ? by.replace(/^by (the end of )?/, 'from ') : by;
  return `${span} ${start}${skipped}: ${then}`;
}

const timeOf = (moment: Temporal.ZonedDateTime) => moment.toPlainTime().toString({ smallestUnit: 'minute' });

function unitOf({ unit, amount }: Period): string {
  const words = unit === 'working-days' ? 'working days' : unit;
  return amount === 1 ? words.slice(0, -1) : words;
}

function skippedOf({ anchor }: Period, counted: Count['counted']): string {
  const skipped = counted.filter((day) => day.skipped !== null).slice(1);
  const weekdays = ['Saturday', 'Sunday'].filter((name) => skipped.some((day) => day.skipped === name));
  const holidays = skipped.filter((day) => !weekdays.includes(day.skipped ?? ''));
  return listOf([
    `the ${anchor}`,
    ...weekdays.map((name) => `${name}s`),
    ...holidays.map((day) => `${day.skipped} on ${inWords(day.date)}`),
  ]);
}

const listOf = (items: readonly string[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const inWords = (date: string) => long.format(new Date(`${date}T00:00:00Z`));
