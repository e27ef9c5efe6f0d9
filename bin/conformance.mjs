// Lists each operational clause of the policies, the rules that hold it and the tests that name it and passed.
// `--again` runs the tests first; otherwise the last run of `npm test` counts, and they run where there was none.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, node, root, tool } from './support/prepare.mjs';

const RESULTS = join(root, '.test-results/jest.json');
/** Name, pack, what its clauses begin with, and how many were held last: fewer fails. */
const PACKS = ['imi=imi/8=IMI/=91'];

install();
build('libs/policy-packs');
if (!existsSync(RESULTS) || process.argv.includes('--again')) {
  console.log('Running every test first (several minutes)');
  mkdirSync(join(root, '.test-results'), { recursive: true });
  const jest = ['--experimental-vm-modules', '--no-warnings', tool('jest', 'jest.js'), '--silent', '--forceExit'];
  spawnSync(node(), [...jest, '--json', `--outputFile=${RESULTS}`], {
    cwd: root,
    stdio: 'ignore',
  });
}
if (!existsSync(RESULTS)) {
  console.error('The tests left no result; npm test says why.');
  process.exit(1);
}
const { status } = spawnSync(node(), ['libs/policy-packs/dist/conformance/main.js', RESULTS, ...PACKS], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
