import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const folder = fileURLToPath(new URL('.', import.meta.url));
const requirements = join(folder, 'requirements.txt');
const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
const modules = dirname(dirname(createRequire(import.meta.url).resolve('jest/package.json')));
const environment = join(modules, '.cache', `probity-python-${digest}`);

export interface Python {
  readonly program: string;
  /** Why there is none. */
  readonly missing?: string;
}

/** A Python of our own with what `requirements.txt` names, made on the first use (ten seconds, 30 MB). */
export const python = (): Python => {
  const program = join(environment, 'bin', 'python');
  if (existsSync(program)) return { program };
  const isNewEnough = run('python3', '-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))');
  if (isNewEnough.status !== 0) return { program, missing: 'there is no Python 3.10 or newer with venv' };
  mkdirSync(dirname(environment), { recursive: true });
  const draft = mkdtempSync(`${environment}-`);
  try {
    run('python3', '-m', 'venv', draft);
    const own = join(draft, 'bin', 'python');
    const made = run(own, '-m', 'pip', 'install', '-q', '--retries', '1', '--only-binary', ':all:', '-r', requirements);
    if (made.status !== 0) return { program, missing: `pip could not install: ${lastLine(made.stderr)}` };
    if (!existsSync(program)) renameSync(draft, environment);
    return { program };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

const run = (program: string, ...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(program, args, { encoding: 'utf8', timeout: 180_000 });

const lastLine = (text: string | null): string => (text ?? '').trim().split('\n').at(-1) ?? '';
