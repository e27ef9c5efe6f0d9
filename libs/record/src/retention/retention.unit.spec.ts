import { describe, expect, it } from '@jest/globals';
import { earliestDestruction } from './earliest-destruction.js';
import { latestOf } from './latest-of.js';

const timeZone = 'Europe/London';

describe('earliestDestruction', () => {
  it.each([
    ['P5Y', '2025-09-15T10:00:00Z', '2030-09-15'],
    ['P5Y', '2023-02-28T10:00:00Z', '2028-02-28'],
    ['P4Y', '2024-02-29T10:00:00Z', '2028-02-29'],
    ['P5Y', '2024-02-29T10:00:00Z', '2029-03-01'],
    ['P1Y1D', '2024-02-29T10:00:00Z', '2025-03-02'],
    ['P1M', '2025-01-31T10:00:00Z', '2025-03-01'],
    ['P1M', '2025-08-31T10:00:00Z', '2025-10-01'],
    ['P6W', '2025-01-01T10:00:00Z', '2025-02-12'],
    ['P0D', '2025-01-01T10:00:00Z', '2025-01-01'],
  ])('keeps %s from %s until %s', (keep, from, day) => {
    expect(earliestDestruction({ keep, from, timeZone })).toBe(day);
  });

  it.each([
    ['Europe/London', '2030-07-01'],
    ['UTC', '2030-06-30'],
    ['America/New_York', '2030-06-30'],
    ['Pacific/Auckland', '2030-07-01'],
  ])('counts from the day that it was in %s', (zone, day) => {
    expect(earliestDestruction({ keep: 'P5Y', from: '2025-06-30T23:30:00Z', timeZone: zone })).toBe(day);
  });

  it.each([
    ['PT5H', '2025-01-01T10:00:00Z', timeZone],
    ['-P5Y', '2025-01-01T10:00:00Z', timeZone],
    ['five years', '2025-01-01T10:00:00Z', timeZone],
    ['P5Y', '2025-01-01', timeZone],
    ['P5Y', '2025-01-01T10:00:00Z', 'Europe/Nowhere'],
  ])('refuses %s from %s in %s', (keep, from, zone) => {
    expect(() => earliestDestruction({ keep, from, timeZone: zone })).toThrow(RangeError);
  });
});

describe('latestOf', () => {
  const rule = (clause: string, keep: string, from: string) => ({ clause, keep, from, timeZone });

  it('is the rule that keeps longest, with its date', () => {
    const closed = rule('closed', 'P5Y', '2025-03-01T10:00:00Z');
    const certificate = rule('certificate', 'P5Y', '2025-06-01T10:00:00Z');
    const short = rule('short', 'P1Y', '2026-01-01T10:00:00Z');
    expect(latestOf([closed, certificate, short])).toEqual({ rule: certificate, earliest: '2030-06-01' });
  });

  it('is the first of equals', () => {
    const [one, two] = [rule('one', 'P5Y', '2025-03-01T10:00:00Z'), rule('two', 'P60M', '2025-03-01T11:00:00Z')];
    expect(latestOf([one, two])?.rule.clause).toBe('one');
  });

  it('is nothing where no rule applies', () => {
    expect(latestOf([])).toBeUndefined();
  });
});
