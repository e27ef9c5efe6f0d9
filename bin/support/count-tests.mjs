/**
 * Passed and failed of a jest run's JSON, with the reason where the run itself is the failure: it left no result, had no
 * test, or ended badly though each test passed. A file that could not run is one failure.
 */
export function countTests(results, status) {
  if (results === undefined) return { passed: 0, failed: 1, why: ' (the run left no result)' };
  const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  if (passed + failed === 0) return { passed, failed: 1, why: ' (there was no test)' };
  if (failed === 0 && status !== 0) return { passed, failed: 1, why: ` (the run ended with status ${status})` };
  const skipped = numPendingTests + numTodoTests;
  return { passed, failed, why: skipped === 0 ? '' : `, ${skipped} skipped` };
}

/** Files with real processes, servers or browsers beneath: what else runs on the machine can fail them. */
const withProcesses = /\.(int|e2e)\.spec\.ts$/;
const failed = ({ status }) => status === 'failed';

/** The files of a jest run's JSON that may be run once more, alone: those that failed, where each has processes beneath. */
export function filesToRunAlone(results) {
  const files = (results?.testResults ?? []).filter(failed).map(({ name }) => name);
  return files.every((name) => withProcesses.test(name)) ? files : [];
}

/** The same run with what its files did when they ran alone, each file counted once. */
export function withRunAlone(results, alone) {
  const again = new Map(alone.testResults.map((file) => [file.name, file]));
  const count =
    (status) =>
    (sum, { assertionResults }) =>
      sum + assertionResults.filter((test) => test.status === status).length;
  const of = (files, status) => files.reduce(count(status), 0);
  const before = results.testResults.filter(({ name }) => again.has(name));
  const changed = (number, status) => results[number] - of(before, status) + of(alone.testResults, status);
  return {
    ...results,
    numPassedTests: changed('numPassedTests', 'passed'),
    numFailedTests: changed('numFailedTests', 'failed'),
    numPendingTests: changed('numPendingTests', 'pending'),
    numTodoTests: changed('numTodoTests', 'todo'),
    numRuntimeErrorTestSuites: alone.numRuntimeErrorTestSuites,
    testResults: results.testResults.map((file) => again.get(file.name) ?? file),
  };
}
