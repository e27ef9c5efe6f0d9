import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandBus } from '@nestjs/cqrs';
import { PostgresEventStore, isAfter, type Position, type RecordedEvent } from '@probity/event-store';
import {
  CaughtUp,
  KafkaBus,
  type KafkaSettings,
  PostgresBus,
  startInbox,
  startRelay,
  type Inbox,
  type Leading,
  type Problem,
  type PublicDraft,
} from '@probity/messaging';
import { connect, ensureLogin, session, SturdyClient } from '@probity/postgres';
import type { Policies } from '@probity/policy-packs';
import { FileEvidenceStore, NoSuchKey, ScopeDestroyed, SealedCodec, type Destruction } from '@probity/record';
import type { RegisterStore } from '@probity/registers';
import type pg from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { casePartsProjection } from '../cases/case-parts.projection.js';
import { WaitingItem, WaitingList, waitingProjection } from '../cases/waiting.js';
import { Streams } from '../commands/streams.js';
import { Progress } from '../http/at-least.js';
import { ProjectionCheckpoint } from '../projections/checkpoint.entity.js';
import { ParkedStream } from '../projections/parked-stream.entity.js';
import { ProjectionRunner } from '../projections/projection-runner.js';
import { deliveries } from '../letters/delivery.js';
import { Letters } from '../letters/letters.js';
import { lettersProjection } from '../letters/letters.projection.js';
import type { Mail } from '../letters/mail.js';
import { mayIn } from '../access/in-force.js';
import type { Measured } from '../telemetry/measured.js';
import type { Metrics } from '../telemetry/metrics.js';
import { tracedPublishing, tracedReaction } from '../telemetry/traced-messages.js';
import type { Clock } from './clock.js';
import { erasures } from '../sealing/erasures.js';
import { SealedMessages } from '../sealing/sealed-messages.js';
import { SealedTexts } from '../sealing/sealed-texts.js';
import { standInsProjection } from '../standing-in/stand-ins.projection.js';
import { listTombstones } from '../sealing/tombstones.js';
import type { TombstoneFile } from '../sealing/tombstone-file.js';
import { kindsGoneBy, type ServiceVault, type Vaults } from '../sealing/vaults.js';
import { withBreaches } from './breaches.js';
import { inTurn } from './in-turn.js';
import { hmac, type Keys } from './keys.js';
import { provision } from './provision.js';
import { Rounds, type Round } from './rounds.js';
import { ServiceContext, type Chosen } from './service-context.js';
import { roleOf, schemaOf, type ServiceDefinition } from './service-definition.js';

/** What every service of a process shares. */
export interface Deployment {
  readonly databaseUrl: string;
  readonly policies: Policies;
  readonly registers: RegisterStore;
  /** Of the sealed files. */
  readonly evidenceDirectory: string;
  readonly clock: Clock;
  readonly chosen: Chosen;
  readonly vaults: Vaults;
  /** Where tombstones are listed once more. */
  readonly tombstoneFile?: TombstoneFile | undefined;
  readonly keys: Keys;
  /** What letters go out by; without one they wait. */
  readonly mail?: Mail | undefined;
  /** The broker that carries what services tell one another; without one, the database does. */
  readonly kafka?: KafkaSettings | undefined;
  readonly metrics: Metrics;
  /** Whether the services are only read here, and are at work in other processes. */
  readonly isReader: boolean;
  /** By institution, the token subject that may upload its first register. */
  readonly registerWriters: Readonly<Record<string, string>>;
  readonly log: Logger;
}

/** Milliseconds. A request that waits longer for the database is answered 503; what it asked may still have happened. */
const queryTimeout = 10_000;

/** One service at work: its store under its own role, its views, its relay and its inbox. */
export class ServiceRuntime extends ServiceContext implements Pick<Progress, 'heard' | 'reached'> {
  readonly name: string;
  readonly streams: Streams;
  readonly waiting: WaitingList;
  readonly letters: Letters;
  readonly evidence: FileEvidenceStore;
  readonly texts: SealedTexts;
  private readonly rounds: Rounds;
  private readonly runners: readonly ProjectionRunner[];
  private bus: KafkaBus | PostgresBus | undefined;
  private relay: Leading | undefined;
  private sources: readonly string[] = [];
  inbox: Inbox | undefined;
  /** Of a service that is at work elsewhere. */
  private caughtUp: CaughtUp | undefined;

  private constructor(
    readonly definition: ServiceDefinition,
    private readonly deployment: Deployment,
    private readonly pool: pg.Pool,
    readonly views: DataSource,
    readonly vault: ServiceVault,
    readonly commands: CommandBus,
  ) {
    super();
    this.name = definition.name;
    this.evidence = new FileEvidenceStore(deployment.evidenceDirectory, vault);
    this.texts = new SealedTexts(vault);
    this.streams = new Streams(
      new PostgresEventStore(pool, { onTrouble: troubleOf(deployment, definition.name, 'the store') }),
      new SealedCodec(vault),
      definition.subjects,
      (held, holder) => this.hold(held, holder),
      this.texts,
    );
    this.waiting = new WaitingList(views, this.personHash);
    this.letters = new Letters({
      views,
      texts: this.texts,
      hashOf: this.personHash,
      maySendAgain: (institution, { offices }) =>
        mayIn(deployment.policies, institution, this.clock.instant(), offices, 'letters.resend'),
    });
    this.rounds = new Rounds([erasures(this, definition), ...this.ownRounds()], (name, error) =>
      troubleOf(deployment, definition.name, name)(error),
    );
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
  get clock(): Clock {
    return this.deployment.clock;
  }
  get chosen(): Chosen {
    return this.deployment.chosen;
  }
  protected get namesKey(): Uint8Array {
    return this.deployment.keys.names;
  }

  async destroy(scope: string, why: Destruction): Promise<void> {
    await this.vault.destroy(scope, why, () => this.listDestroyed());
  }

  /** What a scope held went with it. What others destroyed they list. */
  private async listDestroyed(): Promise<void> {
    const kinds = kindsGoneBy(this.definition.scopes);
    for (let page = await this.vault.tombstones(this.listed); page.length > 0;) {
      const own = page.filter(({ scope }) => kinds.includes(scope.slice(0, scope.indexOf(':'))));
      await listTombstones(this.pool, own, this.deployment.tombstoneFile);
      this.listed = page.at(-1)?.number ?? this.listed;
      page = await this.vault.tombstones(this.listed);
    }
  }

  /** Tombstones up to that number are listed beside the log. */
  private listed = 0;

  private readonly personHash = (institution: string, person: string): string =>
    this.keyedHash(institution, 'person', person);

  /** Makes the service's role, schema and grants, and opens its store and views under that role. */
  static async open(
    definition: ServiceDefinition,
    deployment: Deployment,
    admin: pg.Pool,
    commands: CommandBus,
  ): Promise<ServiceRuntime> {
    const role = roleOf(definition.name);
    const schema = schemaOf(definition.name);
    const vault = await deployment.vaults.of(role, definition.scopes);
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
    return new ServiceRuntime(definition, deployment, pool, views, vault, commands);
  }

  start(): void {
    const { name, subjects, reactions } = this.definition;
    const schema = schemaOf(name);
    const handlers = reactions(this);
    const sources = [...new Set(Object.keys(handlers).map((key) => key.slice(0, key.indexOf('.'))))];
    const bus = this.openBus();
    this.bus = bus;
    this.sources = sources;
    if (this.deployment.isReader) {
      this.caughtUp = new CaughtUp({ service: name, bus, sources, pool: this.pool, schema });
      return;
    }
    for (const runner of this.runners) runner.start();
    this.rounds.start();
    const messages = new SealedMessages(this.texts);
    const { onProblem } = this;
    this.deployment.metrics.noProblems(name);
    this.relay = startRelay({
      service: name,
      store: this.streams.store,
      categories: subjects.map(({ category }) => category),
      gateway: (event) => this.tell(messages, event),
      bus,
      pool: this.pool,
      schema,
      onProblem,
      around: tracedPublishing,
    });
    this.inbox = startInbox({
      service: name,
      bus,
      sources,
      reactions: Object.fromEntries(
        Object.entries(handlers).map(([told, reaction]) => [told, tracedReaction(name, messages.opening(reaction))]),
      ),
      pool: this.pool,
      schema,
      onProblem,
    });
  }

  private openBus(): KafkaBus | PostgresBus {
    const { onProblem } = this;
    const { kafka, metrics } = this.deployment;
    if (!kafka) return new PostgresBus(this.pool, { onProblem });
    const onRebalance = (): void => metrics.problem(this.name, 'rebalance');
    return new KafkaBus({ kafka, clientId: `probity-${this.name}`, pool: this.pool, onProblem, onRebalance });
  }

  private readonly onProblem = (found: Problem): void => {
    this.deployment.log.warn(found, 'messaging');
    this.deployment.metrics.problem(this.name, found.what);
  };

  /** Nothing of an event whose key has been destroyed. */
  private async tell(messages: SealedMessages, event: RecordedEvent): Promise<PublicDraft | undefined> {
    const told = await this.streams.open(event);
    const draft = told && withBreaches(told, this.definition.gateway(told));
    return draft && messages.seal(this.name, event, draft);
  }

  private async hold(held: readonly string[], holder: string): Promise<void> {
    for (const one of held) {
      const scope = one.startsWith('sha256:') ? await this.evidence.scopeOf(one) : one;
      // A file that was there a moment ago: nobody had named it, and it is taken away.
      if (scope === undefined) throw new ScopeDestroyed(one);
      await this.vault.hold(scope, holder);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.relay?.close(), this.inbox?.close(), this.rounds.stop()]);
    await this.bus?.close();
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await this.views.destroy();
    await this.pool.end();
  }

  /** For whoever watches; what cannot be had now is left out. */
  async measure(): Promise<Partial<Measured>> {
    const { bus, inbox } = this;
    if (!bus || !inbox) return {};
    const asked: readonly (readonly [keyof Measured, Promise<number>])[] = [
      ['behind', bus.behind(this.name, this.sources)],
      ['unpublishedFor', this.unpublishedFor(bus)],
      ['parked', inbox.parked().then(({ length }) => length)],
      ['unreadable', inbox.unreadable().then(({ length }) => length)],
    ];
    const answers = await Promise.allSettled(
      asked.map(([, answer]) => Promise.race([answer, sleep(2_000, undefined, { ref: false })])),
    );
    return Object.fromEntries(
      asked.flatMap(([name], nth) => {
        const answer = answers[nth];
        return answer?.status === 'fulfilled' && answer.value !== undefined ? [[name, answer.value]] : [];
      }),
    );
  }

  /** Seconds. */
  private async unpublishedFor(bus: KafkaBus | PostgresBus): Promise<number> {
    const categories = this.definition.subjects.map(({ category }) => category);
    const [oldest] = await this.streams.store.readAll(await bus.relayed(this.name), { categories }, { limit: 1 });
    return oldest ? Math.max(0, (Date.now() - Date.parse(oldest.recordedAt)) / 1_000) : 0;
  }

  async health(): Promise<'ok' | 'degraded' | 'unavailable'> {
    const asked = Promise.all([this.streams.store.head(), this.keysAnswer()]);
    const answers = await Promise.race([asked.then(Boolean, () => false), sleep(2_000, false, { ref: false })]);
    if (!answers) return 'unavailable';
    return [this.relay?.health(), this.inbox?.health()].includes('failing') ? 'degraded' : 'ok';
  }

  /** That nothing has such a scope is an answer, too. @throws where there is none */
  private async keysAnswer(): Promise<void> {
    try {
      await this.vault.opening(`${this.definition.scopes.opens[0]}:health`);
    } catch (error) {
      if (!(error instanceof NoSuchKey)) throw error;
    }
  }

  /** What other services told of the log up to there has been handled here. */
  async heard(at: Position): Promise<boolean> {
    const isCaughtUpWith = (source: string) =>
      this.inbox?.caughtUp(source, at) ?? this.caughtUp?.with(source, at) ?? false;
    return (await Promise.all(this.sources.map(isCaughtUpWith))).every(Boolean);
  }

  /** The views are right up to there. */
  async reached(at: Position): Promise<boolean> {
    for (const runner of this.runners) {
      const [next] = await this.streams.store.readAll(
        await runner.at(),
        { categories: runner.projection.categories },
        { limit: 1 },
      );
      if (next && !isAfter(next.position, at)) return false;
    }
    return true;
  }

  /** What waits for somebody, and the letters that did not arrive. */
  readonly worklist: Pick<WaitingList, 'for'> = {
    for: async (institution, actor) => [
      ...(await this.waiting.for(institution, actor)),
      ...(await this.letters.undelivered(institution, actor)),
    ],
  };

  private ownRounds(): readonly Round[] {
    const { mail } = this.deployment;
    const { subjects, rounds } = this.definition;
    const { name, streams, policies, registers, texts, views, clock } = this;
    const hashOf = (institution: string, address: string): string => this.keyedHash(institution, 'address', address);
    const delivering = { name, subjects, streams, policies, registers, texts, views, clock, hashOf };
    return [...(mail ? [deliveries(delivering, mail)] : []), ...(rounds?.(this) ?? [])];
  }

  private projections() {
    const { subjects, projections } = this.definition;
    const { streams, policies, texts, personHash: hashOf } = this;
    return [
      waitingProjection(subjects, streams, policies, hashOf),
      standInsProjection(subjects, streams, policies),
      casePartsProjection(subjects, streams, policies),
      lettersProjection({ subjects, streams, policies, texts, hashOf }),
      ...(projections?.(this) ?? []),
    ];
  }
}

const troubleOf =
  ({ log }: Deployment, service: string, what: string) =>
  (error: unknown): void =>
    log.warn({ service, what, error: codeOf(error) }, 'trouble');

/** What kind of error, without its words: those of a database may quote a row. */
export const codeOf = (error: unknown): string => {
  const { name, code } =
    error instanceof Error ? (error as Error & { code?: string }) : { name: 'unknown', code: undefined };
  return code === undefined ? name : `${name} ${code}`;
};
