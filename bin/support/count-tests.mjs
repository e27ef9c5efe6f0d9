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
