import { describe, expect, it } from '@jest/globals';
import { countTests, filesToRunAlone, withRunAlone } from './count-tests.mjs';
import { installedMatches } from './prepare.mjs';

describe('what a run of the tests counts', () => {
  const results = {
    numPassedTests: 5,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };

  it('is its tests, and one failure for each file that could not run', () => {
    expect(countTests(results, 0)).toEqual({ passed: 5, failed: 0, why: '' });
    expect(countTests({ ...results, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }, 1)).toMatchObject({ failed: 3 });
  });

  it('is a failure when there was no test, no result, or a bad end', () => {
    expect(countTests({ ...results, numPassedTests: 0 }, 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(countTests(undefined, 1)).toMatchObject({ passed: 0, failed: 1 });
    expect(countTests(results, 1)).toMatchObject({ passed: 5, failed: 1 });
  });

  it('tells what was skipped', () => {
    expect(countTests({ ...results, numPendingTests: 2 }, 0).why).toBe(', 2 skipped');
  });
});

describe('a file that failed beside others', () => {
  const file = (name: string, ...statuses: string[]): object => ({
    name,
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status })),
  });
  const run = (...files: object[]): object => ({
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 0,
    testResults: files,
  });
  const results = run(file('a.unit.spec.ts', 'passed', 'passed'), file('b.e2e.spec.ts', 'passed', 'failed', 'todo'));

  it('runs once more alone where it has processes beneath, and never a unit test', () => {
    expect(filesToRunAlone(results)).toEqual(['b.e2e.spec.ts']);
    expect(filesToRunAlone(run(file('a.unit.spec.ts', 'failed'), file('b.int.spec.ts', 'failed')))).toEqual([]);
    expect(filesToRunAlone(undefined)).toEqual([]);
  });

  it('counts as it did alone, passed or failed', () => {
    const alone = { ...run(file('b.e2e.spec.ts', 'passed', 'passed', 'todo')), numFailedTests: 0 };
    expect(countTests(withRunAlone(results, alone), 0)).toEqual({ passed: 6, failed: 0, why: ', 1 skipped' });
    const failedAgain = run(file('b.e2e.spec.ts', 'passed', 'failed', 'todo'));
    expect(countTests(withRunAlone(results, failedAgain), 1)).toMatchObject({ passed: 5, failed: 1 });
    const couldNotRun = { ...run(file('b.e2e.spec.ts')), numRuntimeErrorTestSuites: 1 };
    expect(countTests(withRunAlone(results, couldNotRun), 1)).toMatchObject({ passed: 4, failed: 1 });
  });
});

describe('what is installed', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = (packages: object): object => ({ packages });
  const wanted = lock({
    '': { version: '0.1.0' },
    'libs/own': { version: '0.1.0' },
    'node_modules/a': a,
    'node_modules/other-machine': { version: '2.0.0', optional: true },
  });

  it('matches the lock file, but for packages of other machines', () => {
    expect(installedMatches(wanted, lock({ 'node_modules/a': a }))).toBe(true);
  });

  it('does not when a package is missing, or another version or content', () => {
    expect(installedMatches(wanted, lock({}))).toBe(false);
    expect(installedMatches(wanted, lock({ 'node_modules/a': { ...a, version: '1.0.1' } }))).toBe(false);
    expect(installedMatches(wanted, lock({ 'node_modules/a': { ...a, integrity: 'sha512-b' } }))).toBe(false);
  });
});
