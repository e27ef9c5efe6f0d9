import { describe, expect, it } from '@jest/globals';
import { median, percentile } from './stats.js';

describe('figures from many measurements', () => {
  it('takes the nearest rank, whatever the order', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('sorts numbers as numbers', () => expect(percentile([9, 10, 100], 1)).toBe(100));

  it('takes the middle of an odd number of values, and the mean of the middle two of an even number', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([1, 5])).toBe(3);
    expect(median([6])).toBe(6);
  });

  it('refuses to make a figure of nothing', () => expect(() => median([])).toThrow(RangeError));
});
