import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventStoreSchema, grantCategories, migrationsDirectory } from '@probity/event-store';
import {
  connect,
  type Embedded,
  type EmbeddedOptions,
  ensureDatabase,
  migrate,
  startEmbedded,
} from '@probity/postgres';
import { nobodyOn, processesOn, until } from '../../processes/program.js';
import { categories } from './events.js';
import type { Stored } from './oracle.js';

/** Acts for the load in every database; roles are the cluster's. */
export const role = 'probity_faults';

/** A PostgreSQL of its own, that waits for the disk as a real one does, and can be killed. */
export class Cluster {
  private databases = 0;

  private constructor(
    private readonly options: EmbeddedOptions,
    private server: Embedded,
    private readonly said: readonly string[],
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'probity-faults-'));
    const said: string[] = [];
    const log = (line: string): void => void said.splice(0, said.push(line) - 20);
    const options = { dataDirectory, settings, log };
    return new Cluster(options, await startEmbedded(options), said);
  }

  /** An error of a run, together with the last that PostgreSQL said of itself. */
  explained(cause: unknown): Error {
    return new Error(`PostgreSQL said last:\n${this.said.join('\n')}`, { cause });
  }

  private get folder(): string {
    return join(this.options.dataDirectory, 'cluster');
  }

  /** An empty event store. @returns the superuser's address of it */
  async database(): Promise<string> {
    this.databases += 1;
    const url = await ensureDatabase(this.server.url, `faults_${this.databases}`);
    const admin = connect(url, { max: 1 });
    try {
      await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
      await grantCategories(admin, { role, appends: categories, reads: categories });
    } finally {
      await admin.end();
    }
    return url;
  }

  /**
   * SIGKILL to every process of it at once: nobody writes anything out. It comes back by itself, and is killed again,
   * recovering or not, for so long.
   */
  async kill(downMs = 0): Promise<void> {
    const before = this.server.pid;
    for (const end = performance.now() + downMs; ; await sleep(50)) {
      killAll(this.folder, this.server.pid);
      if (performance.now() >= end) break;
    }
    const isBack = async (): Promise<boolean> => this.server.pid !== before && answers(this.server.url);
    await until('another PostgreSQL answers', isBack, 30).catch((error: unknown) => {
      throw this.explained(error);
    });
  }

  /** Stops it, does something to its files, and starts it again, on another port. */
  async whileStopped(change: (clusterFolder: string) => Promise<void>): Promise<void> {
    await this.server.stop();
    await change(this.folder);
    this.server = await startEmbedded(this.options);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await nobodyOn(this.options.dataDirectory);
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.options.dataDirectory, { recursive: true, force: true });
  }
}

/** `first`, if it still is one of them, so that it has no time to notice; then those it made while they were counted. */
const killAll = (folder: string, first: number): void => {
  for (let pids = processesOn(folder); pids.length > 0; pids = processesOn(folder))
    for (const pid of pids.toSorted((a, b) => Number(b === first) - Number(a === first))) kill(pid);
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with the one before it.
  }
};

const answers = async (url: string): Promise<boolean> => {
  const pool = connect(url, { max: 1 });
  return pool
    .query('SELECT 1')
    .then(() => true)
    .catch(() => false)
    .finally(() => pool.end());
};

/** The whole log, past the store. */
export const logOf = async (url: string): Promise<Stored[]> => {
  const pool = connect(url, { max: 1 });
  try {
    const { rows } = await pool.query<Stored>(
      `SELECT position::float8 AS position, stream, version::float8 AS version, id, type, data
       FROM event_store.events ORDER BY position`,
    );
    return rows;
  } finally {
    await pool.end();
  }
};

/** Which of these events are committed. */
export const committed = async (url: string, ids: readonly string[]): Promise<string[]> => {
  const pool = connect(url, { max: 1 });
  try {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM event_store.events WHERE id = ANY ($1)', [ids]);
    return rows.map(({ id }) => id);
  } finally {
    await pool.end();
  }
};
