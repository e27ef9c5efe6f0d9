/** The day that it is at an instant, `YYYY-MM-DD`, where the policy counts days. */
export const dayOf = (at: string, { timeZone }: { readonly timeZone: string }): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
