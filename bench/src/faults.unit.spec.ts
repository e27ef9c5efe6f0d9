import { describe, expect, it } from '@jest/globals';
import { faultsOf } from './faults.js';

describe('what a run has done wrong', () => {
  const whole = { events: 10, brokenStreams: 0, dense: true };

  it('is nothing where all is there', () => expect(faultsOf('Store', 10, whole)).toEqual([]));

  it('is an event that was acknowledged and is not there', () =>
    expect(faultsOf('Store', 11, whole)).toEqual(['Store: 11 acknowledged, 10 stored']));

  it('is an event that nobody was told of', () => expect(faultsOf('Store', 9, whole)).toHaveLength(1));

  it('is a hole in a stream, and a hole in the order', () =>
    expect(faultsOf('Store', 10, { ...whole, brokenStreams: 2, dense: false })).toEqual([
      'Store: 2 streams have a hole',
      'Store: positions are not dense',
    ]));
});
