import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { boundToParent, spawnBound } from '@probity/processes';
import { startEmbedded } from './embedded.js';
import { AlreadyRunning, startOf } from './lock.js';
import { connect } from './roles.js';

const PROGRAM = `
  import { startEmbedded } from '@probity/postgres';
  const server = await startEmbedded({ dataDirectory: process.argv[1] });
  console.log(server.pid);
  setInterval(() => {}, 1000);
`;

/** Another process that runs PostgreSQL over the directory, and the server's pid. */
async function startElsewhere(dataDirectory: string): Promise<{ owner: ChildProcess; server: number }> {
  const owner = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!owner.stdout) throw new Error('no output');
  for await (const line of createInterface(owner.stdout)) return { owner, server: Number(line) };
  throw new Error('it did not start');
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 25) {
    if (await holds()) return;
    await sleep(25);
  }
  throw new Error(`not within 15 s: ${what}`);
}

const answers = async (url: string): Promise<boolean> => {
  const pool = connect(url, { max: 1 });
  return pool
    .query('SELECT 1')
    .then(() => true)
    .catch(() => false)
    .finally(() => pool.end());
};

describe('the embedded PostgreSQL', () => {
  // One for all tests, each of which leaves it stopped: making a cluster takes a second.
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-embedded-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('is set up as promised, keeps its password to its owner, and its data over a restart', async () => {
    const first = await startEmbedded({ dataDirectory: directory });
    const pool = connect(first.url);
    const { rows } = await pool.query(
      `SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
              current_setting('timezone') AS timezone, current_setting('server_encoding') AS encoding,
              current_setting('listen_addresses') AS address, current_setting('unix_socket_directories') AS sockets,
              (SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'postgres') AS scram`,
    );
    expect(rows[0]).toEqual({
      checksums: 'on',
      fsync: 'on',
      timezone: 'UTC',
      encoding: 'UTF8',
      address: '127.0.0.1',
      sockets: '',
      scram: true,
    });
    await pool.query('CREATE TABLE kept AS SELECT 7 AS number');
    await pool.end();
    await first.stop();
    expect((await stat(join(directory, 'superuser-password'))).mode & 0o777).toBe(0o600);

    const second = await startEmbedded({ dataDirectory: directory });
    const again = connect(second.url);
    expect((await again.query('SELECT number FROM kept')).rows).toEqual([{ number: 7 }]);
    await again.end();
    await second.stop();
  });

  it('refuses a wrong password', async () => {
    const server = await startEmbedded({ dataDirectory: directory });
    const url = new URL(server.url);
    url.password = 'guessed';
    expect(await answers(server.url)).toBe(true);
    expect(await answers(url.href)).toBe(false);
    await server.stop();
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('leaves nothing behind when its owner gets %s', async (signal) => {
    const { owner, server } = await startElsewhere(directory);
    expect(startOf(server)).not.toBe('');
    owner.kill(signal);
    await until('the server has gone', () => startOf(server) === '');
  });

  it('starts again at once after its owner was killed, though the old server is still writing', async () => {
    const { owner, server } = await startElsewhere(directory);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const next = await startEmbedded({ dataDirectory: directory });
    expect(startOf(server)).toBe('');
    expect(await answers(next.url)).toBe(true);
    await next.stop();
  });

  it('is not stopped by the pid file of a server that was killed, not even when its number is now another process', async () => {
    const first = await startEmbedded({ dataDirectory: directory });
    const file = join(directory, 'cluster/postmaster.pid');
    const left = await readFile(file, 'utf8');
    await first.stop();
    const bystander = spawn('sleep', ['60']);
    await writeFile(file, left.replace(/^\d+/, `${bystander.pid}`), { mode: 0o600 });
    const second = await startEmbedded({ dataDirectory: directory });
    expect(await answers(second.url)).toBe(true);
    await second.stop();
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
  });

  it('refuses a second start on the same data, and names the process that has it', async () => {
    const { owner } = await startElsewhere(directory);
    const second = startEmbedded({ dataDirectory: directory });
    await expect(second).rejects.toThrow(AlreadyRunning);
    await expect(second).rejects.toThrow(`is already running on the data in ${directory} (process ${owner.pid})`);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await (await startEmbedded({ dataDirectory: directory })).stop();
  });

  it('lets one of ten that start at once have the data', async () => {
    const starts = await Promise.allSettled(
      Array.from({ length: 10 }, () => startEmbedded({ dataDirectory: directory })),
    );
    const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const refused = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason as unknown] : []));
    expect(started).toHaveLength(1);
    expect(refused.every((reason) => reason instanceof AlreadyRunning)).toBe(true);
    await started[0]?.stop();
    expect((await readdir(join(directory, 'lock'))).filter((name) => name.startsWith('draft'))).toEqual([]);
  });

  it('comes back after it was killed, though one of its processes does not notice', async () => {
    const server = await startEmbedded({ dataDirectory: directory });
    const pool = connect(server.url, { max: 1 });
    const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    process.kill(rows[0]?.pid ?? 0, 'SIGSTOP');
    process.kill(server.pid, 'SIGKILL');
    await until('it answers', () => answers(server.url));
    await pool.end();
    await server.stop();
  });

  it('comes back on the same port after it was killed, and a pool goes on', async () => {
    const server = await startEmbedded({ dataDirectory: directory });
    const pool = connect(server.url);
    await pool.query('CREATE TABLE acknowledged AS SELECT 1 AS one');
    const before = server.pid;
    process.kill(before, 'SIGKILL');
    await until('another server answers', async () => server.pid !== before && answers(server.url));
    expect((await pool.query('SELECT one FROM acknowledged')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await server.stop();
    expect(startOf(server.pid)).toBe('');
  });

  it('says why when the port is taken', async () => {
    const first = await startEmbedded({ dataDirectory: directory });
    const other = await mkdtemp(join(tmpdir(), 'probity-embedded-'));
    const port = Number(new URL(first.url).port);
    await expect(startEmbedded({ dataDirectory: other, port })).rejects.toThrow(
      new RegExp(`did not start on port ${port}[^]*Address already in use`),
    );
    await first.stop();
    await rm(other, { recursive: true });
  });
});

describe('the watchdog, where the kernel tells nobody', () => {
  it('ends the program when the pipe to its parent closes', async () => {
    const program = `
      import { boundToParent, spawnBound } from './infra/processes/dist/index.js';
      console.log(spawnBound(boundToParent({ kind: 'self' }, 'sleep', ['60'], false), () => {}).pid);
      setInterval(() => {}, 1000);
    `;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const sleeper = Number(line.toString());
    await sleep(200);
    expect(startOf(sleeper)).not.toBe('');
    owner.kill('SIGKILL');
    await until('the program has gone', () => startOf(sleeper) === '');
  });

  it('leaves a program that its parent stops alone', async () => {
    const running = spawnBound(boundToParent({ kind: 'self' }, 'sh', ['-c', 'sleep 0.3; exit 7'], false), () => {});
    expect(await running.exited).toBe(7);
  });
});
