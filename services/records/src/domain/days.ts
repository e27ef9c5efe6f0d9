/** The day, `YYYY-MM-DD`, that it is then in the zone. */
export const dateIn = (timeZone: string, at: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
