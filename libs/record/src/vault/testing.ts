import { randomBytes, randomUUID } from 'node:crypto';
import { type FileHandle, open, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { connect, createTestDatabase, migrate } from '@probity/postgres';
import type { Pool } from 'pg';
import { confirmMaster, grantScopes, type ScopeGrants } from './administration.js';
import type { KeyManagement } from './key-management.js';
import { MasterKeys } from './master-keys.js';
import { vaultMigrations } from './migrations.js';
import { PostgresVault, type VaultOptions } from './postgres-vault.js';

type Rights = Omit<ScopeGrants, 'role'>;

export const everything: Rights = {
  seals: ['case', 'report', 'evidence'],
  opens: ['case', 'report', 'evidence'],
  destroys: ['case', 'report', 'evidence'],
};

export interface TestVaultOptions extends VaultOptions {
  readonly masters?: KeyManagement;
  /** Instead of one of its own. */
  readonly pool?: Pool;
  /** Hears no notice, as where each of them is lost. */
  readonly deaf?: boolean;
}

export interface TestVaults {
  readonly url: string;
  /** The superuser and owner. */
  readonly admin: Pool;
  readonly masters: MasterKeys;
  /** A pool that acts as a role made for it, with these rights. */
  as(rights: Rights, url?: string): Promise<Pool & { readonly role: string }>;
  /** A vault over a pool of its own, as another process has. */
  vault(rights?: Rights, options?: TestVaultOptions): Promise<PostgresVault>;
  close(): Promise<void>;
}

/** A migrated database of its own, for one test file; leases of 250 ms. */
export const testVaults = async (leaseMs = 250): Promise<TestVaults> => {
  const database = await createTestDatabase();
  const admin = connect(database.url);
  await migrate(admin, vaultMigrations);
  await admin.query('UPDATE vault.lease SET ms = $1', [leaseMs]);
  const masters = new MasterKeys(randomBytes(32));
  const pools: (Pool & { readonly role: string })[] = [];
  const vaults: PostgresVault[] = [];
  const as: TestVaults['as'] = async (rights, url = database.url) => {
    const role = `probity_test_${randomBytes(6).toString('hex')}`;
    await grantScopes(admin, { role, ...rights });
    const pool = Object.assign(connect(url, { role, max: 3, applicationName: role }), { role });
    pools.push(pool);
    return pool;
  };
  const vault: TestVaults['vault'] = async (rights = everything, given = {}) => {
    if (!given.masters) await confirmMaster(admin, masters);
    const { masters: own = masters, deaf: isDeaf = false, pool = await as(rights), ...options } = given;
    const made = new PostgresVault(isDeaf ? deaf(pool) : pool, own, options);
    vaults.push(made);
    return made;
  };
  const close = async (): Promise<void> => {
    await Promise.all(vaults.map((one) => one.close()));
    await Promise.all(pools.map((pool) => pool.end()));
    for (const { role } of pools) await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await admin.end();
    await database.drop();
  };
  return { url: database.url, admin, masters, as, vault, close };
};

const deaf = (pool: Pool): Pool =>
  Object.assign(Object.create(pool) as Pool, {
    connect: () => Promise.reject(new Error('no notices here')),
    query: (...query: Parameters<Pool['query']>) => pool.query(...query),
  });

/** The paths that were synced to the disk meanwhile, in order. Linux tells the path of an open file. */
export const recordSyncs = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  const any = await open(tmpdir(), 'r');
  const prototype = Object.getPrototypeOf(any) as FileHandle;
  await any.close();
  const { sync } = prototype;
  const synced: string[] = [];
  prototype.sync = async function (this: FileHandle) {
    synced.push(await readlink(`/proc/self/fd/${this.fd}`));
    return sync.call(this);
  };
  await act().finally(() => (prototype.sync = sync));
  return synced;
};

export const newScope = (kind = 'case'): string => `${kind}:${randomUUID()}`;
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const why = { by: 'office-1', why: 'sample/clause-1', at: '2026-03-02T09:00:00.000Z' } as const;
