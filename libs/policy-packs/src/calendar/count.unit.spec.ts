import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { CalendarError, readCalendar } from './bank-holidays.js';
import { count, isKept, type Period } from './count.js';

const calendarOfNation = (nation: string) =>
  readCalendar(join(import.meta.dirname, '../../calendars'), `bank-holidays/${nation}`);
const calendar = calendarOfNation('england-and-wales');
const london = 'Europe/London';

const period = (amount: number, unit: Period['unit'], direction: Period['direction'] = 'within'): Period => ({
  amount,
  unit,
  direction,
  anchor: direction === 'within' ? 'day of receipt' : 'day of the meeting',
});
const from = (anchor: string, of: Period, zone = london) => count(of, anchor, zone, calendar);

describe('working days', () => {
  it('ten from a Friday before Christmas, each day counted or skipped and why [IMI/timelines/10wd]', () => {
    const { date, counted } = from('2026-12-18T11:00:00Z', period(10, 'working-days'));
    expect(date).toBe('2027-01-06');
    const told = counted.map(({ date: day, number, skipped }) => `${day.slice(5)} ${number ?? skipped}`);
    expect(told.join(', ')).toBe(
      '12-18 day of receipt, 12-19 Saturday, 12-20 Sunday, 12-21 1, 12-22 2, 12-23 3, 12-24 4, ' +
        '12-25 Christmas Day, 12-26 Saturday, 12-27 Sunday, 12-28 Boxing Day (Substitute day), ' +
        '12-29 5, 12-30 6, 12-31 7, 01-01 New Year’s Day, 01-02 Saturday, 01-03 Sunday, 01-04 8, 01-05 9, 01-06 10',
    );
  });

  it('received on a Saturday: Monday is the first', () => {
    expect(from('2026-11-07T10:00:00Z', period(1, 'working-days')).date).toBe('2026-11-09');
  });

  it('at least five before a Monday is the Monday before', () => {
    const { date, endsAt } = from('2026-11-16T10:00:00Z', period(5, 'working-days', 'at-least-before'));
    expect([date, endsAt]).toEqual(['2026-11-09', '2026-11-09T23:59:59.999Z']);
  });

  it.each([
    ['forwards', '2035-12-28T10:00:00Z', period(5, 'working-days'), '2036'],
    ['backwards', '2012-01-04T10:00:00Z', period(2, 'working-days', 'at-least-before'), '2011'],
    ['waiting', '2035-12-31T10:00:00Z', period(1, 'working-days', 'not-before'), '2036'],
    ['to the closing day', '2035-12-28T10:00:00Z', { ...period(1, 'working-days'), clearDays: true }, '2036'],
  ])('%s into a year without holidays is an error that names it', (_, anchor, of, year) => {
    const counting = () => from(anchor, of);
    expect(counting).toThrow(CalendarError);
    expect(counting).toThrow(`no holidays for ${year}`);
  });

  it.each([
    ['forwards', '2035-12-28T10:00:00Z', period(1, 'working-days'), '2035-12-31'],
    ['backwards', '2012-01-04T10:00:00Z', period(1, 'working-days', 'at-least-before'), '2012-01-03'],
  ])('%s to the last day that has data is none', (_, anchor, of, date) => {
    expect(from(anchor, of).date).toBe(date);
  });

  it.each([
    ['England and Wales', 'england-and-wales', '2026-07-14'],
    ['Scotland', 'scotland', '2026-07-14'],
    ['Northern Ireland, over the Twelfth', 'northern-ireland', '2026-07-15'],
  ])('ten from the last of June, by nation: %s', (_, nation, date) => {
    expect(count(period(10, 'working-days'), '2026-06-30T10:00:00Z', london, calendarOfNation(nation)).date).toBe(date);
  });

  it.each([
    ['England and Wales', 'england-and-wales', '2026-04-08'],
    ['Scotland, without Easter Monday', 'scotland', '2026-04-07'],
    ['Northern Ireland', 'northern-ireland', '2026-04-08'],
  ])('three over Easter, by nation: %s', (_, nation, date) => {
    expect(count(period(3, 'working-days'), '2026-04-01T10:00:00Z', london, calendarOfNation(nation)).date).toBe(date);
  });
});

describe('the day is that of the time zone', () => {
  it.each([
    ['late on a summer evening in UTC is the next day in London', '2026-07-01T23:30:00Z', london, '2026-07-03'],
    ['and the same day in New York', '2026-07-01T23:30:00Z', 'America/New_York', '2026-07-02'],
  ])('%s', (_, anchor, zone, date) => {
    expect(from(anchor, period(1, 'days'), zone).date).toBe(date);
  });

  it.each([
    ['summer time', '2026-07-01T10:00:00Z', '2026-07-02T22:59:59.999Z'],
    ['winter time', '2026-12-01T10:00:00Z', '2026-12-02T23:59:59.999Z'],
    ['the day on which clocks go forward', '2026-03-28T10:00:00Z', '2026-03-29T22:59:59.999Z'],
    ['the day on which clocks go back', '2026-10-24T10:00:00Z', '2026-10-25T23:59:59.999Z'],
  ])('and ends with it: %s', (_, anchor, endsAt) => {
    expect(from(anchor, period(1, 'days')).endsAt).toBe(endsAt);
  });
});

describe('other units', () => {
  it.each([
    ['calendar days run over weekends and holidays', '2026-12-24T10:00:00Z', period(3, 'days'), '2026-12-27'],
    ['weeks', '2026-12-24T10:00:00Z', period(2, 'weeks'), '2027-01-07'],
    ['a month that lacks the day ends on its last', '2027-01-31T10:00:00Z', period(1, 'months'), '2027-02-28'],
    ['in a leap year on the 29th', '2028-01-31T10:00:00Z', period(1, 'months'), '2028-02-29'],
    [
      'months are counted from the anchor, not from each other',
      '2027-01-31T10:00:00Z',
      period(2, 'months'),
      '2027-03-31',
    ],
    ['a year from a leap day', '2028-02-29T10:00:00Z', period(1, 'years'), '2029-02-28'],
    [
      'five years, beyond the holiday data [IMI/timelines/retain-5y]',
      '2032-02-29T10:00:00Z',
      period(5, 'years'),
      '2037-02-28',
    ],
    ['a month before', '2028-03-31T10:00:00Z', period(1, 'months', 'at-least-before'), '2028-02-29'],
    [
      'a month before, of an ordinary year',
      '2027-03-31T10:00:00Z',
      period(1, 'months', 'at-least-before'),
      '2027-02-28',
    ],
    [
      'two months before, over the year end',
      '2027-01-31T10:00:00Z',
      period(2, 'months', 'at-least-before'),
      '2026-11-30',
    ],
    ['a year before a leap day', '2028-02-29T10:00:00Z', period(1, 'years', 'at-least-before'), '2027-02-28'],
    ['four years before a leap day', '2028-02-29T10:00:00Z', period(4, 'years', 'at-least-before'), '2024-02-29'],
    ['days over a leap day', '2028-02-28T10:00:00Z', period(1, 'days'), '2028-02-29'],
    ['days over the end of February', '2027-02-28T10:00:00Z', period(1, 'days'), '2027-03-01'],
    ['weeks before', '2027-01-07T10:00:00Z', period(2, 'weeks', 'at-least-before'), '2026-12-24'],
    ['not before six weeks after', '2026-11-06T10:00:00Z', period(6, 'weeks', 'not-before'), '2026-12-18'],
    ['nought days is the day', '2026-11-07T10:00:00Z', period(0, 'working-days'), '2026-11-07'],
    ['seven days before', '2026-03-05T10:00:00Z', period(7, 'days', 'at-least-before'), '2026-02-26'],
  ])('%s', (_, anchor, of, date) => {
    expect(from(anchor, of).date).toBe(date);
  });

  it('hours are hours elapsed, also where clocks change', () => {
    const { date, endsAt, counted } = from('2026-03-28T10:00:00Z', period(24, 'hours'));
    expect([date, endsAt, counted]).toEqual(['2026-03-29', '2026-03-29T10:00:00Z', []]);
    expect(from('2026-10-25T10:00:00Z', period(24, 'hours', 'at-least-before')).endsAt).toBe('2026-10-24T10:00:00Z');
  });

  it('years are numbered, not their days', () => {
    const { counted } = from('2026-11-06T10:00:00Z', period(2, 'years'));
    expect(counted.map(({ date, number }) => [date, number])).toEqual([
      ['2026-11-06', null],
      ['2027-11-06', 1],
      ['2028-11-06', 2],
    ]);
  });
});

describe('clear days leave out the other end too, one more day of the kind', () => {
  const clear = (amount: number, unit: Period['unit'], direction?: Period['direction']) => ({
    ...period(amount, unit, direction),
    clearDays: true,
  });
  it.each([
    ['days', '2026-11-06T10:00:00Z', clear(3, 'days'), '2026-11-10'],
    ['days before', '2026-11-10T10:00:00Z', clear(3, 'days', 'at-least-before'), '2026-11-06'],
    ['days to wait', '2026-11-06T10:00:00Z', clear(3, 'days', 'not-before'), '2026-11-10'],
    ['working days: the closing day is one', '2026-11-06T10:00:00Z', clear(5, 'working-days'), '2026-11-16'],
    ['working days before', '2026-11-16T10:00:00Z', clear(5, 'working-days', 'at-least-before'), '2026-11-06'],
    ['weeks', '2026-11-06T10:00:00Z', clear(2, 'weeks'), '2026-11-21'],
    ['weeks before', '2026-11-21T10:00:00Z', clear(2, 'weeks', 'at-least-before'), '2026-11-06'],
    ['months', '2027-01-31T10:00:00Z', clear(1, 'months'), '2027-03-01'],
  ])('%s', (_, anchor, of, date) => {
    const { counted, ...rest } = from(anchor, of);
    expect(rest.date).toBe(date);
    expect(counted.at(-1)).toEqual({ date, number: null, skipped: 'closing day' });
    expect(counted.filter(({ number }) => number !== null)).toHaveLength(of.amount);
  });
});

describe('whether it is kept', () => {
  it.each([
    ['within: the last millisecond', period(2, 'days'), '2026-07-08T22:59:59.999Z', true],
    ['within: what is finer is the same millisecond', period(2, 'days'), '2026-07-08T22:59:59.999999Z', true],
    ['within: midnight', period(2, 'days'), '2026-07-08T23:00:00Z', false],
    ['within: midnight, said in the local time', period(2, 'days'), '2026-07-09T00:00:00+01:00', false],
    ['within: before it began', period(2, 'days'), '2026-07-01T10:00:00Z', true],
    ['before: the last millisecond', period(2, 'days', 'at-least-before'), '2026-07-04T22:59:59.999Z', true],
    ['before: midnight', period(2, 'days', 'at-least-before'), '2026-07-04T23:00:00Z', false],
    ['not before: the day before', period(2, 'days', 'not-before'), '2026-07-07T22:59:59.999Z', false],
    ['not before: its first instant', period(2, 'days', 'not-before'), '2026-07-07T23:00:00Z', true],
    ['not before: any time later', period(2, 'days', 'not-before'), '2027-07-07T23:00:00Z', true],
    ['hours: to the instant', period(48, 'hours'), '2026-07-08T09:30:00Z', true],
    ['hours: a millisecond late', period(48, 'hours'), '2026-07-08T09:30:00.001Z', false],
    ['minutes', period(30, 'minutes'), '2026-07-06T10:00:00Z', true],
    ['minutes, late', period(30, 'minutes'), '2026-07-06T10:00:00.001Z', false],
    ['hours before', period(24, 'hours', 'at-least-before'), '2026-07-05T09:30:00Z', true],
    ['hours before, late', period(24, 'hours', 'at-least-before'), '2026-07-05T09:30:00.001Z', false],
    ['minutes to wait, too early', period(30, 'minutes', 'not-before'), '2026-07-06T09:59:59.999Z', false],
    ['minutes to wait', period(30, 'minutes', 'not-before'), '2026-07-06T10:00:00Z', true],
  ])('%s', (_, of, instant, kept) => {
    const counted = from('2026-07-06T09:30:00Z', of);
    expect(isKept(of, counted, instant)).toBe(kept);
  });
});

describe('where clocks change', () => {
  it.each([
    ['forward: 23 hours to the end of the next day', '2026-03-28T23:00:00Z', '2026-03-29T22:59:59.999Z'],
    ['back: the hour that comes twice is of one day', '2026-10-24T23:30:00Z', '2026-10-26T23:59:59.999Z'],
  ])('a day ends at its own midnight, %s', (_, anchor, endsAt) => {
    expect(from(anchor, period(1, 'days')).endsAt).toBe(endsAt);
  });

  it.each([
    ['what must wait begins as summer time has it', '2026-03-28T10:00:00Z', '2026-03-29T23:00:00Z', 2],
    ['and on the day itself as winter time had it', '2026-03-28T10:00:00Z', '2026-03-29T00:00:00Z', 1],
    ['and back', '2026-10-24T10:00:00Z', '2026-10-26T00:00:00Z', 2],
    ['and back, on the day', '2026-10-24T10:00:00Z', '2026-10-24T23:00:00Z', 1],
  ])('%s', (_, anchor, endsAt, days) => {
    expect(from(anchor, period(days, 'days', 'not-before')).endsAt).toBe(endsAt);
  });

  it('minutes are minutes elapsed', () => {
    expect(from('2026-10-25T00:30:00Z', period(60, 'minutes'))).toMatchObject({
      endsAt: '2026-10-25T01:30:00Z',
      date: '2026-10-25',
    });
  });
});

it.each(['2026-11-06', '6 November 2026', '2026-11-06T10:00', '2026-02-30T10:00:00Z', '', '2026-11-06T10:00:00Z[UTC]'])(
  '"%s" is no instant to count from, and is told so without being repeated',
  (anchor) => {
    expect(() => from(anchor, period(1, 'days'))).toThrow(
      new TypeError('the instant of the day of receipt must be an RFC 3339 instant, such as 2026-11-06T09:30:00Z'),
    );
  },
);
