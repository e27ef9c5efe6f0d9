import { Temporal } from 'temporal-polyfill';

/** The day that it is at an instant, `YYYY-MM-DD`, where the policy counts days. */
export const dayOf = (at: string, { timeZone }: { readonly timeZone: string }): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));

/** The instant at which that day begins there; RFC 3339. */
export const startOf = (day: string, { timeZone }: { readonly timeZone: string }): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString();
