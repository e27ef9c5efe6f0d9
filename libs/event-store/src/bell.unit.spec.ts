import { describe, expect, it } from '@jest/globals';
import { Bells } from './bell.js';

describe('bells', () => {
  it('ring for what is followed, for whoever follows everything, and all of them where it is not known', () => {
    const bells = new Bells();
    const [reports, hearings, everything] = [bells.hang(['report', 'case']), bells.hang(['hearing']), bells.hang()];
    const rung = (): readonly number[] => [reports, hearings, everything].map((bell) => bell.rung);
    bells.ring(['case', 'appeal']);
    expect(rung()).toEqual([1, 0, 1]);
    bells.ring();
    expect(rung()).toEqual([2, 1, 2]);
    bells.takeDown(everything);
    bells.ring(['hearing']);
    expect(rung()).toEqual([2, 2, 2]);
  });
});
