import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { position, type RecordedEvent } from '@probity/event-store';
import { PostgresBus } from './postgres/postgres-bus.js';
import type { Leading } from './postgres/leading.js';
import type { PublicEvent, Turn } from './port.js';
import type { Problem } from './problem.js';
import { type RelayOptions, startRelay } from './relay.js';
import { type MessagingDatabase, messagingDatabase } from './testing/database.js';
import { aCase, eventually } from './testing/public-events.js';
import { TestLog } from './testing/test-log.js';

describe('relay', () => {
  let database: MessagingDatabase;
  let bus: PostgresBus;
  let log: TestLog;
  let relays: Leading[];
  let problems: Problem[];

  beforeEach(async () => {
    database = await messagingDatabase('intake');
    bus = new PostgresBus(database.pool);
    log = new TestLog();
    relays = [];
    problems = [];
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.close()));
    await database.close();
  });

  const gateway = (event: RecordedEvent) =>
    event.type === 'NoteWritten' ? undefined : { type: event.type, schemaVersion: 1, data: { of: event.id } };

  function start(options: Partial<RelayOptions> = {}): Leading {
    const relay = startRelay({
      service: 'intake',
      store: log,
      categories: ['report'],
      gateway,
      bus,
      pool: database.pool,
      schema: 'intake',
      onProblem: (problem: Problem) => problems.push(problem),
      ...options,
    });
    relays.push(relay);
    return relay;
  }

  const hasRelayed = async (at: number): Promise<boolean> =>
    (await bus.published('intake', position(at), position(at))) !== undefined;

  const published = async () => {
    const { rows } = await database.pool.query('select event from bus.messages order by "offset"');
    return rows.map((row) => row.event);
  };

  it('tells in order what the gateway lets through, each naming the one before it of the same case', async () => {
    const [one, other] = [aCase(), aCase()];
    await log.record('report-1', one, 'CaseOpened');
    await log.record('report-2', other, 'CaseOpened');
    await log.record('report-1', one, 'NoteWritten');
    await log.record('report-3', null, 'ReportReceived');
    await log.record('hearing-1', one, 'HearingScheduled');
    await log.record('report-1', one, 'CaseReferred');
    start();
    await eventually(async () => expect(await published()).toHaveLength(3));
    const [first, second, third] = await published();
    expect([first.predecessor, second.predecessor, third.predecessor]).toEqual([null, null, first.id]);
    expect(third).toMatchObject({ source: 'intake', type: 'CaseReferred', case: one, position: '6' });
    await log.record('report-1', one, 'CaseClosed');
    await eventually(async () => expect(await published()).toHaveLength(4));
    expect((await published()).at(-1)?.predecessor).toBe(third.id);
    expect(third.time).toBe('2026-03-02T09:00:00Z');
  });

  it('killed between publish and checkpoint, publishes again under the same ids and predecessors', async () => {
    const one = aCase();
    for (let nth = 0; nth < 8; nth++) await log.record('report-1', one, 'CaseChanged');
    let told: unknown[] = [];
    let kills = 0;
    const failpoint = async () => {
      if (kills++ >= 3) return;
      told = await published();
      throw new Error('killed');
    };
    const publish = bus.publish.bind(bus);
    const attempts: string[] = [];
    bus.publish = async (source, events) => {
      attempts.push(...events.map((event) => `${event.id} after ${event.predecessor}`));
      await publish(source, events);
    };
    start({ failpoint });
    await eventually(async () => expect(await hasRelayed(8)).toBe(true));
    expect(await published()).toHaveLength(8);
    expect(kills).toBeGreaterThan(3);
    expect((await published()).slice(0, told.length)).toEqual(told);
    expect(new Set(attempts).size).toBe(8);
    expect(attempts.length).toBeGreaterThan(8);
  });

  it('reads on while a long page is on its way, and where that fails, tells all of it and what follows in order', async () => {
    const one = aCase();
    for (let nth = 0; nth < 1_100; nth++) await log.record('report-1', one, 'CaseChanged');
    const publish = bus.publish.bind(bus);
    let [calls, opened] = [0, 0];
    bus.publish = async (source, events, turn) => {
      if (++calls === 1) await eventually(() => expect(opened).toBeGreaterThan(events.length));
      if (calls === 2) throw new RangeError('the broker has gone');
      await publish(source, events, turn);
    };
    start({ lookEvery: 100, gateway: (event) => (opened++, gateway(event)) });
    await eventually(async () => expect(await hasRelayed(1_100)).toBe(true), 40_000);
    const told: PublicEvent[] = await published();
    expect(told).toHaveLength(1_100);
    expect(told.map(({ predecessor }) => predecessor)).toEqual([null, ...told.slice(0, -1).map(({ id }) => id)]);
    expect(problems.map(({ reason }) => reason)).toContain('RangeError');
  });

  it('is one at a time, and another takes over when its connection dies', async () => {
    const first = start();
    await eventually(() => expect(first.leads()).toBe(true));
    const second = start();
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await published()).toHaveLength(1));
    expect(second.leads()).toBe(false);
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and granted and pid <> pg_backend_pid()
          and database = (select oid from pg_database where datname = current_database())`,
    );
    await eventually(() => expect([first.leads(), second.leads()].filter(Boolean)).toHaveLength(1));
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await published()).toHaveLength(2));
    await first.close();
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await published()).toHaveLength(3));
    expect(second.leads()).toBe(true);
  });

  it('fences a relay whose checkpoint another has moved', async () => {
    const relay = start({ lookEvery: 60_000 });
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await hasRelayed(1)).toBe(true));
    await database.pool.query('update intake.relay_checkpoints set position = 2');
    await log.record('report-1', aCase(), 'CaseOpened');
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(() => expect(problems).toContainEqual(expect.objectContaining({ reason: 'Fenced' })));
    await eventually(async () => expect(await hasRelayed(3)).toBe(true));
    expect(relay.leads()).toBe(true);
  });

  it('links nothing to what a database that was set back no longer knows', async () => {
    const one = aCase();
    start({ lookEvery: 60_000 });
    await log.record('report-1', one, 'CaseOpened');
    await eventually(async () => expect(await hasRelayed(1)).toBe(true));
    await database.pool.query(`update intake.relay_checkpoints set position = 0, published = 0`);
    await database.pool.query('truncate intake.relay_heads, bus.messages');
    await log.record('report-1', one, 'CaseClosed');
    await eventually(async () => expect(await published()).toHaveLength(2));
    const [first, second] = await published();
    expect([first.predecessor, second.predecessor]).toEqual([null, first.id]);
  });

  it('waits while the store is away, and goes on when it is back', async () => {
    log.away = true;
    start();
    await eventually(() => expect(problems.at(0)?.reason).toBe('StoreUnavailable'));
    await log.record('report-1', aCase(), 'CaseOpened');
    log.away = false;
    await eventually(async () => expect(await published()).toHaveLength(1));
  });

  it('says when asked that it has passed positions of other services', async () => {
    start({ lookEvery: 60_000 });
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(async () => expect(await hasRelayed(1)).toBe(true));
    await log.record('hearing-1', aCase(), 'HearingScheduled');
    await eventually(async () => expect(await hasRelayed(2)).toBe(true));
    expect(await hasRelayed(3)).toBe(false);
  });

  it('does not pass over an event that the gateway cannot read', async () => {
    let broken = true;
    const secret = 'the words of the payload';
    const relay = start({
      gateway: (event) => {
        if (broken && event.type === 'CaseReferred') throw new TypeError(secret);
        return gateway(event);
      },
    });
    await log.record('report-1', aCase(), 'CaseReferred');
    await log.record('report-2', aCase(), 'CaseOpened');
    await eventually(() => expect(problems.length).toBeGreaterThan(1));
    expect(relay.health()).toBe('failing');
    expect(await published()).toEqual([]);
    expect(JSON.stringify(problems)).not.toContain(secret);
    broken = false;
    await eventually(async () => expect(await published()).toHaveLength(2));
    await eventually(() => expect(relay.health()).toBe('ok'));
  });

  it('publishes nothing more once another has followed it: frozen before it published, it wakes and is fenced', async () => {
    const told: { readonly term: number; readonly ids: readonly string[] }[] = [];
    class Watched extends PostgresBus {
      override async publish(source: string, events: readonly PublicEvent[], turn: Turn): Promise<void> {
        if (turn.term === 1) await frozen;
        await turn.fence();
        told.push({ term: turn.term, ids: events.map(({ id }) => id) });
        await super.publish(source, events, turn);
      }
    }
    let wake = (): void => undefined;
    const frozen = new Promise<void>((resolve) => (wake = resolve));
    await log.record('report-1', aCase(), 'CaseOpened');
    const first = start({ bus: new Watched(database.pool) });
    await eventually(() => expect(first.leads()).toBe(true));
    // Its connection dies while it stands still, and with it the lock.
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
    );
    const second = start({ bus: new Watched(database.pool) });
    await eventually(() => expect(second.leads()).toBe(true));
    await eventually(() => expect(told).toEqual([expect.objectContaining({ term: 2 })]));
    wake();
    await log.record('report-1', aCase(), 'CaseOpened');
    await eventually(() => expect(told.flatMap(({ ids }) => ids)).toHaveLength(2));
    expect(told.map(({ term }) => term)).not.toContain(1);
  });
});
