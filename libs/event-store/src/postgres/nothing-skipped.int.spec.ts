import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool, PoolClient } from 'pg';
import { contractCategories } from '../contract/index.js';
import { closedAfterEach } from '../contract/closed-after-each.js';
import { ids, newStream, sample, to } from '../contract/samples.js';
import { until } from '../contract/until.js';
import type { RecordedEvent, StreamAppend } from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { toArguments } from './rows.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

const call = (client: Pool | PoolClient, values: readonly (readonly unknown[])[]) =>
  client.query(`SELECT event_store.append(${values.map((_, n) => `$${n + 1}`).join(', ')})`, [...values]);

/** An append whose transaction stays open. */
const appendSlowly = async (pool: Pool, append: StreamAppend): Promise<PoolClient> => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await call(client, toArguments([append]));
  return client;
};

const finish = async (client: PoolClient, how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
  await client.query(how);
  client.release();
};

describe('a reader beside an append that is slow to commit', () => {
  const closing = closedAfterEach();
  let database: TestEventStore;
  let pool: Pool;
  let store: PostgresEventStore;
  beforeAll(async () => {
    database = await testEventStore();
    pool = await database.as({ appends: contractCategories, reads: contractCategories });
    store = new PostgresEventStore(pool);
  });
  afterAll(() => database.close());

  it('sees neither it nor what comes after it, and then both, in order', async () => {
    const [start, slow, quick, seen] = [await store.head(), sample(), sample(), [] as RecordedEvent[]];
    const subscription = closing(store.subscribe({}, start, async (page) => void seen.push(...page)));
    const client = await appendSlowly(pool, to(newStream(), 0, slow));
    let answered = false;
    const second = store.append([to(newStream(), 0, quick)]).finally(() => (answered = true));
    await setTimeout(200);
    expect({ answered, seen, read: await store.readAll(start), head: await store.head() }).toEqual({
      answered: false,
      seen: [],
      read: [],
      head: start,
    });
    await finish(client, 'COMMIT');
    await second;
    await until(() => seen.length === 2);
    await subscription.close();
    expect(ids(seen)).toEqual([slow.id, quick.id]);
    expect(ids(await store.readAll(start))).toEqual([slow.id, quick.id]);
  });

  it('sees no hole where it was rolled back', async () => {
    const [start, quick] = [await store.head(), sample()];
    const client = await appendSlowly(pool, to(newStream(), 0, sample()));
    const second = store.append([to(newStream(), 0, quick)]);
    await finish(client, 'ROLLBACK');
    expect(BigInt((await second).position)).toBe(BigInt(start) + 1n);
    expect(ids(await store.readAll(start))).toEqual([quick.id]);
  });

  it('would lose it if positions came from a sequence (the control)', async () => {
    const { admin } = database;
    await admin.query('CREATE TABLE control (position bigserial, name text)');
    const seen: string[] = [];
    let after = '0';
    const poll = async (): Promise<void> => {
      const { rows } = await admin.query('SELECT * FROM control WHERE position > $1 ORDER BY position', [after]);
      seen.push(...rows.map(({ name }) => name));
      after = rows.at(-1)?.position ?? after;
    };
    const client = await admin.connect();
    await client.query('BEGIN');
    await client.query(`INSERT INTO control (name) VALUES ('slow')`);
    await admin.query(`INSERT INTO control (name) VALUES ('quick')`);
    await poll();
    await finish(client, 'COMMIT');
    await poll();
    expect(seen).toEqual(['quick']);
    expect((await admin.query('SELECT FROM control')).rowCount).toBe(2);
  });
});

describe('event_store.append by itself', () => {
  let database: TestEventStore;
  let pool: Pool;
  beforeAll(async () => {
    database = await testEventStore();
    pool = await database.as({ appends: ['hearing'], reads: ['hearing'] });
  });
  afterAll(() => database.close());

  const stream = newStream();
  it.each([
    ['a version left out', [1, 3]],
    ['versions out of order', [2, 1]],
    ['a version twice', [1, 1]],
  ])('refuses %s', async (_name, versions) => {
    const values = toArguments([to(stream, 0, sample(), sample())]).with(1, versions);
    const append = pool.query(`SELECT event_store.append(${values.map((_, n) => `$${n + 1}`).join(', ')})`, [
      ...values,
    ]);
    await expect(append).rejects.toMatchObject({ code: 'PR001' });
    expect(await new PostgresEventStore(pool).head()).toBe('0');
  });

  it('refuses a stream without a category', async () => {
    const values = toArguments([to('hearing', 0, sample())]);
    const append = pool.query(`SELECT event_store.append(${values.map((_, n) => `$${n + 1}`).join(', ')})`, [
      ...values,
    ]);
    await expect(append).rejects.toMatchObject({ code: '23514' });
  });
});
