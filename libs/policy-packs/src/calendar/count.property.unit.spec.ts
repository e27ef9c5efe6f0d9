import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { holdsForAll, type Random } from '../testing/seeded.js';
import { readCalendar } from './bank-holidays.js';
import { count, isElapsed, isKept, type Period } from './count.js';

const directory = join(import.meta.dirname, '../../calendars');
const nations = ['england-and-wales', 'scotland', 'northern-ireland'] as const;
const calendars = Object.fromEntries(
  nations.map((nation) => [nation, readCalendar(directory, `bank-holidays/${nation}`)]),
);
const zones = [
  'Europe/London',
  'Europe/London',
  'Europe/London',
  'UTC',
  'America/New_York',
  'Pacific/Auckland',
] as const;

interface Case {
  readonly period: Period;
  readonly anchor: string;
  readonly zone: (typeof zones)[number];
  readonly nation: (typeof nations)[number];
}

const most = { 'working-days': 60, days: 200, weeks: 60, months: 30, years: 5, hours: 400, minutes: 4000 } as const;
const dayUnits = ['working-days', 'working-days', 'days', 'weeks', 'months', 'years'] as const;
const directions = ['within', 'at-least-before', 'not-before'] as const;

/** From 2018 to 2022, so that five years either way have data; to the millisecond. */
const anyInstant = (random: Random) =>
  new Date(random.whole(Date.UTC(2018, 0, 1), Date.UTC(2022, 11, 31))).toISOString();

function anyCase(units: readonly [Period['unit'], ...Period['unit'][]], more: Partial<Period> = {}) {
  return (random: Random): Case => {
    const unit = random.oneOf(units);
    const amount = random.whole(1, most[unit]);
    const direction = random.oneOf(directions);
    const clearDays = unit !== 'hours' && unit !== 'minutes' && random.oneOf([true, false, false]);
    const period = { amount, unit, direction, anchor: 'day of receipt', clearDays, ...more };
    return { period, anchor: anyInstant(random), zone: random.oneOf(zones), nation: random.oneOf(nations) };
  };
}

const counting = ({ period, anchor, zone, nation }: Case) => count(period, anchor, zone, calendarOf(nation));

function calendarOf(nation: string) {
  const calendar = calendars[nation];
  if (!calendar) throw new Error(nation);
  return calendar;
}

const plus = (date: string, days: number) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

const isWorked = (date: string, nation: string) =>
  new Date(date).getUTCDay() % 6 !== 0 && calendarOf(nation).holidayOn(date) === null;

const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
const clocks = new Map(
  zones.map((timeZone) => {
    const seconds = { second: '2-digit', fractionalSecondDigits: 3 } as const;
    return [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, ...digits, ...seconds })];
  }),
);

/** `2026-11-06 23:59:59,999` */
const localTime = (instant: string, timeZone: (typeof zones)[number]) =>
  clocks.get(timeZone)?.format(new Date(instant)) ?? '';

const moved = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString();

describe('the days of a count', () => {
  it('are numbered 1 to the amount, in order, and none is left out', () => {
    holdsForAll(anyCase(dayUnits), (one) => {
      const { counted, date } = counting(one);
      const { amount, anchor, clearDays } = one.period;
      const numbers = counted.flatMap(({ number }) => number ?? []);
      expect(numbers.join()).toBe(Array.from({ length: amount }, (_, i) => i + 1).join());
      expect(counted[0]).toMatchObject({ number: null, skipped: anchor });
      expect(counted.at(-1)).toMatchObject(clearDays ? { date, skipped: 'closing day' } : { date, number: amount });
      expect(counted.some(({ number, skipped }) => (number === null) === (skipped === null))).toBe(false);
    });
  });

  it('of days and working days follow each other', () => {
    holdsForAll(anyCase(['days', 'working-days']), (one) => {
      const { counted } = counting(one);
      const step = one.period.direction === 'at-least-before' ? -1 : 1;
      const [first] = counted;
      const following = counted.map((_, i) => plus(first?.date ?? '', step * i));
      expect(counted.map(({ date }) => date).join()).toBe(following.join());
    });
  });

  it('that count are worked, and those skipped are not', () => {
    holdsForAll(anyCase(['working-days']), (one) => {
      const { counted } = counting(one);
      const later = counted.slice(1);
      const taken = later.filter(({ number, skipped }) => number !== null || skipped === 'closing day');
      const worked = later.filter(({ date }) => isWorked(date, one.nation));
      expect(taken.map(({ date }) => date).join()).toBe(worked.map(({ date }) => date).join());
    });
  });

  it('begin with the day of the anchor in the time zone', () => {
    holdsForAll(anyCase(dayUnits), (one) => {
      expect(counting(one).counted[0]?.date).toBe(localTime(one.anchor, one.zone).slice(0, 10));
    });
  });
});

describe('there and back', () => {
  /** The day itself where it is worked, or else the nearest before it, or after it. */
  const worked = (date: string, nation: string, step: 1 | -1): string =>
    isWorked(date, nation) ? date : worked(plus(date, step), nation, step);

  it.each([
    ['within', 'at-least-before', -1],
    ['at-least-before', 'within', 1],
  ] as const)(
    'working days %s and then %s come to the day begun on, or the worked day next to it',
    (go, back, step) => {
      holdsForAll(anyCase(['working-days'], { direction: go, clearDays: false }), (one) => {
        const there = counting(one);
        const noon = { ...one, zone: 'UTC' as const, anchor: `${there.date}T12:00:00Z` };
        const again = counting({ ...noon, period: { ...one.period, direction: back } });
        const begun = there.counted[0]?.date ?? '';
        expect(again.date).toBe(worked(begun, one.nation, step));
      });
    },
  );

  it.each([
    ['days', 'within', 'at-least-before'],
    ['weeks', 'within', 'at-least-before'],
    ['days', 'at-least-before', 'not-before'],
  ] as const)('%s %s and then %s come to the day begun on, also with clear days', (unit, go, back) => {
    holdsForAll(anyCase([unit], { direction: go }), (one) => {
      const there = counting(one);
      const noon = { ...one, zone: 'UTC' as const, anchor: `${there.date}T12:00:00Z` };
      const again = counting({ ...noon, period: { ...one.period, direction: back } });
      expect(again.date).toBe(there.counted[0]?.date);
    });
  });
});

describe('the end', () => {
  it('is later, or earlier where it is counted back, for each one more', () => {
    holdsForAll(anyCase([...dayUnits, 'hours', 'minutes']), (one) => {
      const more = { ...one, period: { ...one.period, amount: one.period.amount + 1 } };
      const difference = Date.parse(counting(more).endsAt) - Date.parse(counting(one).endsAt);
      expect(Math.sign(difference)).toBe(one.period.direction === 'at-least-before' ? -1 : 1);
    });
  });

  it('is never earlier for a later anchor', () => {
    const withLater = (random: Random) => {
      const one = anyCase([...dayUnits, 'hours', 'minutes'])(random);
      return { one, later: moved(one.anchor, random.whole(1, random.oneOf([1000, 86_400_000, 864_000_000]))) };
    };
    holdsForAll(withLater, ({ one, later }) => {
      const [first, second] = [one.anchor, later].map((anchor) => Date.parse(counting({ ...one, anchor }).endsAt));
      expect(second).toBeGreaterThanOrEqual(first ?? Number.NaN);
    });
  });

  it('is the last millisecond of its day, or the first of what must wait, in the time zone', () => {
    holdsForAll(anyCase(dayUnits), (one) => {
      const { date, endsAt } = counting(one);
      const time = one.period.direction === 'not-before' ? '00:00:00,000' : '23:59:59,999';
      expect(localTime(endsAt, one.zone)).toBe(`${date} ${time}`);
    });
  });

  it('of hours and minutes is so many of them away, whatever the clock does', () => {
    holdsForAll(anyCase(['hours', 'minutes']), (one) => {
      const { amount, unit, direction } = one.period;
      const away = amount * (unit === 'hours' ? 3_600_000 : 60_000) * (direction === 'at-least-before' ? -1 : 1);
      const { endsAt, counted } = counting(one);
      expect([Date.parse(endsAt) - Date.parse(one.anchor), counted]).toEqual([away, []]);
      expect(isElapsed(one.period)).toBe(true);
    });
  });

  it('is where what is kept changes to what is not', () => {
    holdsForAll(anyCase([...dayUnits, 'hours', 'minutes']), (one) => {
      const counted = counting(one);
      const kept = [-86_400_000, -1, 0, 1, 86_400_000].map((by) =>
        isKept(one.period, counted, moved(counted.endsAt, by)),
      );
      const waits = one.period.direction === 'not-before';
      expect(kept).toEqual(waits ? [false, false, true, true, true] : [true, true, true, false, false]);
    });
  });

  it('does not hang on how the anchor is written', () => {
    holdsForAll(anyCase([...dayUnits, 'hours']), (one) => {
      const inIndia = `${moved(one.anchor, 19_800_000).slice(0, -1)}+05:30`;
      expect(counting({ ...one, anchor: inIndia }).endsAt).toBe(counting(one).endsAt);
    });
  });
});
