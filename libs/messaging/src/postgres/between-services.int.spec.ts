import { describe, expect, it } from '@jest/globals';
import { betweenServices } from '../contract/index.js';
import { startRelay } from '../relay.js';
import { messagingDatabase } from '../testing/database.js';
import { aCase, eventually } from '../testing/public-events.js';
import { TestLog } from '../testing/test-log.js';
import { PostgresBus } from './postgres-bus.js';

const losses: Readonly<Record<string, string>> = {
  'the whole bus': 'truncate bus.messages, bus.sources, bus.consumers',
  'its messages and what it says of them': 'truncate bus.messages, bus.sources',
  'all messages': 'truncate bus.messages',
  'the earlier messages': 'delete from bus.messages where position < 4',
  'one message': 'delete from bus.messages where position = 3',
};

betweenServices('PostgreSQL', Object.keys(losses), async ({ pool }) => ({
  bus: new PostgresBus(pool, { pollEvery: 100 }),
  forgetOffsets: async () => void (await pool.query('delete from bus.consumers')),
  lose: async (how) => void (await pool.query(losses[how] ?? '')),
  close: async () => undefined,
}));

describe('a bus of tables', () => {
  it('holds again, after a loss, exactly what it held', async () => {
    const database = await messagingDatabase('intake');
    const { pool } = database;
    const bus = new PostgresBus(pool, { pollEvery: 100 });
    const log = new TestLog();
    const common = { service: 'intake', store: log, categories: ['report'], bus, pool, schema: 'intake' };
    const gateway = () => ({ type: 'CaseOpened', schemaVersion: 1, data: {} });
    const relay = startRelay({ ...common, gateway, lookEvery: 50, countEvery: 50 });
    const told = async () =>
      (await pool.query('select id, event from bus.messages order by position')).rows as unknown[];
    for (let nth = 0; nth < 6; nth++) await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await told()).toHaveLength(6));
    const before = await told();
    await pool.query('delete from bus.messages where position in (2, 3)');
    await eventually(async () => expect(await told()).toEqual(before));
    await relay.close();
    await database.close();
  });
});
