import { readFileSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
  constructor(
    readonly dataDirectory: string,
    readonly pid: number,
  ) {
    super(
      `Probity is already running on the data in ${dataDirectory} (process ${pid}). Stop it first, or choose another directory.`,
    );
  }
}

export interface Lock {
  release(): Promise<void>;
}

/** `started` tells a process from a later one with the same number. */
interface Owner {
  readonly pid: number;
  readonly started: string;
}

const RELEASED: Owner = { pid: 0, started: '' };

/** An opaque word that is the same for as long as the process lives; empty when there is no such process. */
export function startOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'lstart=', '-p', `${pid}`])
      .stdout.toString()
      .trim();
  try {
    // The fields after the command's name, which may itself hold spaces: 1 is the state, 20 the start in clock ticks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

const isAlive = (owner: Owner): boolean =>
  owner.pid > 0 && owner.started !== '' && startOf(owner.pid) === owner.started;

const parseOwner = (text: string): Owner => {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return RELEASED;
  }
};

const generations = async (folder: string): Promise<number[]> =>
  (await readdir(folder))
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);

/**
 * Each taker makes the file one above the highest, which only one can; the highest file names the holder. Nobody removes
 * the highest file, so two who find a dead holder at the same moment cannot both follow it.
 * @throws AlreadyRunning a living process holds it
 */
export async function lockDirectory(dataDirectory: string): Promise<Lock> {
  const folder = join(dataDirectory, 'lock');
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `draft-${process.pid}-${Math.random().toString(36).slice(2)}`);
  await writeFile(draft, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Owner));
  try {
    return await take(dataDirectory, folder, draft);
  } finally {
    await rm(draft, { force: true });
  }
}

async function take(dataDirectory: string, folder: string, draft: string): Promise<Lock> {
  for (;;) {
    const known = await generations(folder);
    const highest = known.at(-1) ?? 0;
    const owner = parseOwner(await readFile(join(folder, `${highest}`), 'utf8').catch(() => ''));
    if (isAlive(owner)) throw new AlreadyRunning(dataDirectory, owner.pid);
    const mine = join(folder, `${highest + 1}`);
    const taken = await link(draft, mine).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (!taken) continue;
    await Promise.all(known.map((number) => rm(join(folder, `${number}`), { force: true })));
    return { release: () => writeFile(mine, JSON.stringify(RELEASED)) };
  }
}
