import {
  type EventStore,
  eventStoreSchema,
  grantCategories,
  migrationsDirectory,
  type NewEvent,
  PostgresEventStore,
  type RecordedEvent,
} from '@probity/event-store';
import {
  busMigrations,
  grantBus,
  KafkaBus,
  type KafkaSettings,
  messagingMigrations,
  PostgresBus,
  type PublicDraft,
} from '@probity/messaging';
import { connect, ensureRole, migrate } from '@probity/postgres';
import { MemoryVault, SealedCodec } from '@probity/record/vault';
import type { Pool } from 'pg';
import type { Fact } from '../facts.js';

/** What all of them share, once a database. */
export async function prepare(url: string): Promise<void> {
  const admin = connect(url, { max: 1 });
  await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
  await migrate(admin, busMigrations);
  await admin.end();
}

export interface ServiceOptions {
  readonly url: string;
  readonly name: string;
  /** Of the streams that it appends to. */
  readonly category: string;
  /** The database carries the facts where there is none. */
  readonly kafka?: KafkaSettings | undefined;
  /** Makes what else is in its schema. */
  readonly tables?: string;
}

/** As a service is in a deployment: acting as its own role on a pool of 10, with its own schema, rights, store and keys. */
export class Service {
  readonly #codec = new SealedCodec(new MemoryVault());

  private constructor(
    readonly name: string,
    readonly schema: string,
    readonly pool: Pool,
    readonly store: EventStore,
    readonly bus: KafkaBus | PostgresBus,
  ) {}

  static async open({ url, name, category, kafka, tables = '' }: ServiceOptions): Promise<Service> {
    const schema = name.replaceAll('-', '_');
    const role = `probity_bench_${schema}`;
    const admin = connect(url, { max: 1 });
    await ensureRole(admin, role);
    await migrate(admin, { schema, ...messagingMigrations });
    await grantBus(admin, role, name);
    await admin.query(`${tables};
      GRANT USAGE ON SCHEMA ${schema} TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`);
    await grantCategories(admin, { role, appends: [category], reads: [category] });
    await admin.end();
    const pool = connect(url, { role, applicationName: name });
    const bus = kafka ? new KafkaBus({ kafka, clientId: name, pool }) : new PostgresBus(pool);
    return new Service(name, schema, pool, new PostgresEventStore(pool), bus);
  }

  async append(stream: string, expected: number, facts: readonly Fact[]): Promise<void> {
    await this.appendAll([{ stream, expected, facts }]);
  }

  async appendAll(
    streams: readonly { readonly stream: string; readonly expected: number; readonly facts: readonly Fact[] }[],
  ): Promise<void> {
    const sealed = streams.map(async ({ stream, expected, facts }) => {
      const events = facts.map((fact, place) => this.#seal(stream, expected + place + 1, fact));
      return { stream, expected, events: await Promise.all(events) };
    });
    await this.store.append(await Promise.all(sealed));
  }

  async #seal(stream: string, version: number, { envelope, data }: Fact): Promise<NewEvent> {
    return { ...envelope, data: await this.#codec.encode({ ...envelope, stream, version }, data) };
  }

  /** Opens what is in the log, and tells all of it. */
  readonly gateway = async (event: RecordedEvent): Promise<PublicDraft> => ({
    type: event.type,
    schemaVersion: event.schemaVersion,
    data: await this.#codec.decode(event),
  });

  async close(): Promise<void> {
    await this.bus.close();
    await this.pool.end();
  }
}
