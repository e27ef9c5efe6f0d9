import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { migrate } from './migrate.js';
import { connect } from './roles.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

describe('migrate', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let directory: string;
  let schema: string;
  let count = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = connect(database.url);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-migrations-'));
    schema = `Views-${++count}`;
    await put('0001-cases.sql', 'CREATE TABLE cases (id int)');
    await put('0002-names.sql', "ALTER TABLE cases ADD name text; INSERT INTO cases VALUES (1, 'x')");
  });
  afterEach(() => rm(directory, { recursive: true }));

  const put = (file: string, sql: string): Promise<void> => writeFile(join(directory, file), sql);
  const run = (): Promise<string[]> => migrate(pool, { schema, directory });
  const rowsOf = async (table: string): Promise<unknown[]> =>
    (await pool.query(`SELECT * FROM "${schema}".${table}`)).rows;

  it('applies each file once, in order, into its schema', async () => {
    expect(await run()).toEqual(['0001-cases.sql', '0002-names.sql']);
    expect(await run()).toEqual([]);
    await put('0003-more.sql', "INSERT INTO cases VALUES (2, 'y')");
    expect(await run()).toEqual(['0003-more.sql']);
    expect(await rowsOf('cases')).toEqual([
      { id: 1, name: 'x' },
      { id: 2, name: 'y' },
    ]);
  });

  it('applies once when eight start at the same moment', async () => {
    const applied = await Promise.all(Array.from({ length: 8 }, run));
    expect(applied.flat()).toEqual(['0001-cases.sql', '0002-names.sql']);
    expect(await rowsOf('cases')).toHaveLength(1);
  });

  it('names a file that has changed since it was applied', async () => {
    await run();
    await put('0001-cases.sql', 'CREATE TABLE cases (id bigint)');
    await expect(run()).rejects.toThrow('migration 0001-cases.sql: has changed');
  });

  it('names an applied file that is missing', async () => {
    await run();
    await rm(join(directory, '0001-cases.sql'));
    await expect(run()).rejects.toThrow('migration 0001-cases.sql: was applied to this database, and is missing');
  });

  it('names a file that came in before one that was applied', async () => {
    await rm(join(directory, '0001-cases.sql'));
    await put('0002-names.sql', 'CREATE TABLE cases (id int)');
    await run();
    await put('0001-late.sql', 'CREATE TABLE late ()');
    await expect(run()).rejects.toThrow('migration 0001-late.sql: comes before 0002-names.sql');
  });

  it('takes back the whole of a file that fails, keeps those before, and goes on when it is mended', async () => {
    await put('0003-broken.sql', 'CREATE TABLE half (); SELECT 1 / 0');
    await expect(run()).rejects.toThrow('migration 0003-broken.sql: division by zero');
    await expect(rowsOf('half')).rejects.toThrow('does not exist');
    await put('0003-broken.sql', 'CREATE TABLE half ()');
    expect(await run()).toEqual(['0003-broken.sql']);
  });

  it('refuses two files with one number, and a name out of form', async () => {
    await put('0002-other.sql', 'SELECT 1');
    await expect(run()).rejects.toThrow('migration 0002-other.sql: there is another 0002');
    await rm(join(directory, '0002-other.sql'));
    await put('3-short.sql', 'SELECT 1');
    await expect(run()).rejects.toThrow('migration 3-short.sql: the name is not NNNN-name.sql');
  });

  it('gives the connection back with the time limits of the pool', async () => {
    const one = connect(database.url, { max: 1 });
    const limit = async (): Promise<unknown> => (await one.query('SHOW statement_timeout')).rows;
    const before = await limit();
    await migrate(one, { schema, directory });
    expect(await limit()).toEqual(before);
    await one.end();
  });
});
