import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { position, StoreUnavailable } from '@probity/event-store';
import { type Inbox, type InboxOptions, NotParked, startInbox } from './inbox.js';
import type { PublicEvent, Reaction } from './port.js';
import type { Problem } from './problem.js';
import { type MessagingDatabase, messagingDatabase } from './testing/database.js';
import { aCase, eventually, publicEvents } from './testing/public-events.js';
import { TestBus } from './testing/test-bus.js';

describe('inbox', () => {
  let database: MessagingDatabase;
  let bus: TestBus;
  let handled: string[];
  let problems: Problem[];
  let inboxes: Inbox[];
  let react: Reaction;

  beforeAll(async () => {
    database = await messagingDatabase('hearings');
  });
  afterAll(() => database.close());
  beforeEach(() => {
    [bus, handled, problems, inboxes] = [new TestBus(), [], [], []];
    react = async () => undefined;
  });
  afterEach(async () => {
    await Promise.all(inboxes.map((inbox) => inbox.close()));
    await database.pool.query('truncate hearings.inbox_messages, hearings.inbox_parkings, hearings.inbox_settled');
  });

  function start(options: Partial<InboxOptions> = {}): Inbox {
    const reaction: Reaction = async (event) => {
      await react(event);
      handled.push(event.id);
    };
    const inbox = startInbox({
      service: 'hearings',
      bus,
      sources: ['intake', 'sanctions'],
      pool: database.pool,
      schema: 'hearings',
      attempts: 3,
      retryAfter: 1,
      gapAfter: 100,
      reactions: { 'intake.CaseChanged': reaction, 'sanctions.CaseChanged': reaction },
      onProblem: (problem) => problems.push(problem),
      ...options,
    });
    inboxes.push(inbox);
    return inbox;
  }

  const ids = (events: readonly PublicEvent[]): string[] => events.map((event) => event.id);
  const deliver = async (...events: readonly (PublicEvent | undefined)[]) => {
    for (const event of events) if (event) await bus.deliver(event);
  };
  const failOn = (id: string | undefined) =>
    (react = async (event) => {
      if (event.id === id) throw new RangeError('quotes the payload');
    });

  it('handles a message once, however often it comes', async () => {
    start();
    const [event] = publicEvents('intake', aCase(), 1);
    await deliver(event, event);
    await Promise.all([deliver(event), deliver(event)]);
    expect(handled).toEqual([event?.id]);
  });

  it('keeps the payload only until it is handled', async () => {
    start();
    await deliver(...publicEvents('intake', aCase(), 1));
    const { rows } = await database.pool.query('select event from hearings.inbox_messages');
    expect(rows).toEqual([{ event: null }]);
  });

  it('handles a message that comes before its predecessor right after it', async () => {
    start({ gapAfter: 60_000 });
    const [first, second, third] = publicEvents('intake', aCase(), 3);
    await deliver(third, second);
    expect(handled).toEqual([]);
    await deliver(first);
    expect(handled).toEqual(ids([first, second, third].flatMap((event) => event ?? [])));
  });

  it('takes the sources of one case late, twice and in any order, each source in its own', async () => {
    start({ gapAfter: 60_000 });
    const caseId = aCase();
    const [intake, sanctions] = [publicEvents('intake', caseId, 5), publicEvents('sanctions', caseId, 5)];
    const twice = [...intake, ...sanctions, ...intake, ...sanctions];
    const shuffled = twice.map((event, nth) => [(nth * 7919) % 13, event] as const).sort(([a], [b]) => a - b);
    await Promise.all(shuffled.map(([, event]) => deliver(event)));
    const of = (events: readonly PublicEvent[]) => handled.filter((id) => ids(events).includes(id));
    expect(handled).toHaveLength(10);
    expect(of(intake)).toEqual(ids(intake));
    expect(of(sanctions)).toEqual(ids(sanctions));
  });

  it('asks again for a predecessor that never came', async () => {
    start();
    const events = publicEvents('intake', aCase(), 3);
    await bus.publish('intake', events);
    await deliver(events[2]);
    expect(handled).toEqual([]);
    await eventually(() => expect(handled).toEqual(ids(events)));
    expect(problems).toContainEqual(expect.objectContaining({ what: 'gap', source: 'intake' }));
  });

  it('ignores a type without a reaction, and goes on with what follows it', async () => {
    start();
    const [first, second] = publicEvents('intake', aCase(), 2);
    if (!first || !second) throw new Error('two events expected');
    await deliver({ ...first, type: 'constructor' }, second);
    expect(handled).toEqual([second.id]);
  });

  it('tries a failing reaction again before it parks anything', async () => {
    const inbox = start();
    let failures = 2;
    react = async () => {
      if (failures-- > 0) throw new RangeError('quotes the payload');
    };
    await deliver(...publicEvents('intake', aCase(), 1));
    expect(handled).toHaveLength(1);
    expect(await inbox.parked()).toEqual([]);
  });

  it('parks the case of a message that keeps failing, from any source, and lets other cases flow', async () => {
    const inbox = start();
    const [caseId, other] = [aCase(), aCase()];
    const [intake, sanctions] = [publicEvents('intake', caseId, 3), publicEvents('sanctions', caseId, 2)];
    failOn(intake[1]?.id);
    await deliver(...intake, ...sanctions, ...publicEvents('intake', other, 2));
    expect(handled).toHaveLength(3);
    expect(problems.filter(({ what }) => what === 'reaction-failed')).toHaveLength(3);
    expect(await inbox.parked()).toEqual([
      expect.objectContaining({ case: caseId, message: intake[1]?.id, reason: 'RangeError', attempts: 3, kept: 4 }),
    ]);
    expect(JSON.stringify(problems)).not.toContain('payload');
  });

  const by = (person: string) => ({ person, why: 'It was mended.' });

  it('goes on without a message that somebody has given up, and records who and why', async () => {
    const inbox = start();
    const caseId = aCase();
    const events = publicEvents('intake', caseId, 3);
    failOn(events[0]?.id);
    await deliver(...events);
    expect(await inbox.parked()).toMatchObject([{ case: caseId, institution: 'example', kept: 3 }]);
    expect(await inbox.giveUp(caseId, by('officer-7'))).toEqual({ case: caseId, parkedAgain: false });
    expect(handled).toEqual(ids(events.slice(1)));
    expect(await inbox.parked()).toEqual([]);
    await expect(inbox.giveUp(caseId, by('officer-7'))).rejects.toThrow(NotParked);
    const { rows } = await database.pool.query('select redriven_by, why, given_up from hearings.inbox_parkings');
    expect(rows).toEqual([{ redriven_by: 'officer-7', why: 'It was mended.', given_up: true }]);
  });

  it('redrives a parked case in order, and records who asked', async () => {
    const inbox = start();
    const caseId = aCase();
    const [intake, sanctions] = [publicEvents('intake', caseId, 3), publicEvents('sanctions', caseId, 2)];
    failOn(intake[0]?.id);
    await deliver(...intake, ...sanctions);
    expect(handled).toEqual([]);
    expect(await inbox.redrive(caseId, by('officer-7'))).toEqual({ case: caseId, parkedAgain: true });
    failOn(undefined);
    expect(await inbox.redrive(caseId, by('officer-8'))).toEqual({ case: caseId, parkedAgain: false });
    expect(handled).toEqual(ids([...intake, ...sanctions]));
    await expect(inbox.redrive(caseId, by('officer-9'))).rejects.toThrow(NotParked);
    const { rows } = await database.pool.query('select redriven_by, why from hearings.inbox_parkings order by id');
    expect(rows.map((row) => row.redriven_by)).toEqual(['officer-7', 'officer-8']);
    expect(rows[0].why).toBe('It was mended.');
  });

  it.each([
    ['the store', new StoreUnavailable()],
    ['the database', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['room on the disk', Object.assign(new Error('full'), { code: '53100' })],
    ['a lock', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
  ])('never parks while %s is away', async (_what, error) => {
    const inbox = start({ attempts: 1 });
    let failures = 4;
    react = async () => {
      if (failures-- > 0) throw error;
    };
    await deliver(...publicEvents('intake', aCase(), 1));
    expect(handled).toHaveLength(1);
    expect(await inbox.parked()).toEqual([]);
  });

  it('finishes after a restart what it had stored and not handled', async () => {
    const first = start();
    react = async () => {
      throw new StoreUnavailable();
    };
    const [event] = publicEvents('intake', aCase(), 1);
    const delivered = deliver(event);
    await eventually(() => expect(problems).not.toEqual([]));
    await first.close();
    await delivered;
    expect(handled).toEqual([]);
    react = async () => undefined;
    start();
    await eventually(() => expect(handled).toEqual([event?.id]));
  });

  it('says whether it has caught up with a source', async () => {
    const inbox = start({ gapAfter: 60_000 });
    const caseId = aCase();
    const [first, second] = publicEvents('intake', caseId, 2);
    if (!first || !second) throw new Error('two events expected');
    await bus.publish('intake', [first, second]);
    const caughtUp = (event: PublicEvent) => inbox.caughtUp('intake', position(event.position));
    await deliver(second);
    expect([await caughtUp(first), await caughtUp(second)]).toEqual([false, false]);
    failOn(second.id);
    await deliver(first);
    expect([await caughtUp(first), await caughtUp(second)]).toEqual([true, true]);
    await expect(inbox.caughtUp('records', position(1))).rejects.toThrow(RangeError);
  });

  it.each(['inbox_messages', 'inbox_parkings'])(
    'waits while %s cannot be had, tells so, and goes on',
    async (table) => {
      const inbox = start();
      await database.pool.query(`alter table hearings.${table} rename to hidden`);
      const [event] = publicEvents('intake', aCase(), 1);
      const delivered = deliver(event);
      await eventually(() => expect(problems.map(({ reason }) => reason)).toContain('error 42P01'));
      expect(inbox.health()).toBe('failing');
      await database.pool.query(`alter table hearings.hidden rename to ${table}`);
      await delivered;
      expect(handled).toEqual([event?.id]);
      await eventually(() => expect(inbox.health()).toBe('ok'));
      expect(await inbox.parked()).toEqual([]);
    },
  );

  it('parks nothing that another instance has handled meanwhile', async () => {
    const inbox = start();
    const events = publicEvents('intake', aCase(), 2);
    react = async (event) => {
      if (event.id !== events[0]?.id) return;
      await database.pool.query(
        'update hearings.inbox_messages set handled_at = now(), event = null where id = $1 and handled_at is null',
        [event.id],
      );
      throw new RangeError('done already');
    };
    await deliver(...events);
    expect(await inbox.parked()).toEqual([]);
    expect(problems.map(({ what }) => what)).not.toContain('case-parked');
    expect(handled).toEqual([events[1]?.id]);
  });

  it('sweeps only where it leads', async () => {
    bus.leading = false;
    start({ gapAfter: 10 });
    const other = new TestBus();
    start({ bus: other, gapAfter: 60_000 });
    const events = publicEvents('intake', aCase(), 2);
    await bus.publish('intake', events);
    await other.deliver(events[1] as PublicEvent);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(bus.asked).toEqual([]);
    bus.leading = true;
    await eventually(() => expect(handled).toEqual(ids(events)));
  });

  it('asks after a restart only for what was not settled before it', async () => {
    const events = publicEvents('intake', aCase(), 3);
    await bus.publish('intake', events);
    const last = position(events[2]?.position ?? 0);
    const first = start();
    await deliver(...events);
    expect(await first.caughtUp('intake', last)).toBe(true);
    await first.close();
    const [more] = publicEvents('intake', aCase(), 1);
    await bus.publish('intake', more ? [more] : []);
    bus.askedAfter.length = 0;
    const second = start();
    await deliver(more);
    expect(await second.caughtUp('intake', position(more?.position ?? 0))).toBe(true);
    expect(bus.askedAfter).toEqual([last]);
  });
});
