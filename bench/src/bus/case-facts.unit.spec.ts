import { describe, expect, it } from '@jest/globals';
import { STREAM_LENGTH } from '../facts.js';
import { caseFacts } from './case-facts.js';

describe('facts of many cases', () => {
  const rounds = [...caseFacts(100 * STREAM_LENGTH + 200 * STREAM_LENGTH)];
  const cases = (facts: (typeof rounds)[number] = []) => facts.map(({ envelope }) => envelope.case);

  it('are as many as asked for, each case with all of its own', () => {
    const byCase = Map.groupBy(rounds.flat(), ({ envelope }) => envelope.case);
    expect(byCase.size).toBe(300);
    expect(new Set([...byCase.values()].map((own) => own.length))).toEqual(new Set([STREAM_LENGTH]));
    expect(new Set(rounds.flat().map(({ envelope }) => envelope.id)).size).toBe(300 * STREAM_LENGTH);
  });

  it('take turns: no two in a row are of one case', () => {
    expect(new Set(cases(rounds[0])).size).toBe(200);
    expect(cases(rounds[1])).toEqual(cases(rounds[0]));
  });
});
