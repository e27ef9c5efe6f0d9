import { describe, expect, it } from '@jest/globals';
import type { Clause } from '../policy.js';
import type { Citation } from './citations.js';
import { conformance, type Findings, type JestRun } from './report.js';

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
const duty = (id: string): Citation => ({
  clause: id,
  place: `enforced-by-system.yaml:3 ${id}-duty`,
  isActsOwn: false,
});

type Result = readonly [title: string, status?: string, suite?: string];
const run = (...tests: readonly Result[]): JestRun => ({
  testResults: [
    {
      name: '/home/club/test/court/white.e2e.spec.ts',
      assertionResults: tests.map(([title, status = 'passed', suite = 'club 1']) => ({
        title,
        fullName: `${suite} ${title}`,
        status,
      })),
    },
  ],
});
const of = (findings: Partial<Findings>) =>
  conformance({
    clauses: [clause('TC/1')],
    citations: [rule('TC/1')],
    system: [],
    run: run(),
    suite: 'club 1',
    proved: {},
    prefix: 'TC/',
    ...findings,
  });
const proved = { 'TC/1': ['white [TC/1]'] };

describe('a clause is held', () => {
  it.each<[string, number, Partial<Findings>]>([
    ['by a rule and a test that passed and rests on it', 1, { proved, run: run(['white [TC/1]']) }],
    ['by an act and such a test', 1, { proved, citations: [act('TC/1')], run: run(['white [TC/1]']) }],
    [
      'by one of two such tests',
      1,
      { proved: { 'TC/1': ['black [TC/1]', 'white [TC/1]'] }, run: run(['white [TC/1]']) },
    ],
    ['not by a test that is not proved', 0, { run: run(['white [TC/1]']) }],
    [
      'not by a test that is proved for another',
      0,
      { proved: { 'TC/2': ['white [TC/1]'] }, run: run(['white [TC/1]']) },
    ],
    ['not by a test that failed', 0, { proved, run: run(['white [TC/1]', 'failed']) }],
    ['not by a test that was skipped', 0, { proved, run: run(['white [TC/1]', 'pending']) }],
    ['not by a test that was not run', 0, { proved }],
    ['not by a test of another suite', 0, { proved, run: run(['white [TC/1]', 'passed', 'club 2']) }],
    ['not by a test alone', 0, { proved, citations: [], run: run(['white [TC/1]']) }],
    [
      'not by the rule of another that begins alike',
      0,
      { proved, citations: [rule('TC/10')], run: run(['white [TC/1]']) },
    ],
  ])('%s', (_, held, findings) => {
    expect(of(findings).held).toBe(held);
  });
});

describe('a clause is held by the system', () => {
  const system = (...tests: readonly string[]): Partial<Findings> => ({
    citations: [duty('TC/1')],
    system: [{ clauses: ['TC/1'], tests }],
    run: run(['is shut'], ['is told [TC/1] [TC/2]'], ['is open', 'failed']),
  });

  it.each<[string, number, Partial<Findings>]>([
    ['by a test that it names with its file, and that passed', 1, system('test/court/white.e2e.spec.ts is shut')],
    ['by the whole name of one', 1, system('court/white.e2e.spec.ts club 1 is shut')],
    ['by one whose clauses it does not tell', 1, system('court/white.e2e.spec.ts is told')],
    ['not by one that failed', 0, system('test/court/white.e2e.spec.ts is open')],
    ['not by one that is not there', 0, system('test/court/white.e2e.spec.ts is sh')],
    ['not by one of another file', 0, system('test/court/black.e2e.spec.ts is shut')],
    ['not by the title alone', 0, system('is shut')],
    ['not by what is promised', 0, system('not yet: is shut')],
    ['not where one of two is not there', 0, system('test/court/white.e2e.spec.ts is shut', 'not yet: is open')],
    [
      'not where its row is of another',
      0,
      { ...system(), system: [{ clauses: ['TC/2'], tests: ['test/court/white.e2e.spec.ts is shut'] }] },
    ],
  ])('%s', (_, held, findings) => {
    const report = of(findings);
    expect([report.held, report.heldBySystem]).toEqual([held, held]);
  });

  it('and the test for its entry is no test of a rule', () => {
    expect(of({ ...system('not yet: later'), proved, run: run(['white [TC/1]']) }).held).toBe(0);
  });
});

describe('the report', () => {
  const report = of({
    clauses: [clause('TC/1'), clause('TC/2'), clause('TC/3'), clause('TC/4', 'may'), clause('TC/5', 'guidance')],
    citations: [act('TC/1'), act('TC/1'), act('TC/2'), rule('TC/2'), rule('TC/5')],
    proved: { 'TC/1': ['one [TC/1] [TC/2]'], 'TC/2': ['one [TC/1] [TC/2]', 'two [TC/2]'] },
    run: run(
      ['one [TC/1] [TC/2]'],
      ['two [TC/2]', 'failed'],
      ['three [TC/2] [TC/5]'],
      ['of another [UL/1] [TC/9]'],
      ['again [TC/9]'],
    ),
  });

  it('lists every operational clause with its rules and tests, and no guidance', () => {
    expect(report.clauses.map(({ clause: id }) => id)).toEqual(['TC/1', 'TC/2', 'TC/3', 'TC/4']);
    expect(report.clauses[1]).toEqual({
      clause: 'TC/2',
      force: 'must',
      rules: ['acts/a.yaml:3 TC/2-act', 'acts/a.yaml:9 TC/2-rule'],
      tests: ['club 1 one [TC/1] [TC/2]'],
      others: ['club 1 three [TC/2] [TC/5]'],
      by: 'rule',
      wants: '',
    });
  });

  it('counts those that are held by nothing but the list of an act', () => {
    expect([report.held, report.heldByActAlone]).toEqual([2, 1]);
  });

  it('names each must that nothing in the pack cites, and no may', () => {
    expect(report.mustWithoutRule).toEqual(['TC/3']);
  });

  it('names, once, what its tests name and the table does not have', () => {
    expect(report.unknown).toEqual(['TC/9']);
  });

  it.each<[string, Partial<Findings>]>([
    ['nothing in the pack cites it', { citations: [] }],
    ['no test is proved to rest on it', {}],
    ['the tests that rest on it did not pass', { proved }],
    [
      'no such test passed: not yet: later',
      { citations: [duty('TC/1')], system: [{ clauses: ['TC/1'], tests: ['not yet: later'] }] },
    ],
  ])('says why one is not held: %s', (wants, findings) => {
    expect(of(findings).clauses[0]?.wants).toBe(wants);
  });
});
