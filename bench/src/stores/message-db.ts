import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { auditTable } from '../audit.js';
import { CATEGORY, type Fact, type FactData } from '../facts.js';
import { peerFile, peerVersions } from '../require-peer.js';
import { plainPool } from '../sql.js';
import { type Page, PEER_CONNECTIONS, type Store, type StoreKind } from '../store.js';

/** As its install.sh has them; views, role and privileges, which cost nothing here, are left out. */
const INSTALLED = [
  'schema/message-store',
  'extensions/pgcrypto',
  'tables/messages',
  'types/message',
  ...['message-store-version', 'hash-64', 'acquire-lock', 'category', 'is-category', 'id', 'cardinal-id'].map(
    (file) => `functions/${file}`,
  ),
  ...['stream-version', 'write-message', 'get-stream-messages', 'get-category-messages', 'get-last-stream-message'].map(
    (file) => `functions/${file}`,
  ),
  ...['messages-id', 'messages-stream', 'messages-category'].map((file) => `indexes/${file}`),
];

/** The server gives documents as text; its clients parse them. */
interface Row {
  readonly id: string;
  readonly global_position: string;
  readonly data: string;
  readonly metadata: string;
}

const WRITE = { name: 'write', text: 'SELECT message_store.write_message($1, $2, $3, $4, $5, $6)' };
const READ = { name: 'read', text: 'SELECT * FROM message_store.get_stream_messages($1)' };
const READ_CATEGORY = { name: 'all', text: 'SELECT * FROM message_store.get_category_messages($1, $2, $3)' };

const parse = (row: Row) => ({
  ...row,
  data: JSON.parse(row.data) as FactData,
  metadata: JSON.parse(row.metadata) as object,
});

async function open(url: string): Promise<Store> {
  const pool = plainPool(url, PEER_CONNECTIONS, '-c search_path=message_store,public');
  for (const file of INSTALLED) {
    await pool.query(await readFile(peerFile(`@eventide/message-db/database/${file}.sql`), 'utf8'));
  }
  const load = async (stream: string) => (await pool.query<Row>({ ...READ, values: [stream] })).rows.map(parse);
  return {
    name,
    append: async (stream, expected, facts) => {
      for (const [place, fact] of facts.entries()) await write(pool, stream, expected + place, fact);
    },
    load,
    loadFacts: async (stream) => (await load(stream)).map(({ data }) => data),
    readAll: async (after, limit) => {
      const values = [CATEGORY, BigInt(after) + 1n, limit];
      const { rows } = await pool.query<Row>({ ...READ_CATEGORY, values });
      return toPage(rows.map(parse), after);
    },
    audit: () =>
      auditTable(url, { table: 'message_store.messages', stream: 'stream_name', version: 'position', first: 0 }),
    close: () => pool.end(),
  };
}

/** Its versions count from 0, and an empty stream is at -1. */
async function write(pool: pg.Pool, stream: string, expected: number, { envelope, data }: Fact): Promise<void> {
  const { id, type, ...metadata } = envelope;
  const values = [id, stream, type, JSON.stringify(data), JSON.stringify(metadata), expected - 1];
  await pool.query({ ...WRITE, values });
}

const toPage = (rows: readonly Pick<Row, 'id' | 'global_position'>[], after: string): Page => ({
  count: rows.length,
  next: rows.at(-1)?.global_position ?? after,
  ids: () => rows.map(({ id }) => id),
});

const name = `message-db ${peerVersions()['@eventide/message-db']}`;
export const messageDb: StoreKind = { key: 'messageDb', name, open };
