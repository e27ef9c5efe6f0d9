import { expect, it } from '@jest/globals';
import { connect, createTestDatabase } from '@probity/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from './process.js';
import { settingsFrom } from './settings.js';

it('a start that the keys refuse has not touched the registers', async () => {
  const database = await createTestDatabase();
  const PROBITY_DATA = await mkdtemp(join(tmpdir(), 'probity-process-'));
  const given = { PROBITY_DATA, DATABASE_URL: database.url, OIDC_ISSUER: 'http://127.0.0.1:1/' };
  const settings = settingsFrom({ ...given, KEYS_DATABASE_URL: database.url, LOG_LEVEL: 'silent' });
  await expect(open({ ...settings, ...given }, [])).rejects.toThrow(/^KEYS_DATABASE_URL is .*, which holds a log/);
  const pool = connect(database.url, { max: 1 });
  const { rows } = await pool.query(
    "SELECT to_regclass('event_store.events') IS NOT NULL AS log, to_regclass('registers.snapshots') AS registers",
  );
  expect(rows).toEqual([{ log: true, registers: null }]);
  await pool.end();
  await database.drop();
  await rm(PROBITY_DATA, { recursive: true });
});
