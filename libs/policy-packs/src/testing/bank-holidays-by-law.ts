export type Nation = 'england-and-wales' | 'scotland' | 'northern-ireland';

/** Proclaimed under section 1 of the Act for one year: days moved, and days added. */
const proclaimed: Readonly<
  Record<number, { readonly moved?: readonly [string, string]; readonly added?: string; readonly in?: Nation }>
> = {
  2012: { moved: ['2012-05-28', '2012-06-04'], added: '2012-06-05' },
  2020: { moved: ['2020-05-04', '2020-05-08'] },
  2022: { moved: ['2022-05-30', '2022-06-02'], added: '2022-06-03' },
  2023: { added: '2023-05-08' },
  2026: { added: '2026-06-15', in: 'scotland' },
};
const stateFuneral = '2022-09-19';

/**
 * The days of a year that are no working days, weekends aside, in order: common law, schedule 1 to the Banking and Financial
 * Dealings Act 1971, and the proclamations that are made each year: New Year's Day, the first Monday in May, and a weekday
 * for whatever falls at the weekend. The Act itself has the rest.
 */
export function bankHolidaysByLaw(nation: Nation, year: number): readonly string[] {
  const { moved, added, in: only = nation } = proclaimed[year] ?? {};
  const taken = new Set(movable(nation, year));
  for (const day of fixed[nation]) taken.add(nextFree(`${year}-${day}`, taken));
  if (moved) {
    taken.delete(moved[0]);
    taken.add(moved[1]);
  }
  if (added && only === nation) taken.add(added);
  if (year === 2022) taken.add(stateFuneral);
  return [...taken].sort();
}

const fixed: Readonly<Record<Nation, readonly string[]>> = {
  'england-and-wales': ['01-01', '12-25', '12-26'],
  scotland: ['01-01', '01-02', '11-30', '12-25', '12-26'],
  'northern-ireland': ['01-01', '03-17', '07-12', '12-25', '12-26'],
};

function movable(nation: Nation, year: number): readonly string[] {
  const easter = easterSunday(year);
  const isScotland = nation === 'scotland';
  return [
    plus(easter, -2),
    ...(isScotland ? [] : [plus(easter, 1)]),
    mondayFrom(`${year}-05-01`),
    plus(mondayFrom(`${year}-06-01`), -7),
    isScotland ? mondayFrom(`${year}-08-01`) : plus(mondayFrom(`${year}-09-01`), -7),
  ];
}

function nextFree(day: string, taken: ReadonlySet<string>): string {
  return isWeekend(day) || taken.has(day) ? nextFree(plus(day, 1), taken) : day;
}

export const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0;

const mondayFrom = (day: string): string => (new Date(day).getUTCDay() === 1 ? day : mondayFrom(plus(day, 1)));

function plus(day: string, days: number): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The full moon of the tables in schedule 1 to the Calendar (New Style) Act 1750, and the Sunday after it; for 1900 to 2199. */
function easterSunday(year: number): string {
  const epact = (24 + 19 * (year % 19)) % 30;
  const moon = epact - (epact === 29 || (epact === 28 && year % 19 > 10) ? 1 : 0);
  const fullMoon = plus(`${year}-03-21`, moon);
  return plus(fullMoon, 7 - new Date(fullMoon).getUTCDay());
}
