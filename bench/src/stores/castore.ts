import { auditTable } from '../audit.js';
import { CATEGORY, type Fact, type FactData } from '../facts.js';
import { peerVersions, requirePeer } from '../require-peer.js';
import type { Store, StoreKind } from '../store.js';

/** Private there, and the only way to end its connections. */
const CONNECTIONS = '_sql';

interface EventDetail {
  readonly aggregateId: string;
  readonly version: number;
  readonly type: string;
  readonly payload: FactData;
  readonly metadata: object;
}

interface Adapter {
  pushEvent(event: EventDetail, options: { eventStoreId: string; force: boolean }): Promise<unknown>;
  getEvents(
    aggregateId: string,
    context: { eventStoreId: string },
  ): Promise<{ readonly events: readonly EventDetail[] }>;
  readonly [CONNECTIONS]: { end(): Promise<void> };
}

interface AdapterClass {
  new (options: { connectionString: string }): Adapter;
  createEventTable(options: { connectionString: string }): Promise<unknown>;
}

/** Its table keys streams by UUID, so the category goes into the store's id. */
const idOf = (stream: string): string => stream.slice(CATEGORY.length + 1);

/** Castore has no event ids; ours stays in the metadata. */
const toDetail = (stream: string, version: number, { envelope: { type, ...metadata }, data }: Fact): EventDetail => ({
  aggregateId: idOf(stream),
  version,
  type,
  payload: data,
  metadata,
});

async function open(url: string): Promise<Store> {
  const { PostgresEventStorageAdapter } = requirePeer<{ PostgresEventStorageAdapter: AdapterClass }>(
    '@castore/event-storage-adapter-postgres',
  );
  await PostgresEventStorageAdapter.createEventTable({ connectionString: url });
  const adapter = new PostgresEventStorageAdapter({ connectionString: url });
  const load = async (stream: string) => (await adapter.getEvents(idOf(stream), { eventStoreId: CATEGORY })).events;
  return {
    name,
    append: async (stream, expected, facts) => {
      for (const [place, fact] of facts.entries()) {
        const detail = toDetail(stream, expected + place + 1, fact);
        await adapter.pushEvent(detail, { eventStoreId: CATEGORY, force: false });
      }
    },
    load,
    loadFacts: async (stream) => (await load(stream)).map(({ payload }) => payload),
    audit: () => auditTable(url, { table: 'event', stream: 'aggregate_id', version: 'version', first: 1 }),
    close: () => adapter[CONNECTIONS].end(),
  };
}

const name = `Castore ${peerVersions()['@castore/event-storage-adapter-postgres']}`;
export const castore: StoreKind = { key: 'castore', name, open };
