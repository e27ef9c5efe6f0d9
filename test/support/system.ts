import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fetchToken, startIdentity, type Identity } from '@probity/identity';
import type { Type } from '@nestjs/common';
import { createTestDatabase, type TestDatabase } from '@probity/postgres';
import { readRegister, type Register } from '@probity/registers';
import { MovableClock, open, settingsFrom, type Ports, type Running, type ServiceDefinition } from '@probity/shell';
import { allServices, Caller, sampleFile, samplePeople, sampleRegisters, seed } from '@probity/standalone';
import { pino } from 'pino';
import { policiesOnce } from './policies-once.js';

/** A sample that tests alone bring a pack for. */
const withoutAPack = async (): Promise<Register> =>
  readRegister(JSON.parse(await readFile(sampleFile('register-other.json'), 'utf8')));

/** A whole Probity on a real database, over HTTP on a real port, with a clock that moves. */
export class System {
  readonly running: Running[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly identity: Identity,
    readonly data: string,
    readonly clock: MovableClock,
    readonly logged: string[],
    private readonly ports: Pick<Ports, 'vaults' | 'kafka' | 'policies'>,
  ) {}

  static async start(
    services: readonly ServiceDefinition[] = allServices,
    more: NodeJS.ProcessEnv = {},
    ports: Pick<Ports, 'vaults' | 'kafka' | 'policies'> = {},
  ): Promise<System> {
    const database = await createTestDatabase();
    const registers = [...(await sampleRegisters()), await withoutAPack()];
    const people = [...samplePeople(...registers), { subject: 'stranger', name: 'Nobody known' }];
    const identity = await startIdentity({ port: 0, people, audience: 'probity' });
    const data = await mkdtemp(join(tmpdir(), 'probity-system-'));
    const system = new System(database, identity, data, new MovableClock(), [], ports);
    const running = await system.run(services, more);
    await seed(running.registers, ...registers);
    return system;
  }

  /** Services in a process more, on the same database. */
  async run(
    services: readonly ServiceDefinition[],
    more: NodeJS.ProcessEnv = {},
    { isReader = false }: Pick<Ports, 'isReader'> = {},
  ): Promise<Running> {
    const settings = settingsFrom({ PORT: '0', PROBITY_DATA: this.data, PUBLIC_REPORTS_PER_MINUTE: '1000', ...more });
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.logged.push(chunk.toString());
        // What nobody foresaw: told, so that whoever reads of a test that failed sees why.
        if (chunk.includes('"level":50')) process.stderr.write(chunk);
        done();
      },
    });
    const log = pino({ level: 'info' }, sink);
    const running = await open(
      { ...settings, DATABASE_URL: this.database.url, OIDC_ISSUER: this.identity.issuer },
      services,
      { clock: this.clock, log, policies: await policiesOnce(services, settings), ...this.ports, isReader },
    );
    this.running.push(running);
    return running;
  }

  get first(): Running {
    const [first] = this.running;
    if (!first) throw new Error('nothing runs');
    return first;
  }

  /** A provider of the first process. */
  part<T>(token: Type<T>): T {
    return this.first.application.get(token);
  }

  get url(): string {
    return this.running[0]?.url ?? '';
  }

  /** Anyone, without an account. */
  anyone(at = this.url): Caller {
    return new Caller(at);
  }

  async as(subject: string, at = this.url): Promise<Caller> {
    return new Caller(at, await fetchToken(this.identity.issuer, subject));
  }

  async stop(): Promise<void> {
    for (const running of this.running) await running.close();
    await this.identity.stop();
    await this.database.drop();
    await rm(this.data, { recursive: true, force: true });
  }
}
