import { connect } from '@probity/postgres';
import { contractCategories, type ContractOptions, type OpenAppend, type StoreUnderTest } from '../contract/index.js';
import type { StreamAppend } from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore } from './test-event-store.js';

/** What this adapter is held to; add how long. */
export const postgresPromises = {
  storedElsewhere: true,
  openAppends: true,
  connections: true,
} satisfies ContractOptions;

const KILL = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1';

/** A store in a database of its own on the server of `TEST_DATABASE_URL`. */
export const postgresSubject = async (): Promise<StoreUnderTest> => {
  const database = await testEventStore();
  const pool = await database.as({ appends: contractCategories, reads: contractCategories });
  return {
    store: new PostgresEventStore(pool),
    openAppend: (streams) => appendOpenly(database.url, pool.role, streams),
    killConnections: async () => (await database.admin.query(KILL, [pool.role])).rowCount ?? 0,
    close: () => database.close(),
  };
};

/** By a store that has one connection, and therefore appends in the transaction that was begun on it. */
const appendOpenly = async (url: string, role: string, streams: readonly StreamAppend[]): Promise<OpenAppend> => {
  const one = connect(url, { role, max: 1, applicationName: 'probity-open-append' });
  const finish = async (how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    await one.query(how);
    await one.end();
  };
  await one.query('BEGIN');
  await new PostgresEventStore(one).append(streams).catch(async (error: unknown) => {
    await one.end();
    throw error;
  });
  return { commit: () => finish('COMMIT'), abort: () => finish('ROLLBACK') };
};
