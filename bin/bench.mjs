// Measures us beside our peers: `node bin/bench.mjs store [--quick]`. The peers are installed on the first use.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { become } from './support/become.mjs';
import { root } from './support/prepare.mjs';

const PEERS = join(root, 'bench/peers');
const MARK = join(PEERS, 'node_modules/.probity-lock');

const npm = () =>
  process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];

/** They are in no workspace, so that nobody who runs the software installs them. */
function installPeers() {
  const lock = readFileSync(join(PEERS, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === digest) return;
  console.error('Installing the stores to compare with');
  const [command, ...args] = npm();
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(command, [...args, ...options], { cwd: PEERS, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) {
    console.error('npm ci did not succeed: the stores to compare with are not installed.');
    process.exit(1);
  }
  writeFileSync(MARK, digest);
}

installPeers();
become('bench/dist/main.js', process.argv.slice(2));
