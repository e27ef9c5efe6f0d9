import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { ids, newStream, samples, to } from '../contract/samples.js';
import { StoreUnavailable } from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

describe('a store that is held up', () => {
  let database: TestEventStore;
  let pool: Pool;
  beforeAll(async () => {
    database = await testEventStore();
    pool = await database.as({ appends: ['hearing'], reads: ['hearing'] });
  });
  afterAll(() => database.close());

  it('tells those who wait behind, in seconds, that nothing was done for them; and nothing was', async () => {
    const [store, stream, events] = [new PostgresEventStore(pool), newStream(), samples(20)];
    const holder = await database.admin.connect();
    await holder.query('BEGIN; UPDATE event_store.counter SET last = last');
    const asked = performance.now();
    const ends: number[] = [];
    const outcomes = events.map((event, expected) =>
      store
        .append([to(stream, expected, event)])
        .then(() => 'stored')
        .catch((error: unknown) => error)
        .finally(() => ends.push(performance.now() - asked)),
    );
    for (const outcome of await Promise.all(outcomes.slice(1))) expect(outcome).toBeInstanceOf(StoreUnavailable);
    expect(Math.max(...ends)).toBeLessThan(8_000);
    await holder.query('ROLLBACK');
    holder.release();
    expect(await outcomes[0]).toBe('stored');
    expect(ids(await store.readStream(stream))).toEqual(ids(events.slice(0, 1)));
    await store.append([to(stream, 1, ...events.slice(1))]);
    expect(await store.readStream(stream)).toHaveLength(20);
  });
});
