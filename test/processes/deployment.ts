import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@probity/postgres';
import { ask, type Reply } from './http.js';
import { freePorts, killAll, nobodyOn, Program, root, standalone } from './program.js';

/** A place of its own for each run: ports, and a data directory that outlives the program. */
export class Deployment {
  private constructor(
    readonly data: string,
    readonly port: number,
  ) {}

  static async make(): Promise<Deployment> {
    return new Deployment(await mkdtemp(join(tmpdir(), 'probity-process-')), await freePorts());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The built-in identity provider. */
  get issuer(): string {
    return `http://127.0.0.1:${this.port + 1}`;
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      PROBITY_SAMPLES: 'yes',
      PORT: `${this.port}`,
      PROBITY_DATA: this.data,
      PUBLIC_REPORTS_PER_MINUTE: '100000',
      LOG_LEVEL: 'error',
    };
  }

  program(more: NodeJS.ProcessEnv = {}): Program {
    return Program.node(standalone, { ...this.environment, ...more });
  }

  /** @returns when it listens */
  async start(more: NodeJS.ProcessEnv = {}): Promise<Program> {
    const program = this.program(more);
    await program.url();
    return program;
  }

  /** The second line of PostgreSQL's own note is its directory, the fourth its port; the first its process. */
  async postgres(): Promise<{ readonly pid: number; readonly url: string }> {
    const [pid, , , port] = (await readFile(join(this.data, 'cluster/postmaster.pid'), 'utf8')).split('\n');
    const password = await readFile(join(this.data, 'superuser-password'), 'utf8');
    return { pid: Number(pid), url: `postgres://postgres:${password.trim()}@127.0.0.1:${port}/postgres` };
  }

  async remove(): Promise<void> {
    await killAll();
    await nobodyOn(this.data);
    await rm(this.data, { recursive: true, force: true });
  }
}

const sample = await readFile(join(root, 'services/standalone/samples/report.json'), 'utf8');

/** Reports the sample, under an idempotency key. */
export const report = (url: string, key: string = randomUUID()): Promise<Reply> =>
  ask(`${url}/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: sample,
  });

export interface Acknowledged {
  readonly id: string;
  readonly reference: string;
  readonly position: string;
}

/** What was sent under each idempotency key, and what came back: kept outside of the program, as a client would. */
export class Journal {
  readonly acknowledged = new Map<string, Acknowledged>();
  readonly unknown = new Set<string>();
  readonly replies: Reply[] = [];

  constructor(private readonly url: string) {}

  /** One report; under a key of before, the same again. No answer, or 503, leaves it unknown. */
  async send(key: string = randomUUID()): Promise<Reply | undefined> {
    if (!this.acknowledged.has(key)) this.unknown.add(key);
    const reply = await report(this.url, key).catch(() => undefined);
    if (!reply) return undefined;
    this.replies.push(reply);
    if (reply.status !== 201) return reply;
    const { id, reference, position } = reply.body as Acknowledged;
    this.unknown.delete(key);
    this.acknowledged.set(key, this.acknowledged.get(key) ?? { id, reference, position });
    return reply;
  }

  /** Some at a time, one after another, for as long as asked; what was not acknowledged is tried again, as it should be. */
  async sendWhile(goesOn: () => boolean, atOnce = 4): Promise<void> {
    const one = async (): Promise<void> => {
      for (let key = randomUUID(); goesOn(); key = randomUUID())
        while (goesOn() && (await this.send(key))?.status !== 201) await sleep(50);
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }
}

export interface Stored {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
}

/** The whole log. */
export const logOf = async (databaseUrl: string): Promise<Stored[]> => {
  const pool = connect(databaseUrl, { max: 1 });
  const { rows } = await pool
    .query<Stored>(
      `SELECT position::float8 AS position, stream, version::float8 AS version, type
       FROM event_store.events ORDER BY position`,
    )
    .finally(() => pool.end());
  return rows;
};

/** How many there are of each. */
export const counted = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};
