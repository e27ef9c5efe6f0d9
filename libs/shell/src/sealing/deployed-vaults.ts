import {
  eraseAgain,
  grantScopes,
  PostgresVault,
  tombstones,
  vaultMigrations,
  type KeyManagement,
} from '@probity/record';
import { connect, ensureDatabase, ensureLogin, migrate } from '@probity/postgres';
import type pg from 'pg';
import { inTurn } from '../runtime/in-turn.js';
import { hmac, type Keys } from '../runtime/keys.js';
import { SettingsWrong, wrongSetting, type Settings } from '../runtime/settings.js';
import { checkDatabase, reasonOf } from '../runtime/start-checks.js';
import { masterKeys } from './master-keys.js';
import { PatientVault } from './patient-vault.js';
import { refuseLog, refuseLostKeys, refuseOlderKeys } from './keys-beside-a-log.js';
import { TombstoneFile } from './tombstone-file.js';
import { listTombstones, listedTombstones } from './tombstones.js';
import type { ScopeRights, ServiceVault, Vaults } from './vaults.js';

/** Milliseconds. */
const queryTimeout = 10_000;

type Complete = Settings & { readonly DATABASE_URL: string };

export const tombstoneFile = ({ TOMBSTONES_FILE }: Settings): TombstoneFile | undefined =>
  TOMBSTONES_FILE === undefined ? undefined : new TombstoneFile(TOMBSTONES_FILE);

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
    await refuseLog(url, keysAdmin);
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
  // First, so that what had come back is not wrapped anew.
  await eraseListed(settings, admin, keysAdmin);
  await refuseOlderKeys(admin, keysAdmin);
  return masterKeys(settings, keysAdmin, !rowCount);
};

/** Whatever one of the vault, the log's database and the file lists is destroyed, and listed in all of them. */
const eraseListed = async (settings: Complete, admin: pg.Pool, keysAdmin: pg.Pool): Promise<void> => {
  const file = tombstoneFile(settings);
  const inFile = (await file?.read()) ?? [];
  await eraseAgain(keysAdmin, [...(await listedTombstones(admin)), ...inFile]);
  const all = await tombstones(keysAdmin);
  await listTombstones(admin, all);
  const there = new Set(inFile.map(({ scope }) => scope));
  await file?.append(all.filter(({ scope }) => !there.has(scope)));
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
