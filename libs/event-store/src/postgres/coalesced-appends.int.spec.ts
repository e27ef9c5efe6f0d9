import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { ids, newStream, sample, samples, to } from '../contract/samples.js';
import { IdReused, NotAllowed, WrongVersion } from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

describe('appends that are asked for together', () => {
  let database: TestEventStore;
  let pool: Pool;
  let store: PostgresEventStore;
  let statements = 0;
  beforeAll(async () => {
    database = await testEventStore();
    pool = await database.as({ appends: ['hearing'], reads: ['hearing'] });
    const query = async (asked: { readonly text?: string }) => {
      if (asked.text?.includes('event_store.append')) statements += 1;
      return pool.query(asked as never);
    };
    store = new PostgresEventStore(Object.assign(Object.create(pool) as Pool, { query }));
  });
  beforeEach(() => {
    statements = 0;
  });
  afterAll(() => database.close());

  const outcomes = async (appends: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
    (await Promise.allSettled(appends)).map((end) => (end.status === 'fulfilled' ? 'stored' : end.reason));

  it('are few statements', async () => {
    const appends = Array.from({ length: 200 }, () => store.append([to(newStream(), 0, sample())]));
    expect(new Set((await Promise.all(appends)).map(({ position }) => position)).size).toBe(200);
    expect(statements).toBeLessThan(10);
  });

  it('are not held up by company: one alone is a statement', async () => {
    for (let n = 0; n < 3; n += 1) await store.append([to(newStream(), 0, sample())]);
    expect(statements).toBe(3);
  });

  it('fail each by itself: a conflict, a category that is not granted, an id that is taken', async () => {
    const [there, taken] = [newStream(), sample()];
    await store.append([to(there, 0, taken)]);
    const before = BigInt(await store.head());
    const ends = await outcomes([
      store.append([to(newStream(), 0, sample())]),
      store.append([to(there, 0, sample())]),
      store.append([to(newStream(), 0, sample()), to(newStream('report'), 0, sample())]),
      store.append([to(newStream(), 0, taken)]),
      store.append([to(newStream(), 0, sample(), sample())]),
    ]);
    const reasons = [new WrongVersion(there, 0, 1), new NotAllowed('report'), new IdReused(taken.id)];
    expect(ends).toEqual(['stored', ...reasons, 'stored']);
    expect(BigInt(await store.head())).toBe(before + 3n);
  });

  it('fail each by itself where the server refuses the whole statement', async () => {
    const twice = sample();
    const streams = [newStream(), newStream(), newStream()] as const;
    const ends = await outcomes([
      store.append([to(streams[0], 0, twice)]),
      store.append([to(streams[1], 0, twice)]),
      store.append([to(streams[2], 0, sample())]),
    ]);
    expect(ends).toEqual(['stored', new IdReused(twice.id), 'stored']);
  });

  it('follow each other on one stream as they were asked', async () => {
    const [stream, events] = [newStream(), samples(20)];
    const appends = events.map((event, expected) => store.append([to(stream, expected, event)]));
    expect(new Set(await outcomes(appends))).toEqual(new Set(['stored']));
    expect(ids(await store.readStream(stream))).toEqual(ids(events));
  });

  it('are as many as fit, and one that is larger goes alone', async () => {
    const large = store.append([to(newStream(), 0, ...samples(3_000))]);
    const others = Array.from({ length: 5 }, () => store.append([to(newStream(), 0, ...samples(400))]));
    expect(new Set(await outcomes([large, ...others]))).toEqual(new Set(['stored']));
    expect(statements).toBeGreaterThanOrEqual(4);
  });
});
