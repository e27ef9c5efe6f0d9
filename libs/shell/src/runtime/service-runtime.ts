import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandBus } from '@nestjs/cqrs';
import { PostgresEventStore, grantCategories, isAfter, type Position } from '@probity/event-store';
import {
  PostgresBus,
  grantBus,
  messagingMigrations,
  startInbox,
  startRelay,
  type Inbox,
  type Leading,
} from '@probity/messaging';
import { connect, ensureLogin, ensureRole, migrate, session, SturdyClient } from '@probity/postgres';
import type { Policies } from '@probity/policy-packs';
import type { EvidenceStore } from '@probity/record';
import type { RegisterStore } from '@probity/registers';
import type pg from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { fileURLToPath } from 'node:url';
import { WaitingItem, WaitingList, waitingProjection } from '../cases/waiting.js';
import { Streams } from '../commands/streams.js';
import { Progress } from '../http/at-least.js';
import { ProjectionCheckpoint } from '../projections/checkpoint.entity.js';
import { ParkedStream } from '../projections/parked-stream.entity.js';
import { ProjectionRunner } from '../projections/projection-runner.js';
import type { Clock } from './clock.js';
import type { Codec } from './codec.js';
import { inTurn } from './in-turn.js';
import { hmac, type Keys } from './keys.js';
import { ServiceContext } from './service-context.js';
import { roleOf, schemaOf, type ServiceDefinition } from './service-definition.js';

/** What every service of a process shares. */
export interface Deployment {
  readonly databaseUrl: string;
  readonly policies: Policies;
  readonly registers: RegisterStore;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
  readonly codec: Codec;
  readonly keys: Keys;
  /** By institution, the token subject that may upload its first register. */
  readonly registerWriters: Readonly<Record<string, string>>;
  readonly log: Logger;
}

/** Milliseconds. A request that waits longer for the database is answered 503; what it asked may still have happened. */
const queryTimeout = 10_000;
const shellMigrations = fileURLToPath(new URL('../../migrations/service', import.meta.url));

/** One service at work: its store under its own role, its views, its relay and its inbox. */
export class ServiceRuntime extends ServiceContext implements Pick<Progress, 'heard' | 'reached'> {
  readonly name: string;
  readonly streams: Streams;
  readonly waiting: WaitingList;
  private readonly runners: readonly ProjectionRunner[];
  private relay: Leading | undefined;
  private sources: readonly string[] = [];
  inbox: Inbox | undefined;

  private constructor(
    readonly definition: ServiceDefinition,
    private readonly deployment: Deployment,
    private readonly pool: pg.Pool,
    readonly views: DataSource,
    readonly commands: CommandBus,
  ) {
    super();
    this.name = definition.name;
    this.streams = new Streams(
      new PostgresEventStore(pool, { onTrouble: troubleOf(deployment, definition.name, 'the store') }),
      deployment.codec,
      definition.subjects,
    );
    this.waiting = new WaitingList(views);
    this.runners = this.projections().map(
      (projection) =>
        new ProjectionRunner(projection, this.streams.store, this.streams, views, (name, stream, error) =>
          deployment.log.error(
            { projection: name, stream, error: codeOf(error) },
            stream ? 'a projection left a stream out' : 'a projection stopped and tries again',
          ),
        ),
    );
  }

  get policies(): Policies {
    return this.deployment.policies;
  }
  get registers(): RegisterStore {
    return this.deployment.registers;
  }
  get evidence(): EvidenceStore {
    return this.deployment.evidence;
  }
  get clock(): Clock {
    return this.deployment.clock;
  }
  protected get namesKey(): Uint8Array {
    return this.deployment.keys.names;
  }

  /** Makes the service's role, schema and grants, and opens its store and views under that role. */
  static async open(
    definition: ServiceDefinition,
    deployment: Deployment,
    admin: pg.Pool,
    commands: CommandBus,
  ): Promise<ServiceRuntime> {
    const role = roleOf(definition.name);
    const schema = schemaOf(definition.name);
    const password = hmac(deployment.keys.logins, 'login', role);
    const url = await inTurn(admin, async () => {
      await provision(definition, admin);
      return ensureLogin(admin, deployment.databaseUrl, { role, password });
    });
    const pool = connect(url, {
      applicationName: `probity ${definition.name}`,
      queryTimeout,
      onError: troubleOf(deployment, definition.name, 'a connection'),
    });
    const { connectionString, options } = session(url, { search_path: schema });
    const views = new DataSource({
      type: 'postgres',
      url: connectionString,
      schema,
      entities: [ParkedStream, ProjectionCheckpoint, WaitingItem, ...(definition.entities ?? [])],
      invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
      uuidExtension: 'pgcrypto',
      installExtensions: false,
      poolSize: 4,
      extra: {
        options,
        connectionTimeoutMillis: 5_000,
        query_timeout: queryTimeout,
        keepAlive: true,
        Client: SturdyClient,
      },
    });
    await views.initialize();
    return new ServiceRuntime(definition, deployment, pool, views, commands);
  }

  start(): void {
    const { name, subjects, gateway, reactions } = this.definition;
    const schema = schemaOf(name);
    for (const runner of this.runners) runner.start();
    const onProblem = (found: object): void => this.deployment.log.warn(found, 'messaging');
    const bus = new PostgresBus(this.pool, { onProblem });
    this.relay = startRelay({
      service: name,
      store: this.streams.store,
      categories: subjects.map(({ category }) => category),
      gateway: async (event) => gateway(await this.streams.open(event)),
      bus,
      pool: this.pool,
      schema,
      onProblem,
    });
    const handlers = reactions(this);
    this.sources = [...new Set(Object.keys(handlers).map((key) => key.slice(0, key.indexOf('.'))))];
    this.inbox = startInbox({
      service: name,
      bus,
      sources: this.sources,
      reactions: handlers,
      pool: this.pool,
      schema,
      onProblem,
    });
  }

  async stop(): Promise<void> {
    await Promise.all([this.relay?.close(), this.inbox?.close()]);
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await this.views.destroy();
    await this.pool.end();
  }

  async health(): Promise<'ok' | 'degraded' | 'unavailable'> {
    const { store } = this.streams;
    const answers = await Promise.race([store.head().then(Boolean, () => false), sleep(2_000, false, { ref: false })]);
    if (!answers) return 'unavailable';
    return [this.relay?.health(), this.inbox?.health()].includes('failing') ? 'degraded' : 'ok';
  }

  /** What other services told of the log up to there has been handled here. */
  async heard(at: Position): Promise<boolean> {
    const { inbox } = this;
    if (!inbox) return false;
    return (await Promise.all(this.sources.map((source) => inbox.caughtUp(source, at)))).every(Boolean);
  }

  /** The views are right up to there. */
  async reached(at: Position): Promise<boolean> {
    for (const runner of this.runners) {
      const [next] = await this.streams.store.readAll(
        await runner.at(),
        { categories: runner.projection.categories },
        1,
      );
      if (next && !isAfter(next.position, at)) return false;
    }
    return true;
  }

  private projections() {
    const { subjects, projections } = this.definition;
    return [waitingProjection(subjects, this.streams, this.policies), ...(projections?.(this) ?? [])];
  }
}

const provision = async (definition: ServiceDefinition, admin: pg.Pool): Promise<void> => {
  const { name, subjects, appendsUnread = [], migrations } = definition;
  const role = roleOf(name);
  const schema = schemaOf(name);
  const owned = subjects.map(({ category }) => category);
  await ensureRole(admin, role);
  await migrate(admin, { schema, directory: shellMigrations, set: 'shell' });
  await migrate(admin, { schema, ...messagingMigrations });
  await grantBus(admin, role);
  if (migrations) await migrate(admin, { schema, directory: migrations, set: 'views' });
  await admin.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};
    REVOKE INSERT, UPDATE, DELETE ON ${schema}.migrations FROM ${role}`);
  await grantCategories(admin, { role, appends: [...owned, ...appendsUnread], reads: owned });
};

const troubleOf =
  ({ log }: Deployment, service: string, what: string) =>
  (error: unknown): void =>
    log.warn({ service, what, error: codeOf(error) }, 'trouble');

/** What kind of error, without its words: those of a database may quote a row. */
const codeOf = (error: unknown): string => {
  const { name, code } =
    error instanceof Error ? (error as Error & { code?: string }) : { name: 'unknown', code: undefined };
  return code === undefined ? name : `${name} ${code}`;
};
