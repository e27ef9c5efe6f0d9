import { auditTable } from '../audit.js';
import { type Fact, type FactData } from '../facts.js';
import { peerVersions, requirePeer } from '../require-peer.js';
import { type Page, PEER_CONNECTIONS, type Store, type StoreKind } from '../store.js';

interface Read {
  readonly data: FactData;
  readonly metadata: { readonly messageId: string; readonly globalPosition: bigint };
}

interface EventStore {
  readonly schema: { migrate(): Promise<unknown> };
  appendToStream(
    stream: string,
    events: readonly { type: string; data: object; metadata: object }[],
    options: { expectedStreamVersion: bigint },
  ): Promise<unknown>;
  readStream(stream: string): Promise<{ readonly events: readonly Read[] }>;
  close(): Promise<void>;
}

interface Pool {
  on(event: 'error', told: () => void): this;
  end(): Promise<void>;
}

interface Emmett {
  getPostgreSQLEventStore(url: string, options: object): EventStore;
  /** What its consumers read the log with. */
  readMessagesBatch(
    execute: unknown,
    options: { after: bigint; batchSize: number },
  ): Promise<{ readonly messages: readonly Read[]; readonly currentGlobalPosition: bigint }>;
}

/** The id goes where Emmett keeps its own; what is left of the envelope is metadata. */
const toMessage = ({ envelope: { id, type, ...metadata }, data }: Fact) => ({
  type,
  data,
  metadata: { messageId: id, ...metadata },
});

async function open(url: string): Promise<Store> {
  const { getPostgreSQLEventStore, readMessagesBatch } = requirePeer<Emmett>('@event-driven-io/emmett-postgresql');
  const { dumbo } = requirePeer<{ dumbo(options: object): { execute: unknown } }>('@event-driven-io/dumbo');
  const { Pool } = requirePeer<{ Pool: new (options: object) => Pool }>('pg');
  const pool = new Pool({ connectionString: url, max: PEER_CONNECTIONS }).on('error', () => undefined);
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  const { execute } = dumbo({ connectionString: url, pool });
  const load = async (stream: string): Promise<readonly Read[]> => (await store.readStream(stream)).events;
  return {
    name,
    append: async (stream, expected, facts) => {
      await store.appendToStream(stream, facts.map(toMessage), { expectedStreamVersion: BigInt(expected) });
    },
    load,
    loadFacts: async (stream) => (await load(stream)).map(({ data }) => data),
    readAll: async (after, batchSize) => {
      const batch = await readMessagesBatch(execute, { after: BigInt(after), batchSize });
      return toPage(batch.messages, `${batch.currentGlobalPosition}`);
    },
    audit: () => auditTable(url, { table: 'emt_messages', stream: 'stream_id', version: 'stream_position', first: 1 }),
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}

const toPage = (messages: readonly Read[], next: string): Page => ({
  count: messages.length,
  next,
  ids: () => messages.map(({ metadata }) => metadata.messageId),
});

const name = `Emmett ${peerVersions()['@event-driven-io/emmett-postgresql']}`;
export const emmett: StoreKind = { key: 'emmett', name, open };
