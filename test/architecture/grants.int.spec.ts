import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { intake } from '@probity/intake';
import { records } from '@probity/records';
import { reportAndTriage, Stage } from '@probity/standalone';
import pg from 'pg';
import { System } from '../support/system.js';

let system: System;
let client: pg.Client;
let user: string;

/** As the service is logged in: with its rights, and those that it could take on from there. */
const tries = async (sql: string): Promise<string> => {
  await client.query(`BEGIN; SET LOCAL SESSION AUTHORIZATION ${pg.escapeIdentifier(user)}`);
  try {
    await client.query(sql);
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('ROLLBACK');
  }
};
const denied = '42501';

beforeAll(async () => {
  system = await System.start([intake, records]);
  await reportAndTriage(new Stage(system.url, system.identity.issuer, () => {}));
  client = new pg.Client(system.database.url);
  await client.connect();
  const { rows } = await client.query<{ usename: string }>(
    "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'probity intake'",
  );
  if (rows.length !== 1) throw new Error('intake logs in as one user');
  user = rows[0]?.usename ?? '';
}, 60_000);
afterAll(async () => {
  await client.end();
  await system.stop();
});

describe('a service', () => {
  it('is logged in as a user of its own, who is nothing else', async () => {
    expect(user).toMatch(/^probity_intake_at_\d+$/);
    expect(await tries('SELECT 1')).toBe('done');
    for (const other of ['postgres', 'probity_records', 'probity_registers'])
      expect(await tries(`SET ROLE ${other}`)).toBe(denied);
  });

  it.each([
    'DELETE FROM event_store.events',
    "UPDATE event_store.events SET type = 'Nothing'",
    'TRUNCATE event_store.events',
    'INSERT INTO event_store.events DEFAULT VALUES',
    'INSERT INTO deployment.tombstones DEFAULT VALUES',
    "INSERT INTO deployment.erasures SELECT 'case:x', 'records', '{}', 0, NULL, NULL, '', 0, 0, 0",
    'DELETE FROM deployment.erasures',
    'ALTER TABLE event_store.events DISABLE TRIGGER ALL',
    'DROP TABLE event_store.events',
    'UPDATE event_store.category_grants SET may_append = true',
    'SELECT * FROM records.waiting_v2',
    'SELECT * FROM records.letters_v1',
    'DELETE FROM records.case_parts_v1',
    'SELECT * FROM registers.snapshots',
    'SELECT * FROM deployment.keys',
    'CREATE TABLE intake.own (id int)',
    'DELETE FROM bus.messages',
    "UPDATE bus.messages SET event = '{}'",
    'DELETE FROM intake.migrations',
  ])('can not: %s', async (sql) => {
    expect(await tries(sql)).toBe(denied);
    expect(await tries(`SET ROLE NONE; ${sql}`)).toBe(denied);
  });

  it('reads its own categories, and an informant nowhere', async () => {
    await client.query(`BEGIN; SET LOCAL SESSION AUTHORIZATION ${pg.escapeIdentifier(user)}`);
    const { rows } = await client.query<{ category: string }>(
      'SELECT DISTINCT category FROM event_store.events ORDER BY 1',
    );
    await client.query('ROLLBACK');
    expect(rows.map(({ category }) => category)).toEqual(['intake', 'report']);
    const all = await client.query<{ category: string }>('SELECT DISTINCT category FROM event_store.events');
    expect(all.rows.map(({ category }) => category)).toContain('informant');
  });
});
