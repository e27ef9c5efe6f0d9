import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readCalendar } from './bank-holidays.js';
import { count, type Period } from './count.js';
import { explain } from './explain.js';

const calendar = readCalendar(join(import.meta.dirname, '../../calendars'), 'bank-holidays/england-and-wales');
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

  it('into a year without holidays is an error', () => {
    expect(() => from('2035-12-28T10:00:00Z', period(5, 'working-days'))).toThrow('no holidays for 2036');
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

describe('in words', () => {
  it.each([
    [
      '2026-12-18T11:00:00Z',
      period(10, 'working-days'),
      '10 working days from 18 December 2026, not counting the day of receipt, Saturdays, Sundays, Christmas Day on 25 December 2026, Boxing Day (Substitute day) on 28 December 2026 and New Year’s Day on 1 January 2027: by the end of 6 January 2027',
    ],
    [
      '2026-11-09T11:00:00Z',
      period(1, 'working-days'),
      '1 working day from 9 November 2026, not counting the day of receipt: by the end of 10 November 2026',
    ],
    [
      '2026-07-06T09:30:00Z',
      period(24, 'hours', 'at-least-before'),
      'at least 24 hours before 6 July 2026 at 10:30: by 10:30 on 5 July 2026',
    ],
  ])('%s', (anchor, of, words) => {
    expect(explain(of, anchor, london, from(anchor, of))).toBe(words);
  });
});
