import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { boundToParent, freePort, prepareAccount, spawnBound, type Account, type Running } from '@probity/processes';
import { findBinaries } from './binaries.js';
import { clearLeftovers, clusterFolder, endOrphans, makeCluster, readPassword } from './cluster.js';
import { lockDirectory, type Lock } from './lock.js';

export interface EmbeddedOptions {
  /** Made when missing. Holds the cluster, the superuser's password and the lock. */
  readonly dataDirectory: string;
  /** On 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** Takes each line that PostgreSQL logs: its own life, and no statement's error. */
  readonly log?: (line: string) => void;
  /** A folder with another PostgreSQL's `initdb` and `postgres`; ours when left out. */
  readonly binaries?: string;
  /** More server settings, such as `{ max_connections: '300' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Embedded {
  /** The superuser's, on database `postgres`. Holds the password. */
  readonly url: string;
  /** The server's process; another after it was killed and has come back. */
  readonly pid: number;
  /** Ends every connection, writes everything out and gives the directory free. */
  stop(): Promise<void>;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  fsync: 'on',
  max_connections: '200',
  // What a row or a statement holds may be personal, and must not reach a log; the client is told in full.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

interface Place {
  readonly account: Account;
  readonly postgres: string;
  readonly dataDirectory: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Resolves when the server takes connections. @throws with PostgreSQL's own words when it ends before. */
async function launch(place: Place, port: number): Promise<Running> {
  const settings = Object.entries({ ...SETTINGS, ...place.settings, port: `${port}` });
  const args = [
    '-D',
    clusterFolder(place.dataDirectory),
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const said: string[] = [];
  return new Promise((ready, fail) => {
    const server = spawnBound(boundToParent(place.account, place.postgres, args), (line) => {
      place.log(line);
      if (said.length < 40) said.push(line);
      if (line.includes('database system is ready to accept connections')) ready(server);
    });
    void server.exited.then(() =>
      fail(new Error(`PostgreSQL did not start on port ${port}:\n${said.slice(-8).join('\n')}`)),
    );
  });
}

async function launchOnFreePort(place: Place, attempts = 5): Promise<{ server: Running; port: number }> {
  const port = await freePort();
  try {
    return { server: await launch(place, port), port };
  } catch (error) {
    const taken = error instanceof Error && error.message.includes('Address already in use');
    if (!taken || attempts <= 1) throw error;
    return launchOnFreePort(place, attempts - 1);
  }
}

/** Keeps one server alive on its port: brings it back when something other than `stop` ended it. */
class Supervisor implements Embedded {
  #stopping: Promise<void> | undefined;

  constructor(
    private readonly place: Place,
    private readonly lock: Lock,
    private readonly port: number,
    private server: Running,
    readonly url: string,
  ) {
    this.#watch();
  }

  get pid(): number {
    return this.server.pid;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const late = setTimeout(() => this.server.signal('SIGQUIT'), 20_000);
    this.server.signal('SIGINT');
    await this.server.exited;
    clearTimeout(late);
    await this.lock.release();
  }

  #watch(): void {
    this.server.unref();
    void this.server.exited.then(() => this.#stopping ?? this.#revive(100));
  }

  async #revive(waitMs: number): Promise<void> {
    this.place.log(`PostgreSQL ended by itself; starting it again on port ${this.port}`);
    await sleep(waitMs);
    if (this.#stopping) return;
    try {
      endOrphans(this.place.dataDirectory, this.place.postgres);
      this.server = await launch(this.place, this.port);
    } catch {
      return this.#revive(Math.min(waitMs * 2, 5_000));
    }
    if (this.#stopping) this.server.signal('SIGINT');
    this.#watch();
  }
}

/**
 * Starts a real PostgreSQL on 127.0.0.1 over a directory; the first start makes the cluster. It never outlives this process.
 * @throws AlreadyRunning another living process has the directory
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDirectory = resolve(options.dataDirectory);
  const binaries = await findBinaries(options.binaries);
  const account = await prepareAccount(dataDirectory);
  const lock = await lockDirectory(dataDirectory);
  try {
    await makeCluster(binaries, account, dataDirectory);
    await clearLeftovers(dataDirectory);
    const place: Place = {
      account,
      postgres: binaries.postgres,
      dataDirectory,
      settings: options.settings ?? {},
      log: options.log ?? (() => {}),
    };
    const { server, port } =
      options.port === undefined
        ? await launchOnFreePort(place)
        : { server: await launch(place, options.port), port: options.port };
    const url = `postgres://postgres:${await readPassword(dataDirectory)}@127.0.0.1:${port}/postgres`;
    return new Supervisor(place, lock, port, server, url);
  } catch (error) {
    await lock.release();
    throw error;
  }
}
