// Runs every check there is, and closes with how many passed and how many failed.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { countTests, filesToRunAlone, withRunAlone } from './support/count-tests.mjs';
import { install, node, root, tool } from './support/prepare.mjs';

const run = promisify(execFile);

const RESULTS = '.test-results/jest.json';

/** Prints the output of what failed, and only that. */
async function check(name, ...args) {
  const failure = await run(node(), args, { cwd: root, maxBuffer: 2 ** 28 }).then(
    () => undefined,
    (error) => error,
  );
  console.log(`${failure ? 'FAILED' : 'passed'}  ${name}`);
  if (failure) console.log(`${failure.stdout}${failure.stderr}` || failure.message);
  return failure ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

function jest(extra = [], more = {}) {
  const results = join(root, RESULTS);
  rmSync(results, { force: true });
  // A test that leaves something open must not keep the whole run from ending.
  const options = ['--silent', '--forceExit', '--json', `--outputFile=${results}`, ...extra];
  const args = ['--experimental-vm-modules', '--no-warnings', tool('jest', 'jest.js'), ...options];
  const env = { ...process.env, ...more };
  const { status } = spawnSync(node(), args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env });
  return { status, results: existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined };
}

function runTests() {
  mkdirSync(join(root, '.test-results'), { recursive: true });
  let { status, results } = jest();
  const files = filesToRunAlone(results);
  if (files.length > 0) {
    console.log(`run again alone, having failed beside others:\n  ${files.join('\n  ')}`);
    const alone = jest(['--runInBand', '--runTestsByPath', ...files], { TEST_REALMS: 'apart' });
    if (alone.results !== undefined) results = withRunAlone(results, alone.results);
    status = alone.status;
    writeFileSync(join(root, RESULTS), JSON.stringify(results));
  }
  const { why, ...count } = countTests(results, status);
  console.log(
    `${count.failed === 0 ? 'passed' : 'FAILED'}  tests: ${count.passed} passed, ${count.failed} failed${why}`,
  );
  return count;
}

install();
const before = await Promise.all([
  check('types', tool('typescript', 'tsc'), '-b'),
  check('format', tool('prettier', 'prettier.cjs'), '--check', '--log-level=warn', '.'),
  check('lint', tool('oxlint'), '--quiet'),
]);
// By what the tests found.
const counts = [...before, runTests(), await check('conformance', 'bin/conformance.mjs')];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
