import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, startTestTlsServer, type TestTlsServer } from '@probity/postgres';
import type { Pool } from 'pg';
import { contractCategories } from '../contract/index.js';
import { ids, newStream, sample, samples, to } from '../contract/samples.js';
import { until } from '../contract/until.js';
import { origin, type RecordedEvent } from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

const CONNECTIONS = `SELECT count(*)::int AS count, count(*) FILTER (WHERE s.ssl)::int AS encrypted
  FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid) WHERE a.application_name = $1`;

describe('the store on a server that takes connections over TLS only', () => {
  let server: TestTlsServer;
  let database: TestEventStore;
  let pool: Pool & { readonly role: string };
  beforeAll(async () => {
    server = await startTestTlsServer();
    // This file's own copy of the environment: no other test sees it.
    process.env['TEST_DATABASE_URL'] = server.url;
    database = await testEventStore();
    pool = await database.as({ appends: contractCategories, reads: contractCategories });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await server.stop();
  });

  it('appends, reads and follows, over nothing else', async () => {
    const [store, stream, events, seen] = [
      new PostgresEventStore(pool),
      newStream(),
      samples(600),
      [] as RecordedEvent[],
    ];
    const subscription = store.subscribe({}, origin, async (page) => void seen.push(...page));
    await store.append([to(stream, 0, ...events)]);
    await until(() => seen.length === 600);
    const { rows } = await database.admin.query<{ count: number; encrypted: number }>(CONNECTIONS, [pool.role]);
    await subscription.close();
    expect(ids(await store.readStream(stream))).toEqual(ids(events));
    expect(ids(await store.readAll(origin, {}, { limit: 1_000 }))).toEqual(ids(events));
    expect(rows[0]?.count).toBeGreaterThan(0);
    expect(rows[0]?.encrypted).toBe(rows[0]?.count);
  });

  it('is refused without it (the control)', async () => {
    const address = Object.assign(new URL(server.plainUrl), { pathname: new URL(database.url).pathname });
    const plain = connect(address.href, { role: pool.role });
    const refused = new PostgresEventStore(plain).append([to(newStream(), 0, sample())]);
    await expect(refused).rejects.toThrow('no encryption');
    await plain.end();
  });
});
