import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { boundToParent, giveTo, spawnBound, type Account } from '@probity/processes';
import { type Binaries, majorVersion } from './binaries.js';

export const clusterFolder = (dataDirectory: string): string => join(dataDirectory, 'cluster');
const passwordFile = (dataDirectory: string): string => join(dataDirectory, 'superuser-password');

export const readPassword = async (dataDirectory: string): Promise<string> =>
  (await readFile(passwordFile(dataDirectory), 'utf8')).trim();

/** Text sorts by its bytes everywhere. Before PostgreSQL 17 there was no provider of its own that also knows Unicode's cases. */
const localeOptions = (binaries: Binaries): string[] => [
  '--encoding=UTF8',
  '--locale=C',
  ...(majorVersion(binaries) >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
];

/** Makes the cluster unless it is there. It is made under another name, so a half-made one is never taken for whole. */
export async function makeCluster(binaries: Binaries, account: Account, dataDirectory: string): Promise<void> {
  if (existsSync(clusterFolder(dataDirectory))) return;
  const draft = join(dataDirectory, 'cluster-draft');
  const secret = passwordFile(dataDirectory);
  await rm(draft, { recursive: true, force: true });
  await rm(secret, { force: true });
  await writeFile(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await giveTo(account, secret);
  const options = ['--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--data-checksums'];
  const initdb = [...options, ...localeOptions(binaries)];
  const command = boundToParent(account, binaries.initdb, ['-D', draft, '--no-instructions', ...initdb]);
  const lines: string[] = [];
  const status = await spawnBound(command, (line) => lines.push(line)).exited;
  if (status !== 0) throw new Error(`PostgreSQL's initdb failed in ${dataDirectory}:\n${lines.slice(-8).join('\n')}`);
  await rename(draft, clusterFolder(dataDirectory));
}

const commandLine = (pid: number): string => {
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'command=', '-p', `${pid}`]).stdout.toString();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

/**
 * Only for the holder of the lock: waits for a server whose owner was killed, and removes the pid file that a killed
 * server left, because its number may by now be another process's.
 */
export async function clearLeftovers(dataDirectory: string): Promise<void> {
  const cluster = clusterFolder(dataDirectory);
  const file = join(cluster, 'postmaster.pid');
  for (let waited = 0; ; waited += 50) {
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    if (Number.isNaN(pid) || !commandLine(pid).includes(cluster)) break;
    if (waited === 0) process.kill(pid, 'SIGINT');
    if (waited === 20_000) process.kill(pid, 'SIGQUIT');
    if (waited > 25_000) throw new Error(`A PostgreSQL without an owner (process ${pid}) does not leave ${cluster}.`);
    await sleep(50);
  }
  await rm(file, { force: true });
}

/**
 * Only where the server is known to have ended: kills what it left behind. They end by themselves, but not at once, and
 * meanwhile no server starts beside them. They run its program in the cluster's folder, by which Linux tells them.
 */
export function endOrphans(dataDirectory: string, postgres: string): void {
  if (process.platform !== 'linux') return;
  const [cluster, program] = [realpathSync(clusterFolder(dataDirectory)), realpathSync(postgres)];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    if (linkOf(pid, 'cwd') === cluster && linkOf(pid, 'exe') === program) process.kill(Number(pid), 'SIGKILL');
}

const linkOf = (pid: string, what: 'cwd' | 'exe'): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/${what}`);
  } catch {
    return undefined;
  }
};
