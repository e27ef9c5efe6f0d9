import { Temporal } from 'temporal-polyfill';
import { closingDay, isElapsed, type Count, type Period } from './count.js';

/** For a person: "10 working days from 6 November 2026, not counting …: by the end of 20 November 2026". */
export function explain(period: Period, anchor: string, timeZone: string, { date, endsAt, counted }: Count): string {
  const from = Temporal.Instant.from(anchor).toZonedDateTimeISO(timeZone);
  const span = spanOf(period);
  const isFrom = period.direction === 'not-before';
  if (isElapsed(period)) {
    const end = Temporal.Instant.from(endsAt).toZonedDateTimeISO(timeZone);
    return `${span} ${momentOf(from)}: ${isFrom ? 'from' : 'by'} ${timeOf(end)} on ${inWords(date)}`;
  }
  const start = inWords(from.toPlainDate().toString());
  const then = isFrom ? `from ${inWords(date)}` : `by the end of ${inWords(date)}`;
  if (counted.length === 1) return `${span} ${the(period.anchor)}, ${start}: ${then}`;
  return `${span} ${start}, not counting ${skippedOf(period, counted)}: ${then}`;
}

function spanOf(period: Period): string {
  const { amount, direction, clearDays } = period;
  if (amount === 0 && !clearDays) return direction === 'not-before' ? 'not before' : 'no later than';
  const long = `${amount} ${unitOf(period)}`;
  const spans = {
    within: `${long} from`,
    'at-least-before': `at least ${long} before`,
    'not-before': `not until ${long} after`,
  };
  return spans[direction];
}

/** Where receipt is deemed later than the sending: "sent on 6 November 2026 at 16:01, received on 9 November 2026". */
export function explainReceipt(sentAt: string, receivedAt: string, timeZone: string): string {
  const [sent, received] = [sentAt, receivedAt].map((at) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone));
  if (!sent || !received || sent.equals(received)) return '';
  return `sent on ${momentOf(sent)}, received on ${inWords(received.toPlainDate().toString())}`;
}

const momentOf = (moment: Temporal.ZonedDateTime) => `${inWords(moment.toPlainDate().toString())} at ${timeOf(moment)}`;

/** `10:30`, or `10:30:45`; `01:30 GMT` where clocks go back and there are two. */
function timeOf(moment: Temporal.ZonedDateTime): string {
  const time = moment.toPlainTime().toString({ smallestUnit: moment.second === 0 ? 'minute' : 'second' });
  const local = moment.toPlainDateTime();
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(moment.timeZoneId, { disambiguation }),
  );
  const isOne = earlier && later && earlier.equals(later);
  return isOne ? time : `${time} ${zoneOf(moment)}`;
}

function zoneOf({ timeZoneId, epochMilliseconds }: Temporal.ZonedDateTime): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: timeZoneId, timeZoneName: 'short' });
  return parts.formatToParts(epochMilliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function unitOf({ unit, amount, clearDays }: Period): string {
  const words = unit === 'working-days' ? 'working days' : unit;
  return `${clearDays ? 'clear ' : ''}${amount === 1 ? words.slice(0, -1) : words}`;
}

function skippedOf({ anchor }: Period, counted: Count['counted']): string {
  const skipped = counted.slice(1).flatMap((day) => (day.skipped === null ? [] : [{ ...day, why: day.skipped }]));
  const general = ['Saturday', 'Sunday', closingDay];
  const is = (name: string) => skipped.some(({ why }) => why === name);
  const holidays = skipped.filter(({ why }) => !general.includes(why));
  return listOf([
    the(anchor),
    ...['Saturday', 'Sunday'].filter(is).map((name) => `${name}s`),
    ...holidays.map(({ why, date }) => `${why} on ${inWords(date)}`),
    ...(is(closingDay) ? [the(closingDay)] : []),
  ]);
}

const the = (name: string) => (name.startsWith('the ') ? name : `the ${name}`);

const listOf = (items: readonly string[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);

const dateInWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `6 November 2026`. */
export const inWords = (date: string) => dateInWords.format(new Date(`${date}T00:00:00Z`));
