import { randomBytes } from 'node:crypto';
import { connect, createTestDatabase, migrate } from '@probity/postgres';
import type { Pool } from 'pg';
import { type CategoryGrants, grantCategories } from './grant-categories.js';
import { eventStoreSchema, migrationsDirectory } from './migrations.js';

export interface TestEventStore {
  readonly url: string;
  /** The superuser and owner. */
  readonly admin: Pool;
  /** A pool that acts as a role made for it, with these rights. */
  as(rights: Omit<CategoryGrants, 'role'>, max?: number): Promise<Pool & { readonly role: string }>;
  close(): Promise<void>;
}

/** A migrated database of its own, for one test file. */
export const testEventStore = async (): Promise<TestEventStore> => {
  const database = await createTestDatabase();
  const admin = connect(database.url);
  await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
  const pools: (Pool & { readonly role: string })[] = [];
  const as: TestEventStore['as'] = async (rights, max = 10) => {
    const role = `probity_test_${randomBytes(6).toString('hex')}`;
    await grantCategories(admin, { role, ...rights });
    const pool = Object.assign(connect(database.url, { role, max, applicationName: role }), { role });
    pools.push(pool);
    return pool;
  };
  const close = async (): Promise<void> => {
    await Promise.all(pools.map((pool) => pool.end()));
    for (const { role } of pools) await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await admin.end();
    await database.drop();
  };
  return { url: database.url, admin, as, close };
};
