import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase, migrate } from '@probity/postgres';
import type { Pool } from 'pg';
import { ids, newStream, sample, to } from '../contract/samples.js';
import { NotAllowed, origin, WrongVersion } from '../port.js';
import { grantCategories } from './grant-categories.js';
import { eventStoreSchema, migrationsDirectory } from './migrations.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

const DENIED = expect.objectContaining({ code: '42501' });

const idsFor = async (pool: Pool) => ids(await new PostgresEventStore(pool).readAll(origin));

describe('the grants', () => {
  let database: TestEventStore;
  let hearings: Awaited<ReturnType<TestEventStore['as']>>;
  let reports: Awaited<ReturnType<TestEventStore['as']>>;
  const stream = newStream();
  const event = sample();

  beforeAll(async () => {
    database = await testEventStore();
    hearings = await database.as({ appends: ['hearing'], reads: ['hearing'] });
    reports = await database.as({ appends: ['report'], reads: ['report', 'hearing'] });
    await new PostgresEventStore(hearings).append([to(stream, 0, event)]);
    await new PostgresEventStore(reports).append([to(newStream('report'), 0, sample())]);
  });
  afterAll(() => database.close());

  const pools = { hearings: () => hearings, reports: () => reports, owner: () => database.admin };
  const changes = [
    `UPDATE event_store.events SET data = ''`,
    `UPDATE event_store.events SET data = '' WHERE false`,
    'DELETE FROM event_store.events',
    'TRUNCATE event_store.events',
  ];
  const cases = (Object.keys(pools) as (keyof typeof pools)[]).flatMap((who) =>
    changes.map((sql) => [who, sql] as const),
  );
  it.each(cases)('refuse %s: %s', async (who, sql) => {
    const reason = who === 'owner' ? 'events are append-only' : 'permission denied for table events';
    await expect(pools[who]().query(sql)).rejects.toThrow(reason);
    expect(await new PostgresEventStore(hearings).readStream(stream)).toHaveLength(1);
  });

  it.each([
    `INSERT INTO event_store.events (stream) VALUES ('hearing-1')`,
    'UPDATE event_store.counter SET last = 0',
    'SELECT last FROM event_store.counter FOR UPDATE',
    'SELECT last FROM event_store.counter FOR KEY SHARE',
    'DELETE FROM event_store.counter',
    'TRUNCATE event_store.counter',
    'DO $$ BEGIN LOCK event_store.counter IN ROW EXCLUSIVE MODE; END $$',
    'SELECT * FROM event_store.category_grants',
    `UPDATE event_store.category_grants SET may_append = true`,
    `SELECT event_store.grant_categories('probity_x', '{}', '{}')`,
    'ALTER TABLE event_store.events DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE event_store.events DISABLE TRIGGER append_only',
    'DROP TABLE event_store.events',
    'CREATE TABLE event_store.mine ()',
  ])('refuse every service: %s', async (sql) => {
    for (const pool of [hearings, reports]) await expect(pool.query(sql)).rejects.toEqual(DENIED);
  });

  it('refuse an append to a category of another service, alone or among its own', async () => {
    const store = new PostgresEventStore(reports);
    await expect(store.append([to(stream, 1, sample())])).rejects.toEqual(new NotAllowed('hearing'));
    const mixed = store.append([to(newStream('report'), 0, sample()), to(newStream('panel'), 0, sample())]);
    await expect(mixed).rejects.toMatchObject({ category: 'panel' });
    expect(await store.head()).toBe('2');
  });

  it('tell a role that may not append nothing of the stream', async () => {
    await expect(new PostgresEventStore(reports).append([to(stream, 7, sample())])).rejects.toBeInstanceOf(NotAllowed);
    await expect(new PostgresEventStore(hearings).append([to(stream, 7, sample())])).rejects.toBeInstanceOf(
      WrongVersion,
    );
  });

  it('let a role read its categories, and no other', async () => {
    expect(await idsFor(hearings)).toEqual([event.id]);
    expect(await idsFor(reports)).toHaveLength(2);
    expect(await new PostgresEventStore(reports).readStream(stream)).toHaveLength(1);
    const report = (await new PostgresEventStore(reports).readAll(origin, { categories: ['report'] }))[0]?.stream;
    expect(await new PostgresEventStore(hearings).readStream(report ?? '')).toEqual([]);
    expect(await new PostgresEventStore(hearings).readAll(origin, { categories: ['report'] })).toEqual([]);
  });

  it('count for a role that is a member of the granted one', async () => {
    const deputy = await database.as({ appends: [], reads: [] });
    await expect(new PostgresEventStore(deputy).append([to(newStream(), 0, sample())])).rejects.toBeInstanceOf(
      NotAllowed,
    );
    await database.admin.query(`GRANT ${hearings.role} TO ${deputy.role}`);
    await new PostgresEventStore(deputy).append([to(newStream(), 0, sample())]);
    expect(await new PostgresEventStore(deputy).readStream(stream)).toHaveLength(1);
  });

  it('converge on what is listed', async () => {
    const pool = await database.as({ appends: ['report'], reads: ['report', 'hearing'] });
    const grants = async () =>
      (
        await database.admin.query('SELECT * FROM event_store.category_grants WHERE role = $1 ORDER BY category', [
          pool.role,
        ])
      ).rows;
    const before = await grants();
    await grantCategories(database.admin, { role: pool.role, appends: ['report'], reads: ['hearing', 'report'] });
    expect(await grants()).toEqual(before);
    await database.admin.query(`GRANT ALL ON event_store.events TO ${pool.role}`);
    await grantCategories(database.admin, { role: pool.role, appends: ['panel'], reads: ['report'] });
    expect(await grants()).toMatchObject([
      { category: 'panel', may_append: true, may_read: false },
      { category: 'report', may_append: false, may_read: true },
    ]);
    await expect(pool.query('DELETE FROM event_store.events')).rejects.toThrow('permission denied for table events');
  });
});

describe('a role', () => {
  it('is made once by two databases, each asked ten times at once', async () => {
    const [one, other] = await Promise.all([testEventStore(), testEventStore()]);
    const role = `probity_test_${randomBytes(6).toString('hex')}`;
    const grants = { role, appends: ['hearing'], reads: ['hearing'] };
    const asked = [one, other].flatMap(({ admin }) => Array.from({ length: 10 }, () => grantCategories(admin, grants)));
    await Promise.all(asked);
    for (const { admin } of [one, other]) {
      expect((await admin.query('SELECT FROM event_store.category_grants')).rowCount).toBe(1);
      await admin.query(`DROP OWNED BY ${role}`);
    }
    await one.admin.query(`DROP ROLE ${role}`);
    await Promise.all([one.close(), other.close()]);
  });

  it('is made by an owner that is no superuser, and can then be taken on', async () => {
    const database = await createTestDatabase();
    const superuser = connect(database.url);
    const [login, role] = ['login', 'role'].map((kind) => `probity_test_${kind}_${randomBytes(6).toString('hex')}`) as [
      string,
      string,
    ];
    await superuser.query(`CREATE ROLE ${login} LOGIN CREATEROLE PASSWORD 'sample'`);
    await superuser.query(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} OWNER TO ${login}`);
    const url = Object.assign(new URL(database.url), { username: login, password: 'sample' }).href;
    const owner = connect(url);
    await migrate(owner, { schema: eventStoreSchema, directory: migrationsDirectory });
    for (const _ of [1, 2]) await grantCategories(owner, { role, appends: ['hearing'], reads: ['hearing'] });

    const service = connect(url, { role });
    await new PostgresEventStore(service).append([to(newStream(), 0, sample())]);
    expect(await new PostgresEventStore(service).readAll(origin)).toHaveLength(1);
    await expect(service.query('DELETE FROM event_store.events')).rejects.toEqual(DENIED);

    await Promise.all([service, owner, superuser].map((pool) => pool.end()));
    await database.drop();
    const server = connect(process.env['TEST_DATABASE_URL'] ?? '');
    await server.query(`DROP ROLE ${role}; DROP ROLE ${login}`);
    await server.end();
  });
});
