import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStoreSchema, migrationsDirectory } from '@probity/event-store';
import { connect, createTestDatabase, ensureDatabase, migrate, type TestDatabase } from '@probity/postgres';
import { ScopeForbidden } from '@probity/record';
import type pg from 'pg';
import type { Keys } from '../runtime/keys.js';
import { settingsFrom } from '../runtime/settings.js';
import { openVaults } from './deployed-vaults.js';
import { SealedTexts } from './sealed-texts.js';
import { TombstoneFile } from './tombstone-file.js';
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
/** An event whose data are these bytes, under that key. */
const logged = async (keyId: string, bytes: Uint8Array): Promise<void> => {
  const envelope = JSON.stringify([1, 'imi', null, keyId, ...Array.from({ length: 9 }, () => null)]);
  await admin.query(
    `INSERT INTO event_store.events (position, recorded_at, version, id, stream, category, type, envelope, data)
     SELECT coalesce(max(position), 0) + 1, now(), 1, gen_random_uuid(), 'case-' || count(*), 'case', 'Opened', $1, $2
     FROM event_store.events`,
    [envelope, bytes],
  );
};
const sealedBytes = Buffer.of(1, 0, 0, 0, 1);
const dropKeys = async (): Promise<void> => {
  await admin.query(`DROP DATABASE IF EXISTS ${new URL(keysUrl()).pathname.slice(1)} WITH (FORCE)`);
};

beforeAll(async () => {
  database = await createTestDatabase();
  admin = connect(database.url, { max: 2 });
  const directory = fileURLToPath(new URL('../../migrations/deployment', import.meta.url));
  await migrate(admin, { schema: 'deployment', directory });
  await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
});
beforeEach(async () => {
  await Promise.all(opened.map((vaults) => vaults.close()));
  opened = [];
  await dropKeys();
  await admin.query(
    'SET session_replication_role = replica; TRUNCATE event_store.events, deployment.tombstones; RESET ALL',
  );
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
      /^MASTER_KEY_FILE cannot be read as a file \(ENOENT\)/,
    );
    await expect(start()).rejects.toThrow(/^keys\/master\.key under PROBITY_DATA cannot be read as a file \(ENOENT\)/);
    const cut = key().slice(0, -1);
    const told = start({ MASTER_KEY: key(), MASTER_KEYS_OLD: `${key()},${cut}` });
    await expect(told).rejects.toThrow(/^MASTER_KEYS_OLD, number 2 cannot be read as a file/);
    await expect(told).rejects.not.toThrow(cut.slice(0, 20));
    await expect(start({ MASTER_KEY: key(), MASTER_KEY_FILE: 'x' })).rejects.toThrow('both set; expected one of them');
  });

  it('is wrapped anew under a new master key, after which the old one is not needed', async () => {
    const [old, now] = [key(), key()];
    const sealed = await (await texts(await start({ MASTER_KEY: old }))).seal('case:1', 'here', 'Persephone');
    await start({ MASTER_KEY: now, MASTER_KEYS_OLD: `${key()} , ${old}` });
    const after = await texts(await start({ MASTER_KEY: now }));
    expect(await after.open('case:1', 'here', sealed)).toBe('Persephone');
    await expect(start({ MASTER_KEY: old })).rejects.toThrow('is not at hand');
  });

  it('that is empty beside a log that is not has been lost, and is not begun anew', async () => {
    await logged('case:1', sealedBytes);
    await expect(start()).rejects.toThrow(
      /^KEYS_DATABASE_URL has no keys, and DATABASE_URL has events; .* Restore them\.$/,
    );
  });

  it('that is empty beside a log that never was sealed is not said to have lost anything', async () => {
    await logged('case:1', Buffer.from('{"opened":true}'));
    await expect(start()).rejects.toThrow(
      /^DATABASE_URL has events in clear, from before events were sealed; expected/,
    );
  });

  it('that is older than the log is told by what it lacks, until that is restored or given up', async () => {
    const vault = await (await start()).of('probity_sealing', rights);
    for (const scope of ['case:1', 'case:2']) await vault.sealing(scope);
    await vault.destroy('case:2', why);
    await vault.hold('case:5', 'case:1');
    for (const nth of [1, 1, 2, 3, 4, 5]) await logged(`case:${nth}`, sealedBytes);
    await expect(start()).rejects.toThrow(
      /^KEYS_DATABASE_URL lacks 3 keys .*\(case:3, case:4, case:5\); expected .* Restore/,
    );
    const lost = ['case:3', 'case:4', 'case:5'].map((scope) => ({ scope, ...why }));
    await listTombstones(admin, lost);
    const own = await texts(await start());
    await expect(own.seal('case:3', 'here', 'Persephone')).rejects.toThrow('was destroyed');
    expect(await own.seal('case:1', 'here', 'Persephone')).toBeTruthy();
  });

  it('is not the one of the log, nor of another', async () => {
    await expect(start({ KEYS_DATABASE_URL: database.url })).rejects.toThrow(
      /^KEYS_DATABASE_URL is .*, which holds a log; expected .* of the keys alone$/,
    );
    expect((await admin.query("SELECT to_regnamespace('vault') AS vault")).rows).toEqual([{ vault: null }]);
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

  it('is put up again before anything is wrapped under another master key', async () => {
    const [old, now] = [key(), key()];
    await (await texts(await start({ MASTER_KEY: old }))).seal('case:1', 'here', 'Persephone');
    await listTombstones(admin, [{ scope: 'case:1', ...why }]);
    const keysAdmin = connect(keysUrl(), { max: 1 });
    await keysAdmin.query(`CREATE FUNCTION vault.told() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'wrapped anew: %', new.scope; END $$;
      CREATE TRIGGER told BEFORE UPDATE ON vault.keys FOR EACH ROW EXECUTE FUNCTION vault.told()`);
    await keysAdmin.end();
    await start({ MASTER_KEY: now, MASTER_KEYS_OLD: old });
  });

  it('outlives a restore of both databases in the file of tombstones, which is kept elsewhere', async () => {
    const TOMBSTONES_FILE = join(data, 'elsewhere', 'tombstones');
    const sealed = await (await texts(await start({ TOMBSTONES_FILE }))).seal('case:1', 'here', 'Persephone');
    const file = new TombstoneFile(TOMBSTONES_FILE);
    await listTombstones(admin, [{ scope: 'case:1', ...why }], file);
    await listTombstones(admin, [{ scope: 'case:1', ...why }], file);
    expect(await file.read()).toEqual([{ scope: 'case:1', ...why }]);
    // From before: the log does not list it, and the keys have it.
    await admin.query('TRUNCATE deployment.tombstones');
    const control = await texts(await start());
    expect(await control.open('case:1', 'here', sealed)).toBe('Persephone');
    const restored = await texts(await start({ TOMBSTONES_FILE }));
    expect(await restored.open('case:1', 'here', sealed)).toBeNull();
    expect(await listedTombstones(admin)).toEqual([{ scope: 'case:1', ...why }]);
  });

  it('that the file lacks is added to it at start; a line that is none names itself', async () => {
    await start();
    await listTombstones(admin, [{ scope: 'case:2', ...why }]);
    const TOMBSTONES_FILE = join(data, 'tombstones');
    await start({ TOMBSTONES_FILE });
    await start({ TOMBSTONES_FILE });
    expect(await new TombstoneFile(TOMBSTONES_FILE).read()).toEqual([{ scope: 'case:2', ...why }]);
    await writeFile(TOMBSTONES_FILE, '{"scope":"case:3"', { flag: 'a' });
    await expect(start({ TOMBSTONES_FILE })).rejects.toThrow(/^TOMBSTONES_FILE, line 2, is no tombstone/);
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
