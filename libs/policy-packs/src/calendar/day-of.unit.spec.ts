import { expect, it } from '@jest/globals';
import { dayOf } from './day-of.js';

it.each([
  ['2026-06-30T22:59:59.999Z', 'Europe/London', '2026-06-30'],
  ['2026-06-30T23:00:00.000Z', 'Europe/London', '2026-07-01'],
  ['2026-12-31T23:30:00.000Z', 'Europe/London', '2026-12-31'],
  ['2026-01-05T00:30:00.000Z', 'UTC', '2026-01-05'],
])('%s is, in %s, on %s', (at, timeZone, day) => expect(dayOf(at, { timeZone })).toBe(day));
