import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, PostgresEventStore } from '@probity/event-store';
import { connect } from '@probity/postgres';
import { until } from '../../processes/program.js';
import { CarefulClient, type Store } from './client.js';
import { logOf, role } from './cluster.js';
import { Journal, readJournal } from './journal.js';
import { load, sharedStreams } from './load.js';
import { judge, type Verdict } from './oracle.js';

/** What a fault was found to do. */
export interface Finding extends Verdict {
  /** How often the fault happened. */
  readonly times: number;
}

export interface OpenStore {
  readonly store: PostgresEventStore;
  close(): Promise<void>;
}

/** The real store, over connections that give up a statement after so long. */
export const openStore = (url: string, queryTimeout = 5_000): OpenStore => {
  const pool = connect(url, { role, max: 6, queryTimeout, applicationName: 'faults' });
  const store = new PostgresEventStore(pool);
  return {
    store,
    close: () => pool.end(),
  };
};

export interface TrialOptions {
  /** Of the store that the load goes through. */
  readonly url: string;
  readonly seed: number;
  readonly writers: number;
  readonly queryTimeout?: number;
  /** What stands before the store; a control puts its mistake here. */
  readonly between?: (store: EventStore) => Store;
  /** Whether writers meet on some streams, so that some are refused. */
  readonly shared?: boolean;
}

/** A load on one store, the journal of it, and how far it has come. */
export class Trial {
  private constructor(
    readonly journal: Journal,
    private readonly folder: string,
    private readonly open: OpenStore,
    private readonly stop: () => void,
    private readonly done: Promise<void>,
  ) {}

  static async start(options: TrialOptions): Promise<Trial> {
    const { url, seed, writers, queryTimeout, between = (store) => store, shared = true } = options;
    const folder = await mkdtemp(join(tmpdir(), 'probity-journal-'));
    const journal = await Journal.open(join(folder, 'journal'));
    const open = openStore(url, queryTimeout);
    const store = between(open.store);
    const client = new CarefulClient(store, journal);
    let stopped = false;
    const goesOn = (): boolean => !stopped;
    const done = load(client, { writers, seed, goesOn, shared: shared ? sharedStreams : [] });
    // Whoever waits for it is told; until then it must not end the process.
    done.catch(() => {});
    return new Trial(journal, folder, open, () => (stopped = true), done);
  }

  /** Waits until so many more are acknowledged. @throws after 30 s: it has not come back */
  async goOn(more: number): Promise<void> {
    const enough = this.journal.acknowledged + more;
    await until(`${more} more are acknowledged`, () => this.journal.acknowledged >= enough, 30).catch(
      (error: unknown) => {
        throw new Error(`what was heard last: ${this.journal.trouble}`, { cause: error });
      },
    );
  }

  /** No new appends; those that are on their way get their answers. */
  async settle(): Promise<void> {
    this.stop();
    let settled = false;
    void this.done.then(() => (settled = true)).catch(() => (settled = true));
    await until('every append has an answer', () => settled, 30);
    await this.done;
  }

  /** @param url the database's, past whatever was broken */
  async verdict(url: string, times: number): Promise<Finding> {
    return { ...(await verdictOn(url, this.journal.path)), times };
  }

  async close(): Promise<void> {
    this.stop();
    await this.open.close();
    await this.journal.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Asks the oracle twice: about what was found, and after some of it has been asked of the store once more. */
export const verdictOn = async (url: string, ...journals: readonly string[]): Promise<Verdict> => {
  const asked = async (): Promise<Verdict> => judge(await readJournal(...journals), await logOf(url));
  const found = await asked();
  const known = new Set(found.breaches.map(({ kind, what }) => `${kind} ${what}`));
  for (const path of journals) await repeatSome(url, path);
  const after = await asked();
  const more = after.breaches.filter(({ kind, what }) => !known.has(`${kind} ${what}`));
  return { ...found, breaches: [...found.breaches, ...more] };
};

const REPEATED = 150;

/** The last of what was acknowledged: the store is to answer as the first time. */
const repeatSome = async (url: string, path: string): Promise<void> => {
  const [open, journal] = [openStore(url), await Journal.open(path)];
  try {
    const client = new CarefulClient(open.store, journal);
    const acknowledged = (await readJournal(path)).filter(({ answers }) => answers.length > 0);
    await Promise.all(acknowledged.slice(-REPEATED).map((attempt) => client.repeat(attempt)));
  } finally {
    await open.close();
    await journal.close();
  }
};
