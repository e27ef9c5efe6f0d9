import type { Policy } from '@probity/policy-packs';

/** The day of an instant where the institution is: `2026-11-20`. */
export const dayOf = (instant: string, { timeZone }: Pick<Policy, 'timeZone'>): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
