import { auditTable } from '../audit.js';
import { type Fact, type FactData } from '../facts.js';
import { peerVersions, requirePeer } from '../require-peer.js';
import { type Page, PEER_CONNECTIONS, type Store, type StoreKind } from '../store.js';

interface Row {
  readonly position: string;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly envelope: object;
  readonly data: FactData;
}

interface Repository {
  insert(rows: readonly Partial<Row>[]): Promise<unknown>;
  find(options: object): Promise<Row[]>;
}

interface DataSource {
  initialize(): Promise<unknown>;
  getRepository(entity: unknown): Repository;
  destroy(): Promise<void>;
}

interface TypeOrm {
  readonly DataSource: new (options: object) => DataSource;
  readonly EntitySchema: new (options: object) => unknown;
  MoreThan(value: string): unknown;
}

/** The table that a team writes when it needs one: a serial number, a stream's versions unique, documents as json. */
const EVENT = {
  name: 'event',
  columns: {
    position: { type: 'bigint', primary: true, generated: 'increment' },
    stream: { type: 'text' },
    version: { type: 'integer' },
    id: { type: 'uuid', unique: true },
    type: { type: 'text' },
    recordedAt: { type: 'timestamptz', createDate: true },
    envelope: { type: 'json' },
    data: { type: 'json' },
  },
  uniques: [{ columns: ['stream', 'version'] }],
};

const toRow = (stream: string, version: number, { envelope, data }: Fact): Partial<Row> => {
  const { id, type, ...rest } = envelope;
  return { stream, version, id, type, envelope: rest, data };
};

async function open(url: string): Promise<Store> {
  const { DataSource, EntitySchema, MoreThan } = requirePeer<TypeOrm>('typeorm');
  const entity = new EntitySchema(EVENT);
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: [entity],
    synchronize: true,
    installExtensions: false,
    extra: { max: PEER_CONNECTIONS },
  });
  await source.initialize();
  const events = source.getRepository(entity);
  const load = (stream: string): Promise<Row[]> => events.find({ where: { stream }, order: { version: 'ASC' } });
  return {
    name,
    append: async (stream, expected, facts) => {
      await events.insert(facts.map((fact, place) => toRow(stream, expected + place + 1, fact)));
    },
    load,
    loadFacts: async (stream) => (await load(stream)).map(({ data }) => data),
    readAll: async (after, take) => {
      const rows = await events.find({ where: { position: MoreThan(after) }, order: { position: 'ASC' }, take });
      return toPage(rows, after);
    },
    audit: () => auditTable(url, { table: 'event', stream: 'stream', version: 'version', first: 1 }),
    close: () => source.destroy(),
  };
}

const toPage = (rows: readonly Row[], after: string): Page => ({
  count: rows.length,
  next: rows.at(-1)?.position ?? after,
  ids: () => rows.map(({ id }) => id),
});

const name = `TypeORM ${peerVersions()['typeorm']}`;
export const typeOrm: StoreKind = { key: 'typeOrm', name, open };
