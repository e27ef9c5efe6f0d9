import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankHolidaysByLaw, isWeekend, type Nation } from '../testing/bank-holidays-by-law.js';
import { CalendarError, calendarOf, readCalendar } from './bank-holidays.js';

const calendars = join(import.meta.dirname, '../../calendars');

interface Event {
  readonly title: string;
  readonly date: string;
  readonly notes: string;
}

const sources = [
  { nation: 'england-and-wales', region: 'ENG', last: 2035, usual: 8 },
  { nation: 'scotland', region: 'SCT', last: 2028, usual: 9 },
  { nation: 'northern-ireland', region: 'NIR', last: 2028, usual: 10 },
] as const;

const nations = sources.map((source) => {
  const name = `bank-holidays/${source.nation}`;
  const data = JSON.parse(readFileSync(join(calendars, `${name}.json`), 'utf8')) as {
    division: string;
    events: Event[];
  };
  const years = Array.from({ length: source.last - 2011 }, (_, i) => 2012 + i);
  return { ...source, name, ...data, years, calendar: readCalendar(calendars, name) };
});

/** Where the other source is wrong, and by what ours is right. */
const differences: Readonly<Record<string, { readonly not: string; readonly but: string; readonly why: string }>> = {
  'england-and-wales 2012': {
    not: '2012-05-28',
    but: '2012-06-04',
    why: 'the Spring bank holiday moved to the jubilee',
  },
  'scotland 2012': { not: '2012-05-28', but: '2012-06-04', why: 'the Spring bank holiday moved to the jubilee' },
  'northern-ireland 2012': {
    not: '2012-05-28',
    but: '2012-06-04',
    why: 'the Spring bank holiday moved to the jubilee',
  },
  'scotland 2026': { not: '', but: '2026-06-15', why: 'proclaimed on 3 February 2026, after its release' },
};

/** Beside the usual ones of the nation. */
const oneOffs: Readonly<Record<number, readonly [Nation | 'all', number]>> = {
  2012: ['all', 1],
  2022: ['all', 2],
  2023: ['all', 1],
  2026: ['scotland', 1],
};

describe.each(nations)(
  'the bank holidays of $nation',
  ({ nation, region, name, last, usual, division, events, years, calendar }) => {
    const daysOf = (year: number) =>
      Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, i + 1)).toISOString().slice(0, 10)).filter(
        (day) => day.startsWith(`${year}`) && calendar.holidayOn(day) !== null,
      );

    it.each(years)('%i: as the law has them', (year) => {
      expect(daysOf(year)).toEqual(bankHolidaysByLaw(nation, year));
    });

    it.each(years)('%i: as another source has them, but for the differences that are known', (year) => {
      const { not, but } = differences[`${nation} ${year}`] ?? {};
      const theirs = new Holidays('GB', region).getHolidays(year).filter(({ type }) => type === 'public');
      const dates = new Set(theirs.map(({ date }) => date.slice(0, 10)).filter((date) => !isWeekend(date)));
      expect([not ? dates.has(not) : true, but ? dates.has(but) : false]).toEqual([true, false]);
      const mended = [...dates].filter((date) => date !== not).concat(but ?? []);
      expect(daysOf(year)).toEqual(mended.sort());
    });

    it.each(years)('%i: as many as are usual, and the one-off days', (year) => {
      const [where, more] = oneOffs[year] ?? ['all', 0];
      expect(daysOf(year)).toHaveLength(usual + (where === 'all' || where === nation ? more : 0));
    });

    it('are of that division, in order, each day once, and on weekdays', () => {
      const dates = events.map(({ date }) => date);
      expect(division).toBe(nation);
      expect(dates).toEqual([...new Set(dates)].sort());
      expect(dates.filter(isWeekend)).toEqual([]);
    });

    it('say Substitute day where, and only where, the day itself falls at the weekend', () => {
      const ownDay: Readonly<Record<string, string>> = {
        'New Year’s Day': '01-01',
        '2nd January': '01-02',
        'St Patrick’s Day': '03-17',
        'Battle of the Boyne (Orangemen’s Day)': '07-12',
        'St Andrew’s Day': '11-30',
        'Christmas Day': '12-25',
        'Boxing Day': '12-26',
      };
      const fixed = events.filter(({ title }) => ownDay[title]);
      // In 2023 what stood for New Year's Day in Scotland was published as 2 January, and 3 January for 2 January.
      const told = fixed.filter(({ date }) => !(nation === 'scotland' && date.startsWith('2023-01')));
      const expected = told.map(({ title, date }) => {
        const own = `${date.slice(0, 4)}-${ownDay[title]}`;
        return { date, notes: isWeekend(own) ? 'Substitute day' : '' };
      });
      expect(told.map(({ date, notes }) => ({ date, notes }))).toEqual(expected);
      const onTheDay = told.filter(({ notes }) => notes === '');
      expect(onTheDay.map(({ date }) => date.slice(5))).toEqual(onTheDay.map(({ title }) => ownDay[title]));
      expect(fixed.length).toBeGreaterThan(50);
    });

    it.each([2011, last + 1])(
      '%i, without data, is an error that names the year and the calendar, not a guess',
      (year) => {
        const ask = () => calendar.holidayOn(`${year}-07-01`);
        expect(ask).toThrow(CalendarError);
        expect(ask).toThrow(`the calendar ${name}/2026-11 has no holidays for ${year}`);
      },
    );
  },
);

describe('as published', () => {
  it.each([
    ['england-and-wales', '2012-05-28', null],
    ['england-and-wales', '2020-05-04', null],
    ['northern-ireland', '2022-06-02', 'Spring bank holiday'],
    ['england-and-wales', '2022-05-30', null],
    ['scotland', '2026-06-15', 'World Cup bank holiday'],
    ['england-and-wales', '2026-06-15', null],
    ['northern-ireland', '2026-06-15', null],
    ['england-and-wales', '2026-04-03', 'Good Friday'],
    ['england-and-wales', '2026-12-28', 'Boxing Day (Substitute day)'],
    ['england-and-wales', '2027-12-27', 'Christmas Day (Substitute day)'],
    ['england-and-wales', '2027-12-28', 'Boxing Day (Substitute day)'],
    ['england-and-wales', '2028-01-03', 'New Year’s Day (Substitute day)'],
    ['england-and-wales', '2033-12-26', 'Boxing Day'],
    ['england-and-wales', '2033-12-27', 'Christmas Day (Substitute day)'],
    ['northern-ireland', '2026-03-17', 'St Patrick’s Day'],
    ['northern-ireland', '2024-03-18', 'St Patrick’s Day (Substitute day)'],
    ['northern-ireland', '2026-07-13', 'Battle of the Boyne (Orangemen’s Day) (Substitute day)'],
    ['northern-ireland', '2027-07-12', 'Battle of the Boyne (Orangemen’s Day)'],
    ['england-and-wales', '2026-03-17', null],
    ['england-and-wales', '2026-07-13', null],
    ['scotland', '2026-01-02', '2nd January'],
    ['northern-ireland', '2026-01-02', null],
    ['scotland', '2017-01-03', 'New Year’s Day (Substitute day)'],
    ['scotland', '2022-01-04', '2nd January (Substitute day)'],
    ['scotland', '2026-04-06', null],
    ['northern-ireland', '2026-04-06', 'Easter Monday'],
    ['scotland', '2026-08-03', 'Summer bank holiday'],
    ['scotland', '2026-08-31', null],
    ['scotland', '2023-11-30', 'St Andrew’s Day'],
    ['northern-ireland', '2023-11-30', null],
    ['scotland', '2024-12-02', 'St Andrew’s Day (Substitute day)'],
  ])('%s %s is %s', (nation, date, holiday) => {
    expect(readCalendar(calendars, `bank-holidays/${nation}`).holidayOn(date)).toBe(holiday);
  });
});

describe.each(nations)('one-off days, in $nation', ({ calendar }) => {
  it.each([
    ['2012-06-05', 'Queen’s Diamond Jubilee (Extra bank holiday)'],
    ['2020-05-08', 'Early May bank holiday (VE day)'],
    ['2022-06-03', 'Platinum Jubilee bank holiday'],
    ['2022-09-19', 'Bank Holiday for the State Funeral of Queen Elizabeth II'],
    ['2023-05-08', 'Bank holiday for the coronation of King Charles III'],
  ])('%s is %s', (date, holiday) => {
    expect(calendar.holidayOn(date)).toBe(holiday);
  });
});

describe('a calendar', () => {
  it('has a one-off holiday as one more event', () => {
    const event = { title: 'State funeral', date: '2026-09-21', notes: '', bunting: false };
    expect(calendarOf('x/1', [event]).holidayOn('2026-09-21')).toBe('State funeral');
  });

  it.each(['bank-holidays/atlantis', '../packs/imi/8/identity', ''])('"%s" is none', (unknown) => {
    expect(() => readCalendar(calendars, unknown)).toThrow(CalendarError);
  });
});
