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
    [bus, log, handled, running] = [new PostgresBus(database.pool), new TestLog(), [], []];
    const relay = startRelay({
      service: 'intake',
      store: log,
      categories: ['report'],
      bus,
      pool: database.pool,
      schema: 'intake',
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
});
