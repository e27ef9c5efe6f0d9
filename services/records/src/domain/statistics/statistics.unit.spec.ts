import { describe, expect, it } from '@jest/globals';
import { after, fileOf, noted as imi, noting as notingImi, policy as imiPolicy } from '../../testing/sample.js';
import { noted, noting, policy } from '../../testing/chester.js';
import { fold } from '@probity/decider';
import { fileDecider, type FileCommand } from '../file/decisions.js';
import type { FileEvent, CaseFile } from '../file/file.js';
import type { NotedEvent } from '../file/noted.js';
import { countedCaseOf, type CountedCase } from './counted-case.js';
import { byYear, statisticsOf } from './statistics.js';

const file = (...told: readonly NotedEvent[]): CaseFile => {
  const facts = told
    .map(noting)
    .reduce<readonly FileEvent[]>(
      (so, command) => [
        ...so,
        ...fileDecider.decide(command as FileCommand & typeof command, fold(fileDecider, so), policy),
      ],
      [],
    );
  return fold(fileDecider, facts) as CaseFile;
};
const counted = (...told: readonly NotedEvent[]) => countedCaseOf(file(...told), policy);
const breaches = (origin: string, ...clauses: readonly string[]): NotedEvent => ({
  type: 'BreachesNoted',
  data: { origin, clauses: [...clauses], actedAt: '2026-03-10T09:00:00.000Z' },
});
const { opened, desk, found, noCase, referred } = noted;

describe('what statistics know of a case', () => {
  it('is codes and numbers: year, category, level, faculty, outcome, days, and what was not kept', () => {
    const late = breaches('b1', 'UC-24.1', 'UC-18.1.4');
    expect(counted(opened, referred('airp'), found(true), late, late, breaches('b2', 'UC-24.1'))).toEqual({
      ...{ institution: 'chester', year: '2026', category: 'unacceptable-practice', level: '4', faculty: 'arts' },
      ...{ outcome: 'proven', days: 37, late: ['UC-24.1', 'UC-24.1'], otherwise: ['UC-18.1.4'] },
    });
  });

  it('is nothing until it is known to be opened', () => {
    expect(counted(found(true))).toBeUndefined();
  });

  it.each([
    ['open', [opened]],
    ['open', [opened, referred('airp')]],
    ['no-case', [opened, noCase('meeting')]],
    ['not-proven', [opened, desk(false), noCase('desk')]],
    ['proven', [opened, desk(true)]],
    ['not-proven', [opened, desk(true), found(false)]],
  ])('has the outcome %s', (outcome, told) => {
    expect(counted(...(told as readonly NotedEvent[]))).toMatchObject({ outcome });
  });

  it('says where level or faculty is not known, as of a centre', () => {
    const state = fileOf(after(...[imi.opened, imi.finding].map(notingImi)));
    expect(countedCaseOf(state, imiPolicy)).toMatchObject({
      ...{ institution: 'imi', level: 'not-known', faculty: 'not-known', category: 'malpractice', days: 39 },
    });
  });
});

const one: CountedCase = {
  ...{ institution: 'chester', year: '2026', category: 'practice', level: '5', faculty: 'arts' },
  ...{ outcome: 'proven', days: 10, late: [], otherwise: [] },
};
const cases = (count: number, more: Partial<CountedCase> = {}): readonly CountedCase[] =>
  Array.from({ length: count }, () => ({ ...one, ...more }));

describe('what cases add up to', () => {
  it('is told by category, level, faculty and outcome, with the days to the decision', () => {
    const all = [...cases(6), ...cases(5, { days: 40, level: '6', category: 'misconduct', outcome: 'not-proven' })];
    expect(statisticsOf(all, 5)).toMatchObject({
      cases: 11,
      byCategory: [
        { value: 'misconduct', count: 5 },
        { value: 'practice', count: 6 },
      ],
      byFaculty: [{ value: 'arts', count: 11 }],
      daysToDecision: { cases: 11, median: 10 },
      breachesOfTimeLimits: { count: 0, cases: 0, byClause: [] },
    });
  });

  it('is the mean of the two in the middle, where there is no middle one', () => {
    const all = [...cases(3, { days: 4 }), ...cases(3, { days: 7 })];
    expect(statisticsOf(all, 5).daysToDecision.median).toBe(5.5);
  });

  it('is nothing but that there are few, where there are', () => {
    const few = statisticsOf(cases(3, { late: ['C-1', 'C-1'] }), 5);
    expect(few).toMatchObject({ cases: '<5', byCategory: null, byLevel: null, byFaculty: null, byOutcome: null });
    expect(few.daysToDecision).toEqual({ cases: '*', median: null });
    expect(few.breachesOfTimeLimits).toEqual({ count: 6, cases: '*', byClause: [{ value: 'C-1', count: 6 }] });
    expect(statisticsOf([], 5)).toMatchObject({ cases: 0, byCategory: [], byOutcome: [] });
  });

  it('does not tell by the number decided how few are open', () => {
    const told = statisticsOf([...cases(9), ...cases(2, { outcome: 'open', days: null })], 5);
    expect(told.byOutcome).toEqual([
      { value: 'open', count: '<5' },
      { value: 'proven', count: '*' },
    ]);
    expect(told.daysToDecision).toEqual({ cases: '*', median: 10 });
  });

  it('does not tell by the number open how few are decided, nor how long those took', () => {
    const told = statisticsOf([...cases(2), ...cases(9, { outcome: 'open', days: null })], 5);
    expect(told.byOutcome).toEqual([
      { value: 'open', count: '*' },
      { value: 'proven', count: '<5' },
    ]);
    expect(told.daysToDecision).toEqual({ cases: '*', median: null });
  });

  it('says how often which time limit was not kept, and in how many cases', () => {
    const all = [...cases(6, { late: ['C-1'] }), ...cases(8), ...cases(7, { otherwise: ['C-2'] })];
    expect(statisticsOf(all, 5)).toMatchObject({
      breachesOfTimeLimits: { count: 6, cases: 6, byClause: [{ value: 'C-1', count: 6 }] },
      otherBreaches: { count: 7, cases: 7, byClause: [{ value: 'C-2', count: 7 }] },
    });
    const few = statisticsOf([...cases(9), ...cases(2, { late: ['C-1'] })], 5).breachesOfTimeLimits;
    expect(few).toEqual({ count: '<5', cases: '<5', byClause: null });
  });
});

describe('years', () => {
  const mixed = [
    ...cases(6),
    ...cases(3, { year: '2025', outcome: 'open', days: null }),
    ...cases(7, { year: '2027', level: '6' }),
  ];

  it('are told each by itself, those that had nothing left out, and nothing over them', () => {
    const told = byYear(mixed, 5);
    expect(told.map(({ year, cases: count }) => [year, count])).toEqual([
      ['2025', '<5'],
      ['2026', 6],
      ['2027', 7],
    ]);
    expect(byYear([], 5)).toEqual([]);
  });

  it('say the same of a year whichever others are asked for: subtracting tells nothing', () => {
    const all = byYear(mixed, 5);
    const years = ['2025', '2026', '2027'];
    for (const from of years)
      for (const to of years) {
        const asked = mixed.filter(({ year }) => from <= year && year <= to);
        expect(byYear(asked, 5)).toEqual(all.filter(({ year }) => from <= year && year <= to));
      }
  });

  it('do not say how long any one case took: one that took longest changes nothing that is told', () => {
    const [told, longer] = [10, 400].map((days) => byYear([...cases(8), ...cases(1, { days })], 5));
    expect(longer).toEqual(told);
  });
});
