import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, ensureRole } from '@probity/postgres';
import type { Pool } from 'pg';
import { startInbox, type Inbox } from '../inbox.js';
import type { Leading } from './leading.js';
import { startRelay } from '../relay.js';
import { type MessagingDatabase, messagingDatabase } from '../testing/database.js';
import { aCase, eventually, publicEvents } from '../testing/public-events.js';
import { TestLog } from '../testing/test-log.js';
import { inTransaction } from './bus-tables.js';
import { forgetCase } from './forget-case.js';
import { grantBus } from './grant-bus.js';
import { PostgresBus } from './postgres-bus.js';

describe('a case whose record was destroyed', () => {
  const role = `probity_test_forget_${randomBytes(6).toString('hex')}`;
  const [gone, other] = [aCase(), aCase()];
  const service = { service: 'intake', schema: 'intake' };
  const log = new TestLog();
  const problems: string[] = [];
  let database: MessagingDatabase;
  let own: Pool;
  let relay: Leading;
  let inbox: Inbox;

  beforeAll(async () => {
    database = await messagingDatabase('intake');
    const { pool } = database;
    await ensureRole(pool, role);
    await grantBus(pool, role, 'intake');
    await pool.query(
      `grant usage on schema intake to ${role}; grant select, update, delete on all tables in schema intake to ${role}`,
    );
    own = connect(database.url, { role });
    const bus = new PostgresBus(pool);
    const gateway = ({ type, id }: { type: string; id: string }) => ({ type, schemaVersion: 1, data: { of: id } });
    const onProblem = ({ what }: { what: string }) => problems.push(what);
    const common = { ...service, bus, pool, onProblem };
    relay = startRelay({ ...common, store: log, categories: ['report'], gateway, countEvery: 0, lookEvery: 20 });
    for (const caseId of [gone, other, gone]) await log.record(`report-${caseId}`, caseId, 'Told');
    const reactions = { 'hearings.CaseChanged': () => Promise.reject(new Error('cannot')) };
    inbox = startInbox({ ...common, sources: ['hearings'], reactions, attempts: 1 });
    for (const caseId of [gone, other]) await bus.publish('hearings', publicEvents('hearings', caseId, 2));
    await eventually(async () => {
      if ((await inbox.parked()).length < 2 || (await bus.hasLost('intake', async () => 3))) throw new Error('not yet');
    });
  });
  afterAll(async () => {
    await Promise.all([relay.close(), inbox.close()]);
    await own.end();
    await database.pool.query(`drop owned by ${role}; drop role ${role}`);
    await database.close();
  });

  const said = async (source: string) =>
    (
      await database.pool.query('select case_id from bus.messages where source = $1 order by "offset"', [source])
    ).rows.map((row: { case_id: string }) => row.case_id);
  const kept = async () =>
    (await database.pool.query('select distinct case_id from intake.inbox_messages')).rows.map(
      (row: { case_id: string }) => row.case_id,
    );

  it('is gone from what its service said, and from what it keeps; nothing else is', async () => {
    expect(await kept()).toEqual(expect.arrayContaining([gone, other]));
    const forget = () => inTransaction(own, (client) => forgetCase(client as never, service, gone));
    expect([await forget(), await forget()]).toEqual([4, 0]);
    expect(await said('intake')).toEqual([other]);
    expect(await said('hearings')).toEqual([gone, gone, other, other]);
    expect(await kept()).toEqual([other]);
    expect((await inbox.parked()).map((parked) => parked.case)).toEqual([other]);
    expect((await database.pool.query('select case_id from intake.relay_heads')).rows).toEqual([{ case_id: other }]);
  });

  it('and the relay does not take it for lost', async () => {
    // It counts at every look.
    await sleep(200);
    expect(problems.filter((what) => what === 'bus-rebuilt' || what === 'relay-failed')).toEqual([]);
    expect(await said('intake')).toEqual([other]);
  });
});
