import { eraseAgain, grantScopes, PostgresVault, vaultMigrations, type KeyManagement } from '@probity/record';
import { connect, ensureDatabase, ensureLogin, migrate } from '@probity/postgres';
import type pg from 'pg';
import { inTurn } from '../runtime/in-turn.js';
import { hmac, type Keys } from '../runtime/keys.js';
import { SettingsWrong, wrongSetting, type Settings } from '../runtime/settings.js';
import { checkDatabase, reasonOf } from '../runtime/start-checks.js';
import { masterKeys } from './master-keys.js';
import { PatientVault } from './patient-vault.js';
import { listTombstones, listedTombstones, type Listed } from './tombstones.js';
import type { ScopeRights, ServiceVault, Vaults } from './vaults.js';

/** Milliseconds. */
const queryTimeout = 10_000;

type Complete = Settings & { readonly DATABASE_URL: string };

/**
 * Opens the keys' database: its tables, its master key, and what was destroyed before, which a restored backup may have
 * brought back. The log's database is `admin`'s.
 * @throws SettingsWrong naming what keeps the keys from being used
 */
export const openVaults = async (
  settings: Complete,
  admin: pg.Pool,
  keys: Keys,
  onTrouble: (error: unknown) => void,
): Promise<Vaults> => {
  const url = settings.KEYS_DATABASE_URL ?? (await besideTheLog(settings.DATABASE_URL, admin));
  const keysAdmin = connect(url, { max: 4, applicationName: 'probity keys' });
  try {
    await checkDatabase(url, keysAdmin, 'KEYS_DATABASE_URL');
    await migrate(keysAdmin, vaultMigrations);
    const management = await inTurn(keysAdmin, () => openManagement(settings, admin, keysAdmin));
    return new DeployedVaults(url, keysAdmin, management, keys, onTrouble);
  } catch (error) {
    await keysAdmin.end();
    throw error;
  }
};

const besideTheLog = async (databaseUrl: string, admin: pg.Pool): Promise<string> => {
  const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
  return ensureDatabase(databaseUrl, `${rows[0]?.name}_keys`).catch((error: unknown) => {
    const why = `and ${rows[0]?.name}_keys cannot be made beside DATABASE_URL (${reasonOf(error)})`;
    throw new SettingsWrong(wrongSetting('KEYS_DATABASE_URL', undefined, why));
  });
};

const openManagement = async (settings: Complete, admin: pg.Pool, keysAdmin: pg.Pool): Promise<KeyManagement> => {
  const { rowCount } = await keysAdmin.query('SELECT FROM vault.masters');
  if (!rowCount) await refuseLostKeys(admin);
  const management = await masterKeys(settings, keysAdmin, !rowCount);
  await eraseAgain(keysAdmin, await listedTombstones(admin));
  const destroyed = await keysAdmin.query<Listed>('SELECT scope, at, by, why FROM vault.tombstones');
  await listTombstones(admin, destroyed.rows);
  return management;
};

/** New keys would open nothing of an old log: it is taken for a lost database, and not begun anew. */
const refuseLostKeys = async (admin: pg.Pool): Promise<void> => {
  const { rows } = await admin.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM event_store.events) AS any');
  if (rows[0]?.any)
    throw new SettingsWrong(
      'KEYS_DATABASE_URL has no keys, and DATABASE_URL has events; expected the keys that they are sealed with. Restore them.',
    );
};

/** A login of its own for each service, in the keys' database. */
class DeployedVaults implements Vaults {
  private readonly opened: { readonly vault: PostgresVault; readonly pool: pg.Pool }[] = [];

  constructor(
    private readonly url: string,
    private readonly admin: pg.Pool,
    private readonly management: KeyManagement,
    private readonly keys: Keys,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  async of(role: string, { seals, opens, destroys = [] }: ScopeRights): Promise<ServiceVault> {
    const password = hmac(this.keys.logins, 'login', role);
    const own = await inTurn(this.admin, async () => {
      const login = await ensureLogin(this.admin, this.url, { role, password });
      await grantScopes(this.admin, { role, seals, opens, destroys });
      return login;
    });
    const pool = connect(own, { max: 3, queryTimeout, applicationName: `${role} keys`, onError: this.onTrouble });
    const vault = new PostgresVault(pool, this.management, { onTrouble: this.onTrouble });
    this.opened.push({ vault, pool });
    return new PatientVault(vault);
  }

  async provisioned(): Promise<void> {
    if (!this.admin.ended) await this.admin.end();
  }

  async close(): Promise<void> {
    await this.provisioned();
    for (const { vault, pool } of this.opened.splice(0)) {
      await vault.close();
      await pool.end();
    }
  }
}
