// Checks, explains and prints policies: `npm run policy -- check <folder>`; without arguments it says what else.
import { spawnSync } from 'node:child_process';
import { build, install, node, root } from './support/prepare.mjs';

install();
build('services/standalone');
const program = `${root}services/standalone/dist/policy.js`;
// npm changes to the root of the repository: folders are meant from where the command was given.
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(node(), [program, ...process.argv.slice(2)], { cwd, stdio: 'inherit' });
process.exitCode = status ?? 1;
