import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { origin } from '@probity/event-store';
import { startIdentity, type Identity } from '@probity/identity';
import { connect, startEmbedded, type Embedded } from '@probity/postgres';
import {
  MovableClock,
  open,
  Services,
  settingsFrom,
  type Running,
  type ServiceRuntime,
  type Vaults,
} from '@probity/shell';
import { allServices, samplePeople, sampleRegister, seed } from '@probity/standalone';
import { pino } from 'pino';
import { policiesOnce } from './policies-once.js';

/** A whole Probity on a PostgreSQL of its own, everything below one directory, that can be stopped, looked through and started again. */
export class OwnSystem {
  readonly clock = new MovableClock();
  /** What was logged, by us and by PostgreSQL. */
  readonly logged: string[] = [];
  private postgres: Embedded | undefined;
  private running: Running | undefined;

  private constructor(
    readonly directory: string,
    readonly identity: Identity,
    private readonly vaults: Vaults | undefined,
  ) {}

  static async start(vaults?: Vaults): Promise<OwnSystem> {
    const people = samplePeople(await sampleRegister());
    const identity = await startIdentity({ port: 0, people, audience: 'probity' });
    const system = new OwnSystem(await mkdtemp(join(tmpdir(), 'probity-own-')), identity, vaults);
    await system.startAgain();
    return system;
  }

  /** PostgreSQL, and the services on it. */
  async startAgain(): Promise<void> {
    const log = (line: string): void => void this.logged.push(line);
    this.postgres = await startEmbedded({ dataDirectory: this.directory, log });
    await this.startServices();
  }

  async startServices(): Promise<void> {
    const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
      this.logged.push(chunk.toString());
      done();
    };
    const settings = settingsFrom({ PORT: '0', PROBITY_DATA: this.directory, PUBLIC_REPORTS_PER_MINUTE: '1000' });
    const complete = { ...settings, DATABASE_URL: this.postgres?.url ?? '', OIDC_ISSUER: this.identity.issuer };
    const policies = await policiesOnce(allServices, settings);
    const ports = { clock: this.clock, log: pino({}, new Writable({ write })), policies };
    this.running = await open(complete, allServices, this.vaults ? { ...ports, vaults: this.vaults } : ports);
    await seed(this.running.registers, await sampleRegister());
  }

  async stopServices(): Promise<void> {
    await this.running?.close();
    this.running = undefined;
  }

  get url(): string {
    return this.running?.url ?? '';
  }

  /** What a service keeps in a file, by the digest that it gave. */
  async contentOf(service: string, digest: string): Promise<string | undefined> {
    const runtime = this.services.find(({ name }) => name === service);
    const stream = await runtime?.evidence.get(digest);
    return stream && text(stream);
  }

  /** All that any service can still open of the log, as JSON. */
  async opened(): Promise<string> {
    const events: object[] = [];
    for (const { streams, definition } of this.services) {
      const categories = definition.subjects.map(({ category }) => category);
      for (let after = origin; ;) {
        const page = await streams.store.readAll(after, { categories });
        const last = page.at(-1);
        if (!last) break;
        events.push(...(await streams.openAll(page)).map(({ event }) => event));
        after = last.position;
      }
    }
    return JSON.stringify(events);
  }

  private get services(): readonly ServiceRuntime[] {
    return this.running?.application.get(Services).all ?? [];
  }

  /** As the owner of the database. */
  async query<Row extends object>(sql: string): Promise<readonly Row[]> {
    const pool = connect(this.postgres?.url ?? '', { max: 1 });
    return (await pool.query<Row>(sql).finally(() => pool.end())).rows;
  }

  /** Everything ends, and is on the disk. */
  async stop(): Promise<void> {
    await this.stopServices();
    await this.postgres?.stop();
    this.postgres = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.identity.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
