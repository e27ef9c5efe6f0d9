import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The shape in which GOV.UK publishes them (gov.uk/bank-holidays.json), one division, with a version of the data. */
const published = z.strictObject({
  division: z.string(),
  version: z.string(),
  events: z.array(z.strictObject({ title: z.string(), date: z.iso.date(), notes: z.string(), bunting: z.boolean() })),
});

export interface HolidayCalendar {
  /** `bank-holidays/england-and-wales/2026-11`. */
  readonly name: string;
  /** Those whose holidays it has, in order. */
  readonly years: readonly string[];
  /**
   * @param date `2026-12-25`
   * @returns the holiday's name, or null on a day that is none
   * @throws CalendarError where the calendar has no data for that year
   */
  holidayOn(date: string): string | null;
}

export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  constructor(
    message: string,
    /** Those that it has, in words; '' where there is no calendar. */
    readonly years = '',
  ) {
    super(message);
  }
}

/** @throws CalendarError where there is no such calendar; ZodError where its file has another shape */
export function readCalendar(directories: string | readonly string[], name: string): HolidayCalendar {
  const file = [directories]
    .flat()
    .map((directory) => join(directory, `${name}.json`))
    .find(existsSync);
  if (!/^[a-z-]+(\/[a-z-]+)*$/.test(name) || file === undefined)
    throw new CalendarError(`there is no calendar ${name}${whereSought(directories, name)}`);
  const { version, events } = published.parse(JSON.parse(readFileSync(file, 'utf8')));
  return calendarOf(`${name}/${version}`, events);
}

const whereSought = (directories: string | readonly string[], name: string): string => {
  const files = [...new Set([directories].flat().map((directory) => join(directory, `${name}.json`)))];
  return `: ${files.join(' and ')} ${files.length === 1 ? 'is' : 'are'} not there`;
};

/** `2012 to 2028`, `2012 to 2014, 2016`. */
export function yearsInWords(years: readonly string[]): string {
  const runs: { first: number; last: number }[] = [];
  for (const year of years.map(Number)) {
    const run = runs.at(-1);
    if (run?.last === year - 1) run.last = year;
    else runs.push({ first: year, last: year });
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`)).join(', ');
}

export function calendarOf(
  name: string,
  events: readonly { readonly title: string; readonly date: string; readonly notes: string }[],
): HolidayCalendar {
  const titles = new Map(events.map(({ date, title, notes }) => [date, notes === '' ? title : `${title} (${notes})`]));
  const years = new Set(events.map(({ date }) => date.slice(0, 4)));
  const inOrder = [...years].sort();
  return {
    name,
    years: inOrder,
    holidayOn(date) {
      const year = date.slice(0, 4);
      if (!years.has(year))
        throw new CalendarError(`the calendar ${name} has no holidays for ${year}`, yearsInWords(inOrder));
      return titles.get(date) ?? null;
    },
  };
}
