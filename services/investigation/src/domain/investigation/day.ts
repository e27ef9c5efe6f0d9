/** The day of an instant where the policy counts days: `2026-11-06`. */
export const dayOf = (at: string, { timeZone }: { readonly timeZone: string }): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at));
