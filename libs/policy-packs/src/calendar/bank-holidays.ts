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
  /**
   * @param date `2026-12-25`
   * @returns the holiday's name, or null on a day that is none
   * @throws CalendarError where the calendar has no data for that year
   */
  holidayOn(date: string): string | null;
}

export class CalendarError extends Error {
  override readonly name = 'CalendarError';
}

/** @throws CalendarError where there is no such calendar; ZodError where its file has another shape */
export function readCalendar(directories: string | readonly string[], name: string): HolidayCalendar {
  const file = [directories]
    .flat()
    .map((directory) => join(directory, `${name}.json`))
    .find(existsSync);
  if (!/^[a-z-]+(\/[a-z-]+)*$/.test(name) || file === undefined)
    throw new CalendarError(`there is no calendar ${name}`);
  const { version, events } = published.parse(JSON.parse(readFileSync(file, 'utf8')));
  return calendarOf(`${name}/${version}`, events);
}

export function calendarOf(
  name: string,
  events: readonly { readonly title: string; readonly date: string; readonly notes: string }[],
): HolidayCalendar {
  const titles = new Map(events.map(({ date, title, notes }) => [date, notes === '' ? title : `${title} (${notes})`]));
  const years = new Set(events.map(({ date }) => date.slice(0, 4)));
  return {
    name,
    holidayOn(date) {
      const year = date.slice(0, 4);
      if (!years.has(year)) throw new CalendarError(`the calendar ${name} has no holidays for ${year}`);
      return titles.get(date) ?? null;
    },
  };
}
