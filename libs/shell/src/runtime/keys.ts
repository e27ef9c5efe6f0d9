import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@probity/postgres';
import { makeFileOnce } from '@probity/record';
import type pg from 'pg';
import { SettingsWrong } from './settings.js';

/** HMAC-SHA-256 keys of a deployment. */
export interface Keys {
  /** Of what a request asked. */
  readonly digests: Uint8Array;
  /** Of external numbers in stream names: with another, what was said of a certificate is not found. */
  readonly names: Uint8Array;
  /** Of the passwords that the services log in with. */
  readonly logins: Uint8Array;
}

const migrations = fileURLToPath(new URL('../../migrations/deployment', import.meta.url));
const files = { digests: 'request-digests.key', names: 'external-numbers.key', logins: 'database-logins.key' } as const;

/**
 * The keys in `directory`, made when the database is new. The database keeps a check value of each, so that one is never
 * used with other keys than it began with.
 * @throws SettingsWrong naming the key that is missing or is another
 */
export const openKeys = async (directory: string, admin: pg.Pool): Promise<Keys> => {
  await migrate(admin, { schema: 'deployment', directory: migrations });
  const { rows } = await admin.query<{ name: string; check_value: string }>(
    'SELECT name, check_value FROM deployment.keys',
  );
  const known = new Map(rows.map((row) => [row.name, row.check_value]));
  const [digests, names, logins] = await Promise.all(
    Object.entries(files).map(([name, file]) => openKey(admin, name, join(directory, file), known.get(name))),
  );
  if (!digests || !names || !logins) throw new Error('a key is missing');
  return { digests, names, logins };
};

export const hmac = (key: Uint8Array, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');

const openKey = async (
  admin: pg.Pool,
  name: string,
  file: string,
  expected: string | undefined,
): Promise<Uint8Array> => {
  if (expected === undefined) await makeFileOnce(file, randomBytes(32));
  const key = await readFile(file).catch(() => undefined);
  if (!key)
    throw new SettingsWrong(`PROBITY_DATA has no ${file}; expected the key that this database began with. Restore it.`);
  const check = hmac(key, 'check', name);
  const { rows } = await admin.query<{ check_value: string }>(
    `INSERT INTO deployment.keys (name, check_value) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET check_value = keys.check_value RETURNING check_value`,
    [name, check],
  );
  if (rows[0]?.check_value !== check)
    throw new SettingsWrong(
      `PROBITY_DATA has another ${file} than this database began with; expected that one. Restore it.`,
    );
  return key;
};
