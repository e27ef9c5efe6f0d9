import {
  type EventStore,
  eventStoreSchema,
  grantCategories,
  migrationsDirectory,
  type NewEvent,
  position,
  PostgresEventStore,
  type RecordedEvent,
} from '@probity/event-store';
import { connect, migrate } from '@probity/postgres';
import { MemoryVault, SealedCodec } from '@probity/record/vault';
import type { Pool } from 'pg';
import { auditTable } from '../audit.js';
import { CATEGORY, type Fact, type FactData } from '../facts.js';
import type { Audit, Page, Store } from '../store.js';

export interface OurPage extends Page {
  readonly events: readonly RecordedEvent[];
}

const ROLE = 'probity_bench';
/** A service's, each appending to its own categories; the others there are granted too, as they are to a real one. */
const GRANTS = { role: ROLE, appends: [CATEGORY, 'report', 'case'], reads: [CATEGORY, 'report', 'case'] };

/** Ours, as a service has it: acting as its role, with a service's pool, version check, dense order and sealed data. */
export class Probity implements Store {
  readonly name = 'Probity';
  /** A key a stream, as a case has its own. Kept in memory: what a vault costs beyond the cipher is not measured here. */
  readonly #codec = new SealedCodec(new MemoryVault());

  private constructor(
    readonly url: string,
    readonly store: EventStore,
    private readonly pool: Pool,
  ) {}

  static async open(this: void, url: string): Promise<Probity> {
    const admin = connect(url, { max: 1 });
    await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
    await grantCategories(admin, GRANTS);
    await admin.end();
    const pool = connect(url, { role: ROLE });
    return new Probity(url, new PostgresEventStore(pool), pool);
  }

  async append(stream: string, expected: number, facts: readonly Fact[]): Promise<void> {
    await this.appendAll([{ stream, expected, facts }]);
  }

  /** Several streams in one append. */
  async appendAll(streams: readonly { stream: string; expected: number; facts: readonly Fact[] }[]): Promise<void> {
    const sealed = streams.map(async ({ stream, expected, facts }) => {
      const events = facts.map((fact, place) => this.#seal(stream, expected + place + 1, fact));
      return { stream, expected, events: await Promise.all(events) };
    });
    await this.store.append(await Promise.all(sealed));
  }

  async #seal(stream: string, version: number, { envelope, data }: Fact): Promise<NewEvent> {
    return { ...envelope, data: await this.#codec.encode({ ...envelope, stream, version }, data) };
  }

  load(stream: string): Promise<readonly RecordedEvent[]> {
    return this.store.readStream(stream);
  }

  async loadFacts(stream: string): Promise<readonly FactData[]> {
    return this.openAll(await this.load(stream));
  }

  async openAll(events: readonly RecordedEvent[]): Promise<readonly FactData[]> {
    const facts: FactData[] = [];
    for (const event of events) {
      const told = this.#codec.decode(event);
      // Waited for only where the key is not at hand.
      facts.push((told instanceof Promise ? await told : told) as FactData);
    }
    return facts;
  }

  /** Handed about on its own. */
  readonly readAll = async (after: string, limit: number): Promise<OurPage> => {
    const events = await this.store.readAll(position(after), {}, { limit });
    const next = events.at(-1)?.position ?? after;
    return { events, count: events.length, next, ids: () => events.map(({ id }) => id) };
  };

  audit(): Promise<Audit> {
    const asked = { table: 'event_store.events', stream: 'stream', version: 'version', first: 1, dense: 'position' };
    return auditTable(this.url, asked);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
