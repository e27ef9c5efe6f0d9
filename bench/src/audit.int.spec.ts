import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@probity/postgres';
import type pg from 'pg';
import { auditTable } from './audit.js';
import { bytesOnDisk, plainPool } from './sql.js';

describe('what a store holds, counted by its table', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = plainPool(database.url, 1);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() =>
    pool.query('DROP TABLE IF EXISTS log; CREATE TABLE log (position bigint, stream text, version int)'),
  );

  const audited = async (...rows: readonly (readonly [number, string, number])[]) => {
    for (const row of rows) await pool.query('INSERT INTO log VALUES ($1, $2, $3)', [...row]);
    return auditTable(database.url, {
      table: 'log',
      stream: 'stream',
      version: 'version',
      first: 1,
      dense: 'position',
    });
  };

  it('finds nothing wrong with an empty log, nor with a whole one', async () => {
    expect(await audited()).toEqual({ events: 0, brokenStreams: 0, dense: true });
    expect(await audited([1, 'a', 1], [2, 'b', 1], [3, 'a', 2])).toEqual({ events: 3, brokenStreams: 0, dense: true });
  });

  it('sees a hole in the positions, and a log that does not begin with 1', async () => {
    expect(await audited([1, 'a', 1], [3, 'a', 2])).toMatchObject({ brokenStreams: 0, dense: false });
    await pool.query('TRUNCATE log');
    expect(await audited([0, 'a', 1], [2, 'a', 2])).toMatchObject({ dense: false });
  });

  it('sees a stream with a hole, one that begins late, and one with a version twice', async () => {
    expect(await audited([1, 'a', 1], [2, 'a', 3])).toMatchObject({ brokenStreams: 1 });
    expect(await audited([3, 'b', 2])).toMatchObject({ brokenStreams: 2 });
    expect(await audited([4, 'c', 1], [5, 'c', 1], [6, 'c', 3])).toMatchObject({ brokenStreams: 3 });
  });

  it('weighs everything in the database, indexes too', async () => {
    const before = await bytesOnDisk(database.url);
    await pool.query("INSERT INTO log SELECT n, repeat('x', 1000), 1 FROM generate_series(1, 1000) AS n");
    const filled = await bytesOnDisk(database.url);
    expect(filled - before).toBeGreaterThan(1_000_000);
    await pool.query('CREATE INDEX ON log (position)');
    expect(await bytesOnDisk(database.url)).toBeGreaterThan(filled);
  });
});
