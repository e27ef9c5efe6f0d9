import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect, createTestDatabase, type TestDatabase } from '@probity/postgres';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openKeys } from './keys.js';
import { SettingsWrong } from './settings.js';

let database: TestDatabase;
let admin: pg.Pool;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = connect(database.url, { max: 4 });
  directory = await mkdtemp(join(tmpdir(), 'probity-keys-'));
});
afterAll(async () => {
  await admin.end();
  await database.drop();
  await rm(directory, { recursive: true });
});

it('keys are made once, and are the same for two processes that start together', async () => {
  const [one, other] = await Promise.all([openKeys(directory, admin), openKeys(directory, admin)]);
  expect(one).toEqual(other);
  expect(new Set([one.digests, one.names, one.logins].map((key) => Buffer.from(key).toString('hex'))).size).toBe(3);
  expect(await openKeys(directory, admin)).toEqual(one);
});

it('a database does not start with another key than it began with', async () => {
  await writeFile(join(directory, 'external-numbers.key'), Buffer.alloc(32, 7));
  await expect(openKeys(directory, admin)).rejects.toThrow(SettingsWrong);
  await expect(openKeys(directory, admin)).rejects.toThrow('another');
});

it('nor without: a key that was lost is not made anew', async () => {
  await rm(join(directory, 'external-numbers.key'));
  await expect(openKeys(directory, admin)).rejects.toThrow(
    /PROBITY_DATA has no .*external-numbers\.key; expected the key/,
  );
});
