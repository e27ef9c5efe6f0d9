import { describe, expect, it } from '@jest/globals';
import type { Clause } from '../policy.js';
import type { Citation } from './citations.js';
import { conformance, type JestRun } from './report.js';

const clause = (id: string, force = 'must'): Clause => ({
  id,
  force,
  requirement: 'White is worn',
  kind: 'eligibility',
  service: 'courtside',
  parameters: '',
});
const rule = (id: string): Citation => ({ clause: id, place: `acts/a.yaml:9 ${id}-rule`, isActsOwn: false });
const act = (id: string): Citation => ({ clause: id, place: `acts/a.yaml:3 ${id}-act`, isActsOwn: true });
const run = (...tests: readonly (readonly [fullName: string, status?: string])[]): JestRun => ({
  testResults: [{ assertionResults: tests.map(([fullName, status = 'passed']) => ({ fullName, status })) }],
});
const of = (clauses: readonly Clause[], citations: readonly Citation[], tests: JestRun) =>
  conformance(clauses, citations, tests, 'TC/');

describe('a clause is held', () => {
  const held = (citations: readonly Citation[], tests: JestRun) => of([clause('TC/1')], citations, tests).held;

  it.each([
    ['by a rule and a passed test', [rule('TC/1')], run(['white [TC/1]']), 1],
    ['by an act and a passed test', [act('TC/1')], run(['white [TC/1]']), 1],
    ['by one of the two tests that name it', [rule('TC/1')], run(['a [TC/1]', 'failed'], ['b [TC/2] [TC/1]']), 1],
    ['not without a test', [rule('TC/1')], run(['white']), 0],
    ['not by a test that failed', [rule('TC/1')], run(['white [TC/1]', 'failed']), 0],
    ['not by a test that was skipped', [rule('TC/1')], run(['white [TC/1]', 'pending']), 0],
    ['not by a test alone', [], run(['white [TC/1]']), 0],
    ['not by the rule of another, though its name begins alike', [rule('TC/10')], run(['white [TC/1]']), 0],
  ])('%s', (_, citations, tests, expected) => {
    expect(held(citations, tests)).toBe(expected);
  });
});

describe('the report', () => {
  const report = of(
    [clause('TC/1'), clause('TC/2'), clause('TC/3'), clause('TC/4'), clause('TC/5', 'guidance')],
    [act('TC/1'), act('TC/1'), act('TC/2'), rule('TC/2'), rule('TC/3'), act('TC/4'), act('TC/5')],
    run(['one [TC/1] [TC/2]'], ['two [TC/3] [TC/5]'], ['of another [UL/1] [TC/9]'], ['again [TC/9]']),
  );

  it('lists every operational clause with its rules and tests, and no guidance', () => {
    expect(report.clauses.map(({ clause: id }) => id)).toEqual(['TC/1', 'TC/2', 'TC/3', 'TC/4']);
    expect(report.clauses[1]).toEqual({
      clause: 'TC/2',
      rules: ['acts/a.yaml:3 TC/2-act', 'acts/a.yaml:9 TC/2-rule'],
      tests: ['one [TC/1] [TC/2]'],
      byActAlone: false,
    });
  });

  it('counts those that are held by nothing but the list of an act', () => {
    expect([report.held, report.heldByActAlone]).toEqual([3, 1]);
    expect(report.clauses.filter(({ byActAlone }) => byActAlone).map(({ clause: id }) => id)).toEqual(['TC/1', 'TC/4']);
  });

  it('names, once, what its tests name and the catalogue does not have', () => {
    expect(report.unknown).toEqual(['TC/9']);
  });
});
