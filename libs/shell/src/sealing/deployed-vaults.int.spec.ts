import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase, ensureDatabase, migrate, type TestDatabase } from '@probity/postgres';
import { ScopeForbidden } from '@probity/record';
import type pg from 'pg';
import type { Keys } from '../runtime/keys.js';
import { settingsFrom } from '../runtime/settings.js';
import { openVaults } from './deployed-vaults.js';
import { SealedTexts } from './sealed-texts.js';
import { listTombstones, listedTombstones } from './tombstones.js';
import type { Vaults } from './vaults.js';

const rights = { seals: ['case', 'informant'], opens: ['case'], destroys: ['case'] };
const logins = randomBytes(32);
const keys: Keys = { digests: logins, names: logins, logins };
const why = { by: 'st-1', why: 'C-1', at: '2031-10-05T09:00:00.000Z' };
const key = (): string => randomBytes(32).toString('base64');

let database: TestDatabase;
let admin: pg.Pool;
let data: string;
let opened: Vaults[] = [];

const keysUrl = (): string => `${database.url}_keys`;
const start = async (more: Record<string, string> = {}): Promise<Vaults> => {
  const settings = { ...settingsFrom({ PROBITY_DATA: data, ...more }), DATABASE_URL: database.url };
  const vaults = await openVaults(settings, admin, keys, () => {});
  opened.push(vaults);
  return vaults;
};
const texts = async (vaults: Vaults) => new SealedTexts(await vaults.of('probity_sealing', rights));
const dropKeys = async (): Promise<void> => {
  await admin.query(`DROP DATABASE IF EXISTS ${new URL(keysUrl()).pathname.slice(1)} WITH (FORCE)`);
};

beforeAll(async () => {
  database = await createTestDatabase();
  admin = connect(database.url, { max: 2 });
  const directory = fileURLToPath(new URL('../../migrations/deployment', import.meta.url));
  await migrate(admin, { schema: 'deployment', directory });
  await admin.query('CREATE SCHEMA event_store; CREATE TABLE event_store.events (id int)');
});
beforeEach(async () => {
  await Promise.all(opened.map((vaults) => vaults.close()));
  opened = [];
  await dropKeys();
  await admin.query('TRUNCATE event_store.events, deployment.tombstones');
  if (data) await rm(data, { recursive: true });
  data = await mkdtemp(join(tmpdir(), 'probity-vaults-'));
});
afterAll(async () => {
  await Promise.all(opened.map((vaults) => vaults.close()));
  await dropKeys();
  await admin.end();
  await database.drop();
  await rm(data, { recursive: true });
});

describe("the keys' database", () => {
  it('is made beside the log, with a master key that nobody else may read; the next start finds both', async () => {
    const sealed = await (await texts(await start())).seal('case:1', 'here', 'Persephone');
    const file = join(data, 'keys', 'master.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const made = await readFile(file, 'utf8');
    const again = await texts(await start());
    expect(await again.open('case:1', 'here', sealed)).toBe('Persephone');
    expect(await readFile(file, 'utf8')).toBe(made);
  });

  it('gives a service the keys that it may have, and no other', async () => {
    const own = await texts(await start());
    const sealed = await own.seal('informant:1', 'here', 'Wilhelmina');
    await expect(own.open('informant:1', 'here', sealed)).rejects.toThrow(ScopeForbidden);
    await expect(own.seal('report:1', 'here', 'Persephone')).rejects.toThrow(ScopeForbidden);
  });

  it('is not used with another master key than it began with: the setting is named', async () => {
    await start({ MASTER_KEY: key() });
    await expect(start({ MASTER_KEY: key() })).rejects.toThrow(/needs master key \w+, which is not at hand/);
    await expect(start({ MASTER_KEY_FILE: join(data, 'none.key') })).rejects.toThrow(
      /^MASTER_KEY_FILE: .*none\.key cannot be read/,
    );
    await expect(start({ MASTER_KEY: key(), MASTER_KEY_FILE: 'x' })).rejects.toThrow('both set; expected one of them');
  });

  it('is wrapped anew under a new master key, after which the old one is not needed', async () => {
    const [old, now] = [key(), key()];
    const sealed = await (await texts(await start({ MASTER_KEY: old }))).seal('case:1', 'here', 'Persephone');
    await start({ MASTER_KEY: now, MASTER_KEYS_OLD: old });
    const after = await texts(await start({ MASTER_KEY: now }));
    expect(await after.open('case:1', 'here', sealed)).toBe('Persephone');
    await expect(start({ MASTER_KEY: old })).rejects.toThrow('is not at hand');
  });

  it('that is empty beside a log that is not has been lost, and is not begun anew', async () => {
    await admin.query('INSERT INTO event_store.events VALUES (1)');
    await expect(start()).rejects.toThrow(
      /^KEYS_DATABASE_URL has no keys, and DATABASE_URL has events; .* Restore them\.$/,
    );
  });

  it('that cannot be reached names its setting, and no password', async () => {
    const lost = start({ KEYS_DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/keys' });
    await expect(lost).rejects.toThrow(
      /^KEYS_DATABASE_URL is "postgres:\/\/…@127\.0\.0\.1:1\/keys", which cannot be used/,
    );
  });

  it('may be anywhere that the settings say', async () => {
    const url = await ensureDatabase(database.url, `${new URL(database.url).pathname.slice(1)}_keys`);
    const own = await texts(await start({ KEYS_DATABASE_URL: url }));
    expect(await own.open('case:1', 'here', await own.seal('case:1', 'here', 'Persephone'))).toBe('Persephone');
  });
});

describe('a tombstone', () => {
  it('that the log lists is put up again in keys that come from before', async () => {
    const sealed = await (await texts(await start())).seal('case:1', 'here', 'Persephone');
    await listTombstones(admin, [{ scope: 'case:1', ...why }]);
    const restored = await texts(await start());
    expect(await restored.open('case:1', 'here', sealed)).toBeNull();
    await expect(restored.seal('case:1', 'here', 'Persephone')).rejects.toThrow('was destroyed');
  });

  it('that the log does not list yet, because the process ended in between, is listed at the next start', async () => {
    const vault = await (await start()).of('probity_sealing', rights);
    await vault.sealing('case:2');
    await vault.destroy('case:2', why);
    expect(await listedTombstones(admin)).toEqual([]);
    await start();
    expect(await listedTombstones(admin)).toEqual([{ scope: 'case:2', ...why }]);
  });
});
