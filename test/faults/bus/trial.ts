import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { busMigrations, messagingMigrations } from '@probity/messaging';
import { connect, migrate } from '@probity/postgres';
import type { Pool } from 'pg';
import { until } from '../../processes/program.js';
import { CarefulClient, type Store } from '../store/client.js';
import { type Cluster, logOf } from '../store/cluster.js';
import { Journal, readJournal } from '../store/journal.js';
import { judge as judgeLog } from '../store/oracle.js';
import { openStore, type OpenStore } from '../store/trial.js';
import { findAll } from './find.js';
import type { Kafka } from './kafka.js';
import { load } from './load.js';
import { type Breach, judge, repeatedOn } from './oracle.js';
import { type Protection } from './protections.js';
import { makeView } from './reactions.js';
import { type Inside, type Service, type ServiceName, services, startService } from './service.js';
import { WorkerProcess } from './worker-process.js';

/** What a fault was found to do. */
export interface Finding {
  readonly times: number;
  readonly acknowledged: number;
  /** How often it met something: by what, each fault says. */
  readonly met: number;
  /** Messages that say again what another had said. */
  readonly repeated: number;
  readonly breaches: readonly Breach[];
}

export interface World {
  readonly postgres: Cluster;
  readonly kafka: Kafka;
}

export interface TrialOptions {
  readonly seed: number;
  readonly without?: readonly Protection[];
  readonly writers?: number;
  /** What stands before the store; a control puts its mistake here. */
  readonly between?: (store: Store, trial: { readonly url: string; readonly prefix: string }) => Store;
}

/** Longer than any append takes: what waits so long waits for the broker. */
const heldUpMs = 7_000;

/** Without any change before it counts as all that will come. */
const patience = { protected: 60_000, control: 8_000 };

/** A consumer hears the beginning of what is new to it twice; one without an inbox is to double nothing but by the fault. */
const hasHeard = `with made as (insert into bus.sources (source) values ('intake'), ('hearings') returning *)
  insert into bus.hearings (consumer, source, partition, generation)
  select consumer, source, partition, generation
    from made, generate_series(0, 99) as partition, (values ('hearings'), ('records')) as consumers (consumer)`;

let trials = 0;

/** Reports are handed in, services speak over the broker, and a journal is kept of what was acknowledged. */
export class Trial {
  private readonly open: (Service | WorkerProcess)[] = [];
  private readonly extra: Breach[] = [];
  private stopped = false;
  private done: Promise<void> = Promise.resolve();

  private constructor(
    readonly world: World,
    readonly url: string,
    readonly prefix: string,
    readonly pool: Pool,
    readonly journal: Journal,
    private readonly folder: string,
    private readonly store: OpenStore,
    private readonly options: TrialOptions,
  ) {}

  static async start(world: World, options: TrialOptions): Promise<Trial> {
    const url = await world.postgres.database();
    const pool = connect(url, { max: 3 });
    pool.on('error', () => undefined);
    await migrate(pool, busMigrations);
    for (const schema of Object.keys(services)) await migrate(pool, { ...messagingMigrations, schema });
    await pool.query(makeView);
    if (options.without?.includes('inbox')) await pool.query(hasHeard);
    const prefix = `faults-${(trials += 1)}`;
    await world.kafka.makeTopics(prefix);
    const folder = await mkdtemp(join(tmpdir(), 'probity-journal-'));
    const journal = await Journal.open(join(folder, 'journal'));
    return new Trial(world, url, prefix, pool, journal, folder, openStore(url), options);
  }

  /** From now on reports are handed in. */
  handIn(): void {
    const { seed, writers = 3, between = (store: Store) => store } = this.options;
    const client = new CarefulClient(between(this.store.store, this), this.journal);
    const waited = (milliseconds: number): void => {
      // The first ones make connections.
      if (milliseconds > heldUpMs && this.journal.acknowledged > 2 * writers)
        this.breach('held up', `a report, ${Math.round(milliseconds)} ms`);
    };
    this.done = load(client, { seed, writers, goesOn: () => !this.stopped, waited });
    this.done.catch(() => undefined);
  }

  /** In this process. @param url the database's, where it is reached by way of something */
  run(name: ServiceName, inside: Inside = {}, url = this.url): Service {
    const service = startService(this.settings(name, url), inside);
    this.open.push(service);
    return service;
  }

  /** In one of its own, not started yet. */
  worker(name: ServiceName, url = this.url): WorkerProcess {
    const worker = new WorkerProcess(this.settings(name, url));
    this.open.push(worker);
    return worker;
  }

  private settings(name: ServiceName, url: string) {
    const { without = [] } = this.options;
    const instance = `${name}-${this.open.length + 1}`;
    return { name, instance, url, brokers: this.world.kafka.addresses, prefix: this.prefix, without };
  }

  breach(kind: Breach['kind'], what: string): void {
    this.extra.push({ kind, what });
  }

  /** Waits until so many more reports are acknowledged. */
  async goOn(more: number): Promise<void> {
    const enough = this.journal.acknowledged + more;
    await until(`${more} more are acknowledged`, () => this.journal.acknowledged >= enough, 90).catch(
      (error: unknown) => {
        throw new Error(`what was heard last: ${this.journal.trouble}`, { cause: error });
      },
    );
  }

  /** No more reports; those on their way get their answers. */
  async stopHandingIn(): Promise<void> {
    this.stopped = true;
    await this.done;
  }

  /** Until all that was reported has come through, or nothing has changed for long. */
  async settle(): Promise<void> {
    await this.stopHandingIn();
    const most = this.options.without?.length ? patience.control : patience.protected;
    let before = '';
    for (let since = performance.now(); performance.now() - since < most; await sleep(100)) {
      const progress = await this.progress();
      if (`${Object.values(progress)}` === before) {
        // What is said again may still be under way.
        if (this.isComplete(progress) && performance.now() - since > 1_500) return;
      } else [before, since] = [`${Object.values(progress)}`, performance.now()];
    }
  }

  /** Whether all that was reported up to now has come through. */
  async isThrough(): Promise<boolean> {
    return this.isComplete(await this.progress());
  }

  private isComplete({ reports, opened, handled, kept, said }: Progress): boolean {
    if (opened < reports || said < reports + opened) return false;
    return this.hasNoInbox || (handled >= reports && kept >= reports + opened);
  }

  private get hasNoInbox(): boolean {
    return this.options.without?.includes('inbox') ?? false;
  }

  async progress(): Promise<Progress> {
    const { rows } = await this.pool.query<Progress>(
      `select (select count(*)::int from event_store.events where category = 'report') as reports,
              (select count(*)::int from event_store.events where category = 'hearing') as opened,
              (select count(*)::int from hearings.inbox_messages where handled_at is not null) as handled,
              (select count(*)::int from records.inbox_messages where handled_at is not null) as kept,
              (select coalesce(sum(said), 0)::int from records.case_view) as said`,
    );
    const [progress] = rows;
    if (!progress) throw new Error('there is no progress');
    return progress;
  }

  /** Closes every service, and asks the oracle. */
  async finding(times: number, met: (repeated: number) => number): Promise<Finding> {
    await this.closeServices();
    const found = await findAll(this, !this.hasNoInbox);
    const repeated = repeatedOn(found);
    const breaches = [...this.extra, ...(await this.inTheLog()), ...judge(found)];
    return { times, acknowledged: this.journal.acknowledged, repeated, met: met(repeated), breaches };
  }

  /** O1, O2, O4 of what was handed in. */
  private async inTheLog(): Promise<readonly Breach[]> {
    const reports = (await logOf(this.url)).filter(({ stream }) => stream.startsWith('report-'));
    const { breaches } = judgeLog(await readJournal(this.journal.path), reports);
    return breaches
      .filter(({ kind }) => kind !== 'gap in the positions')
      .map(({ kind, what }) => ({ kind: 'in the log', what: `${kind}: ${what}` }));
  }

  private async closeServices(): Promise<void> {
    const closing = this.open.splice(0).map((one) => ('close' in one ? one.close() : one.finish()));
    await Promise.all(closing);
  }

  async close(): Promise<void> {
    await this.stopHandingIn().catch(() => undefined);
    await Promise.all(this.open.splice(0).map((one) => ('close' in one ? one.close() : one.kill())));
    await this.store.close();
    await this.pool.end();
    await this.journal.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

interface Progress {
  readonly reports: number;
  readonly opened: number;
  readonly handled: number;
  readonly kept: number;
  readonly said: number;
}

/** With a trial of its own, which is closed however it ends. */
export const inTrial = async (
  world: World,
  options: TrialOptions,
  act: (trial: Trial) => Promise<Finding>,
): Promise<Finding> => {
  const trial = await Trial.start(world, options);
  try {
    return await act(trial);
  } finally {
    await trial.close();
  }
};
