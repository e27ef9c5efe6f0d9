import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import { join } from 'node:path';
import { CalendarError, calendarOf, readCalendar } from './bank-holidays.js';

const calendars = join(import.meta.dirname, '../../calendars');
const name = 'bank-holidays/england-and-wales';
const calendar = readCalendar(calendars, name);
const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035];

function workdayHolidaysOf(year: number): string[] {
  const days = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, i + 1)));
  return days
    .filter((day) => day.getUTCFullYear() === year && day.getUTCDay() % 6 !== 0)
    .map((day) => day.toISOString().slice(0, 10))
    .filter((day) => calendar.holidayOn(day) !== null);
}

describe('the bank holidays of England and Wales', () => {
  it.each(years)('%i: as another source has them', (year) => {
    const theirs = new Holidays('GB', 'ENG').getHolidays(year).filter(({ type }) => type === 'public');
    const dates = theirs.map(({ date }) => date.slice(0, 10)).filter((date) => new Date(date).getUTCDay() % 6 !== 0);
    expect(workdayHolidaysOf(year)).toEqual([...new Set(dates)].sort());
  });

  it.each(years)('%i: eight, as there were no one-off holidays in these years', (year) => {
    expect(workdayHolidaysOf(year)).toHaveLength(8);
  });

  it.each([
    ['2026-12-28', 'Boxing Day (Substitute day)'],
    ['2027-12-27', 'Christmas Day (Substitute day)'],
    ['2027-12-28', 'Boxing Day (Substitute day)'],
    ['2028-01-03', 'New Year’s Day (Substitute day)'],
    ['2033-12-26', 'Boxing Day'],
    ['2033-12-27', 'Christmas Day (Substitute day)'],
    ['2026-04-03', 'Good Friday'],
    ['2026-06-15', null],
  ])('%s is %s', (date, holiday) => {
    expect(calendar.holidayOn(date)).toBe(holiday);
  });

  it('a year without data is an error that names the year and the calendar, not a guess', () => {
    const ask = () => calendar.holidayOn('2036-01-01');
    expect(ask).toThrow(CalendarError);
    expect(ask).toThrow(`the calendar ${name}/2026-11 has no holidays for 2036`);
  });

  it('a one-off holiday is one more event', () => {
    const event = { title: 'State funeral', date: '2026-09-21', notes: '', bunting: false };
    expect(calendarOf('x/1', [event]).holidayOn('2026-09-21')).toBe('State funeral');
  });

  it.each(['bank-holidays/atlantis', '../packs/imi/8/identity', ''])('there is no calendar "%s"', (unknown) => {
    expect(() => readCalendar(calendars, unknown)).toThrow(CalendarError);
  });
});
