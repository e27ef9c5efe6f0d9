import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { position } from '@probity/event-store';
import { connect, ensureRole } from '@probity/postgres';
import type { Pool } from 'pg';
import { type MessagingDatabase, messagingDatabase } from '../testing/database.js';
import { aCase, eachOf, eventually, publicEvents } from '../testing/public-events.js';
import { saveHandled } from './bus-tables.js';
import { grantBus } from './grant-bus.js';
import { PostgresBus } from './postgres-bus.js';

const denied = { code: '42501' };
const nobody = { generation: '00000000-0000-0000-0000-000000000000', offset: '0' };

/** The last acts by membership: a login that belongs to the service's role. */
const speakers = ['intake', 'hearings', 'login of intake'] as const;
type Speaker = (typeof speakers)[number];
const serviceOf = (who: Speaker): string => who.replace('login of ', '');
const otherThan = (who: Speaker): string => (serviceOf(who) === 'intake' ? 'hearings' : 'intake');

describe('on the bus a role', () => {
  const suffix = randomBytes(6).toString('hex');
  const roles = ['intake', 'hearings', 'login'].map((name) => `probity_test_${name}_${suffix}`);
  let database: MessagingDatabase;
  let pools: Record<Speaker, Pool>;

  beforeAll(async () => {
    database = await messagingDatabase();
    const [intake, hearings, login] = roles as [string, string, string];
    for (const role of roles) await ensureRole(database.pool, role);
    await grantBus(database.pool, intake, 'intake');
    await grantBus(database.pool, hearings, 'intake');
    await grantBus(database.pool, hearings, 'hearings');
    await database.pool.query(`alter role ${login} login password 'sample'; grant ${intake} to ${login}`);
    const url = Object.assign(new URL(database.url), { username: login, password: 'sample' }).href;
    pools = {
      intake: connect(database.url, { role: intake }),
      hearings: connect(database.url, { role: hearings }),
      'login of intake': connect(url),
    };
  });
  beforeEach(async () => {
    await database.pool.query('truncate bus.messages, bus.sources, bus.consumers');
    const bus = new PostgresBus(database.pool);
    for (const service of ['intake', 'hearings']) {
      await bus.publish(service, publicEvents(service, aCase(), 2));
      await saveHandled(database.pool, service, 'intake', { ...nobody, offset: '1' });
    }
  });
  afterAll(async () => {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
    for (const role of roles) await database.pool.query(`drop owned by ${role}; drop role ${role}`);
    await database.close();
  });

  const everything = async () => {
    const of = async (sql: string) => (await database.pool.query(sql)).rows;
    return [
      await of('select source, "offset", id from bus.messages order by 1, 2'),
      await of('select * from bus.sources order by 1'),
      await of('select * from bus.consumers order by 1, 2'),
    ];
  };

  it.each(speakers)('publishes as its own source and moves its own offsets: %s', async (who) => {
    const [service, bus] = [serviceOf(who), new PostgresBus(pools[who])];
    const heard: string[] = [];
    const events = publicEvents(service, aCase(), 2);
    const consumption = bus.consume(
      service,
      ['intake', 'hearings'],
      eachOf((event) => heard.push(event.id)),
    );
    await bus.publish(service, events);
    await bus.tellRelayed(service, position(2));
    await bus.startOver(service);
    await eventually(() => expect(heard).toEqual(expect.arrayContaining(events.map((event) => event.id))));
    await eventually(async () => {
      const { rows } = await pools[who].query(
        'select handled::int from bus.consumers where consumer = $1 and source = $1',
        [service],
      );
      expect(rows).toEqual([{ handled: 4 }]);
    });
    await consumption.close();
  });

  it.each(speakers)('says nothing as another source: %s', async (who) => {
    const [other, bus, before] = [otherThan(who), new PostgresBus(pools[who]), await everything()];
    await expect(bus.publish(other, publicEvents(other, aCase(), 1))).rejects.toMatchObject(denied);
    await expect(bus.publish('unheard-of', publicEvents('unheard-of', aCase(), 1))).rejects.toMatchObject(denied);
    await expect(bus.tellRelayed(other, position(9))).rejects.toMatchObject(denied);
    await bus.startOver(other);
    for (const sql of [
      `insert into bus.messages (source, "offset", id, case_id, position, event)
       values ('${other}', 9, gen_random_uuid(), 'c', 9, '{}')`,
      `insert into bus.sources (source) values ('unheard-of')`,
    ])
      await expect(pools[who].query(sql)).rejects.toMatchObject(denied);
    await pools[who].query(`update bus.sources set head = 0, relayed = 0 where source = '${other}'`);
    expect(await everything()).toEqual(before);
  });

  it.each(speakers)('moves no other consumer: %s', async (who) => {
    const [other, before] = [otherThan(who), await everything()];
    for (const source of ['intake', 'hearings'])
      await expect(saveHandled(pools[who], other, source, { ...nobody, offset: '9' })).rejects.toMatchObject(denied);
    await pools[who].query(`update bus.consumers set handled = 9 where consumer = '${other}'`);
    expect(await everything()).toEqual(before);
  });

  const changes = [
    'update bus.messages set case_id = 1',
    'delete from bus.messages',
    'truncate bus.messages',
    'delete from bus.sources',
    'delete from bus.consumers',
    `update bus.sources set source = 'mine'`,
    `update bus.consumers set consumer = 'mine'`,
    `insert into bus.speakers (role, service) select current_user, 'hearings'`,
    'alter table bus.messages disable row level security',
  ];
  it.each(speakers.flatMap((who) => changes.map((sql) => [who, sql] as const)))('refuses %s: %s', async (who, sql) => {
    await expect(pools[who].query(sql)).rejects.toMatchObject(denied);
  });

  it('named after its service speaks as that', async () => {
    const role = `probity_of_${suffix}`;
    await ensureRole(database.pool, role);
    await grantBus(database.pool, role);
    const pool = connect(database.url, { role });
    const source = `of-${suffix}`;
    await new PostgresBus(pool).publish(source, publicEvents(source, aCase(), 1));
    await pool.end();
    await database.pool.query(`drop owned by ${role}; drop role ${role}`);
  });
});
