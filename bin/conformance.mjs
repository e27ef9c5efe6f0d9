// Lists each operational clause of the policies, the rules that hold it and the tests that rest on it and passed.
// `--prove [pack …]` takes each clause out of its pack first, and keeps which tests went red. `--again` runs the tests
// first; otherwise the last run of `npm test` counts, and they run where there was none.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, node, root, tool } from './support/prepare.mjs';

const RESULTS = join(root, '.test-results/jest.json');
const TESTS = join(root, 'test/clauses');
/** What the clauses of each begin with, how many were held last (fewer fails), and whether each `must` has a rule. */
const PACKS = [
  { pack: 'imi', version: '8', prefix: 'IMI/', floor: 91, isWhole: true },
  { pack: 'irish-baptist-college', version: '2023-08-21', prefix: 'IBC-', floor: 180, isWhole: true },
  { pack: 'chester', version: '2017-18', prefix: 'UC-', floor: 224, isWhole: true },
];

const run = (...args) => spawnSync(node(), args, { cwd: root, stdio: 'inherit' }).status ?? 1;

function runTests() {
  console.log('Running every test first (several minutes)');
  mkdirSync(join(root, '.test-results'), { recursive: true });
  const jest = ['--experimental-vm-modules', '--no-warnings', tool('jest', 'jest.js'), '--silent', '--forceExit'];
  spawnSync(node(), [...jest, '--json', `--outputFile=${RESULTS}`], { cwd: root, stdio: 'ignore' });
}

const args = process.argv.slice(2);
install();
build('libs/policy-packs');
if (args.includes('--prove')) {
  build('test');
  const packs = args.filter((arg) => !arg.startsWith('--'));
  process.exitCode = run('--enable-source-maps', 'test/dist/clauses/prove.js', TESTS, ...packs);
}
if (!existsSync(RESULTS) || args.includes('--again')) runTests();
if (existsSync(RESULTS)) {
  const status = run('libs/policy-packs/dist/conformance/main.js', RESULTS, TESTS, JSON.stringify(PACKS));
  process.exitCode = process.exitCode || status;
} else {
  console.error('The tests left no result; npm test says why.');
  process.exitCode = 1;
}
