import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { position } from '@probity/event-store';
import { type Inbox, startInbox } from './inbox.js';
import { PostgresBus } from './postgres/postgres-bus.js';
import { startRelay } from './relay.js';
import { type MessagingDatabase, messagingDatabase } from './testing/database.js';
import { aCase, eventually } from './testing/public-events.js';
import { TestLog } from './testing/test-log.js';

describe('from one service to another', () => {
  let database: MessagingDatabase;
  let bus: PostgresBus;
  let log: TestLog;
  let handled: string[];
  let running: { close(): Promise<void> }[];

  beforeEach(async () => {
    database = await messagingDatabase('intake', 'hearings');
    [bus, log, handled, running] = [new PostgresBus(database.pool, { pollEvery: 100 }), new TestLog(), [], []];
    const relay = startRelay({
      service: 'intake',
      store: log,
      categories: ['report'],
      bus,
      pool: database.pool,
      schema: 'intake',
      lookEvery: 50,
      countEvery: 50,
      gateway: ({ type, position: at }) => ({ type, schemaVersion: 1, data: { at } }),
    });
    running.push(relay);
  });
  afterEach(async () => {
    await Promise.all(running.map((part) => part.close()));
    await database.close();
  });

  function startHearings(): Inbox {
    const inbox = startInbox({
      service: 'hearings',
      bus,
      sources: ['intake'],
      pool: database.pool,
      schema: 'hearings',
      reactions: { 'intake.CaseOpened': async ({ position: at }) => void handled.push(at) },
    });
    running.push(inbox);
    return inbox;
  }

  it('catches up with all that was said while it was switched off', async () => {
    const first = startHearings();
    for (let nth = 0; nth < 5; nth++) await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await first.caughtUp('intake', position(5))).toBe(true));
    await first.close();
    for (let nth = 0; nth < 300; nth++) await log.record('report-1', aCase(), 'CaseOpened');
    const second = startHearings();
    await eventually(async () => expect(await second.caughtUp('intake', position(305))).toBe(true));
    expect(handled).toEqual(Array.from({ length: 305 }, (_, nth) => String(nth + 1)));
  });

  it('is healed by the inbox when the consumer reads the whole bus again', async () => {
    const first = startHearings();
    for (let nth = 0; nth < 5; nth++) await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(() => expect(handled).toHaveLength(5));
    await first.close();
    await database.pool.query('delete from bus.consumers');
    const second = startHearings();
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await second.caughtUp('intake', position(6))).toBe(true));
    expect(handled).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  const told = async () =>
    (await database.pool.query('select id, event from bus.messages order by position')).rows as readonly unknown[];

  it.each([
    ['the whole bus', 'truncate bus.messages, bus.sources, bus.consumers'],
    ['its messages and what it says of them', 'truncate bus.messages, bus.sources'],
    ['all messages', 'truncate bus.messages'],
    ['the earlier messages', 'delete from bus.messages where position < 4'],
    ['one message', 'delete from bus.messages where position = 3'],
  ])('publishes again what was lost, %s, with nothing heard twice', async (_what, loss) => {
    const inbox = startHearings();
    const one = aCase();
    for (let nth = 0; nth < 6; nth++) await log.record('report-1', nth % 2 ? one : aCase(), 'CaseOpened');
    await eventually(async () => expect(await inbox.caughtUp('intake', position(6))).toBe(true));
    const before = await told();
    await database.pool.query(loss);
    await eventually(async () => expect(await told()).toEqual(before));
    await log.record('report-1', one, 'CaseOpened');
    await eventually(async () => expect(await inbox.caughtUp('intake', position(7))).toBe(true));
    expect(handled).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    const { rows } = await database.pool.query('select from hearings.inbox_messages');
    expect(rows).toHaveLength(7);
    expect(await inbox.parked()).toEqual([]);
  });

  it('heals the gap of a consumer that was off while the bus lost what it had not heard', async () => {
    const one = aCase();
    for (let nth = 0; nth < 4; nth++) await log.record('report-1', one, 'CaseOpened');
    await eventually(async () => expect(await bus.hasRelayed('intake', position(4))).toBe(true));
    await database.pool.query('delete from bus.messages where position in (2, 3)');
    const inbox = startHearings();
    await eventually(() => expect(handled).toEqual(['1', '2', '3', '4']));
    await eventually(() => expect(inbox.health()).toBe('ok'));
  });
});
