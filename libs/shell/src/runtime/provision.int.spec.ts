import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreSchema, migrationsDirectory } from '@probity/event-store';
import { busMigrations } from '@probity/messaging';
import { connect, createTestDatabase, migrate, type TestDatabase } from '@probity/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { listTombstones } from '../sealing/tombstones.js';
import type { ScopeRights } from '../sealing/vaults.js';
import { openKeys } from './keys.js';
import { provision } from './provision.js';
import { roleOf, type ServiceDefinition } from './service-definition.js';

const at = '2031-10-05T09:00:00.000Z';
const tombstone = (scope: string) => ({ scope, at, by: 'st-1', why: 'C-1' });
const service = (destroys?: readonly string[]): ServiceDefinition => ({
  name: 'provisioned',
  subjects: [],
  scopes: { seals: [], opens: [], ...(destroys && { destroys }) } satisfies ScopeRights,
  gateway: () => undefined,
  reactions: () => ({}),
  controllers: [],
});

describe('the list of tombstones, which is erased again at each start', () => {
  let database: TestDatabase;
  let admin: pg.Pool;
  let keys: string;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = connect(database.url, { max: 3 });
    keys = await mkdtemp(join(tmpdir(), 'probity-provision-'));
    await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
    await migrate(admin, busMigrations);
    await openKeys(keys, admin);
    await provision(service(['case']), admin);
    pool = connect(database.url, { role: roleOf('provisioned'), max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await admin.query(`DROP OWNED BY ${roleOf('provisioned')}; DROP ROLE ${roleOf('provisioned')}`);
    await admin.end();
    await database.drop();
    await rm(keys, { recursive: true });
  });

  const lists = async (scope: string): Promise<boolean> =>
    listTombstones(pool, [tombstone(scope)]).then(
      () => true,
      (error: { code?: string }) => (error.code === '42501' ? false : Promise.reject(error)),
    );

  it('takes from a service what goes by its rights, with what that held, and nothing else', async () => {
    for (const kind of ['case', 'report', 'informant', 'evidence']) expect(await lists(`${kind}:1`)).toBe(true);
    for (const kind of ['register', 'certificate']) expect(await lists(`${kind}:1`)).toBe(false);
    await expect(pool.query('DELETE FROM deployment.tombstones')).rejects.toThrow('permission denied');
    await expect(pool.query("UPDATE deployment.tombstones SET scope = 'x'")).rejects.toThrow('permission denied');
  });

  it('goes by the rights that it was given last, and is read by all', async () => {
    await provision(service(['evidence']), admin);
    expect([await lists('evidence:2'), await lists('case:2')]).toEqual([true, false]);
    await provision(service(), admin);
    expect(await lists('evidence:3')).toBe(false);
    expect((await pool.query('SELECT FROM deployment.tombstones')).rowCount).toBe(5);
  });
});
