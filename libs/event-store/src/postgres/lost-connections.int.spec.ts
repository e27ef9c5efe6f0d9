import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@probity/postgres';
import type { Pool, QueryConfig } from 'pg';
import { contractCategories } from '../contract/index.js';
import { closedAfterEach } from '../contract/closed-after-each.js';
import { ids, newStream, sample, samples, to } from '../contract/samples.js';
import { until } from '../contract/until.js';
import { origin, type RecordedEvent, StoreUnavailable } from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

const KILL = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1';
const KILL_WAITING = `${KILL} AND wait_event_type = 'Lock'`;
const LISTENERS = `SELECT FROM pg_stat_activity WHERE application_name = $1 AND query LIKE 'LISTEN%'`;
const SELDOM = 60_000;

describe('a store whose connections are lost', () => {
  const closing = closedAfterEach();
  let database: TestEventStore;
  let pool: Pool & { readonly role: string };
  beforeAll(async () => {
    database = await testEventStore();
    pool = await database.as({ appends: contractCategories, reads: contractCategories });
  });
  afterAll(() => database.close());

  const some = (sql: string): Promise<void> =>
    until(async () => ((await database.admin.query(sql, [pool.role])).rowCount ?? 0) > 0);

  it('goes on with its subscription, and with its notices', async () => {
    const [trouble, seen, stream] = [[] as unknown[], [] as RecordedEvent[], newStream()];
    const store = new PostgresEventStore(pool, { pollMs: SELDOM, onTrouble: (error) => trouble.push(error) });
    const events = samples(4);
    // Only by its notices can the reader know of another's appends.
    const writer = new PostgresEventStore(await database.as({ appends: contractCategories, reads: [] }));
    const subscription = closing(store.subscribe({}, await store.head(), async (page) => void seen.push(...page)));
    for (const [round, event] of events.entries()) {
      await some(LISTENERS);
      await writer.append([to(stream, round, event)]);
      await until(() => seen.length === round + 1);
      await some(KILL);
      await until(() => trouble.length > round);
    }
    await subscription.close();
    expect(ids(seen)).toEqual(ids(events));
  });

  it('finds what was appended while nobody told it, by looking', async () => {
    const [event, seen] = [sample(), [] as RecordedEvent[]];
    const reader = new PostgresEventStore(pool, { pollMs: 50 });
    const start = await untilAvailable(() => reader.head());
    const subscription = closing(reader.subscribe({}, start, async (page) => void seen.push(...page)));
    await some(LISTENERS);
    const silent = new PostgresEventStore(Object.assign(Object.create(pool) as Pool, { query: muted(pool) }));
    await untilAvailable(() => silent.append([to(newStream(), 0, event)]));
    await until(() => seen.length > 0);
    await subscription.close();
    expect(ids(seen)).toEqual([event.id]);
  });

  it('finds out by its ids what became of an append whose connection was lost', async () => {
    const store = new PostgresEventStore(pool);
    await untilAvailable(() => store.head());
    const [append, holder] = [[to(newStream(), 0, sample())], await database.admin.connect()];
    await holder.query('BEGIN; SELECT FROM event_store.counter FOR UPDATE');
    const lost = store.append(append);
    await some(KILL_WAITING);
    await holder.query('ROLLBACK');
    holder.release();
    expect(await lost).toMatchObject({ repeated: false });
    expect(await store.append(append)).toMatchObject({ repeated: true });
  });

  it('says so when there is no server', async () => {
    const nowhere = connect('postgres://nobody@127.0.0.1:1/none');
    const store = new PostgresEventStore(nowhere);
    await expect(store.append([to(newStream(), 0, sample())])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    const subscription = closing(store.subscribe({}, origin, async () => undefined));
    await setTimeout(100);
    await subscription.close();
    await nowhere.end();
  });
});

/** Repeats with the same ids, as those who get no answer should. */
const untilAvailable = async <T>(ask: () => Promise<T>): Promise<T> =>
  ask().catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return untilAvailable(ask);
    throw error;
  });

/** The pool's query, but for notices. */
const muted = (pool: Pool) => async (sql: string | QueryConfig, values?: unknown[]) =>
  String(sql).includes('NOTIFY') ? undefined : pool.query(sql as string, values);
