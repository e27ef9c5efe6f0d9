import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { connect, ensureDatabase, ensureRole } from './roles.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

describe('roles', () => {
  const role = `clerk-${randomBytes(4).toString('hex')}`;
  let database: TestDatabase;
  let admin: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = connect(database.url);
    await Promise.all(Array.from({ length: 10 }, () => ensureRole(admin, role)));
    await admin.query('CREATE TABLE secrets (id int)');
  });
  afterAll(async () => {
    await admin.query(`DROP ROLE IF EXISTS "${role}"`);
    await admin.end();
    await database.drop();
  });

  const asRole = async (url: string): Promise<unknown> => {
    const pool = connect(url, { role, applicationName: 'probity-roles' });
    const { rows } = await pool.query(
      "SELECT current_user AS me, current_setting('timezone') AS zone, current_setting('application_name') AS name",
    );
    await pool.end();
    return rows[0];
  };

  it('connects as a role, which may do no more than the role', async () => {
    expect(await asRole(database.url)).toEqual({ me: role, zone: 'UTC', name: 'probity-roles' });
    const pool = connect(database.url, { role });
    await expect(pool.query('SELECT * FROM secrets')).rejects.toThrow('permission denied for table secrets');
    await pool.end();
  });

  it('keeps the role when the address brings options of its own', async () => {
    const url = `${database.url}?options=${encodeURIComponent('-c role=postgres -c work_mem=8MB')}`;
    expect(await asRole(url)).toMatchObject({ me: role });
  });

  it('lets a user who is no superuser make roles and act as them', async () => {
    const login = `maker_${randomBytes(4).toString('hex')}`;
    const made = `${login}_made`;
    await admin.query(`CREATE ROLE ${login} LOGIN CREATEROLE PASSWORD 'made-up'`);
    const url = new URL(database.url);
    [url.username, url.password] = [login, 'made-up'];
    const maker = connect(url.href);
    await ensureRole(maker, made);
    await ensureRole(maker, made);
    const acting = connect(url.href, { role: made });
    expect((await acting.query('SELECT current_user AS me')).rows).toEqual([{ me: made }]);
    await Promise.all([acting.end(), maker.end()]);
    await admin.query(`DROP ROLE ${made}; DROP ROLE ${login}`);
  });

  it('refuses a name that could say more than a name', () => {
    expect(() => connect(database.url, { role: 'x -c role=postgres' })).toThrow("not a role's name");
  });

  it('outlives the loss of a connection at rest, and tells', async () => {
    const lost: string[] = [];
    const pool = connect(database.url, {
      applicationName: 'probity-lost',
      onError: (error) => lost.push(error.message),
    });
    await pool.query('SELECT 1');
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'probity-lost'");
    for (let waited = 0; lost.length === 0 && waited < 5_000; waited += 20)
      await new Promise((go) => setTimeout(go, 20));
    expect(lost.join()).toContain('terminating connection');
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('makes a database once when many ask', async () => {
    const name = `made_${randomBytes(4).toString('hex')}`;
    const urls = await Promise.all(Array.from({ length: 4 }, () => ensureDatabase(database.url, name)));
    expect(new Set(urls).size).toBe(1);
    const pool = connect(urls[0] ?? '');
    expect((await pool.query('SELECT current_database() AS name')).rows).toEqual([{ name }]);
    await pool.end();
    await admin.query(`DROP DATABASE ${name}`);
  });
});

describe('a connection in use', () => {
  it('that is lost between two statements fails the next one, and not the process', async () => {
    const database = await createTestDatabase();
    const pool = connect(database.url);
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(client.query('SELECT 1')).rejects.toThrow(/terminat|closed|not queryable/i);
    client.release(true);
    await pool.end();
    await database.drop();
  });
});
