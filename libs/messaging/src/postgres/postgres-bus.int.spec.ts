import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { busContract } from '../contract/index.js';
import { type MessagingDatabase, messagingDatabase } from '../testing/database.js';
import type { Consumption, PublicEvent } from '../port.js';
import type { Problem } from '../problem.js';
import { aCase, eachOf, eventually, publicEvents } from '../testing/public-events.js';
import { PostgresBus } from './postgres-bus.js';

busContract('postgres', async () => {
  const database = await messagingDatabase();
  return { bus: new PostgresBus(database.pool), close: database.close };
});

describe('PostgresBus', () => {
  let database: MessagingDatabase;
  let bus: PostgresBus;
  let consumptions: Consumption[];

  beforeEach(async () => {
    consumptions = [];
    database = await messagingDatabase();
    bus = new PostgresBus(database.pool, { pollEvery: 60_000 });
  });
  afterEach(async () => {
    await Promise.all(consumptions.map((consumption) => consumption.close()));
    await database.close();
  });

  function consume(handle: (event: PublicEvent) => void, from = bus): Consumption {
    const consumption = from.consume('records', ['intake'], eachOf(handle));
    consumptions.push(consumption);
    return consumption;
  }

  it('allots dense offsets to eight writers at once', async () => {
    const batches = Array.from({ length: 8 }, () => publicEvents('intake', aCase(), 10));
    await Promise.all(batches.map((events) => bus.publish('intake', events)));
    const { rows } = await database.pool.query('select "offset"::int as at from bus.messages order by 1');
    expect(rows.map((row) => row.at)).toEqual(Array.from({ length: 80 }, (_, nth) => nth + 1));
  });

  it('tells again all that a source has said of a case, in order', async () => {
    const [one, other] = [publicEvents('intake', aCase(), 3), publicEvents('intake', aCase(), 2)];
    await bus.publish('intake', [...one.slice(0, 2), ...other, ...one.slice(2)]);
    expect(await bus.again('intake', one[0]?.case ?? '')).toEqual(one);
    expect(await bus.again('hearings', one[0]?.case ?? '')).toEqual([]);
  });

  it('lets one instance of a consumer work, and the other take over when it closes', async () => {
    const heard = { first: 0, second: 0 };
    const first = consume(() => heard.first++);
    await bus.publish('intake', publicEvents('intake', aCase(), 2));
    await eventually(() => expect(heard.first).toBe(2));
    consume(() => heard.second++);
    await bus.publish('intake', publicEvents('intake', aCase(), 2));
    await eventually(() => expect(heard.first).toBe(4));
    await first.close();
    await bus.publish('intake', publicEvents('intake', aCase(), 3));
    await eventually(() => expect(heard).toEqual({ first: 4, second: 3 }));
  });

  it('hands over once what was handled, across restarts', async () => {
    const heard: string[] = [];
    const events = publicEvents('intake', aCase(), 250);
    const listen = () => consume((event) => heard.push(event.id));
    await bus.publish('intake', events.slice(0, 120));
    const first = listen();
    await eventually(() => expect(heard).toHaveLength(120));
    await first.close();
    await bus.publish('intake', events.slice(120));
    listen();
    await eventually(() => expect(heard.length).toBeGreaterThanOrEqual(250));
    expect(heard).toEqual(events.map((event) => event.id));
  });

  it('hears nothing where it names no source, and is well', async () => {
    const consumption = bus.consume(
      'records',
      [],
      eachOf(() => undefined),
    );
    expect(consumption.health()).toBe('ok');
    await consumption.close();
  });

  it('comes back after its connections were cut', async () => {
    const heard: string[] = [];
    consume((event) => heard.push(event.id));
    const [one, two] = publicEvents('intake', aCase(), 2);
    if (!one || !two) throw new Error('two events expected');
    await bus.publish('intake', [one]);
    await eventually(() => expect(heard).toEqual([one.id]));
    await database.pool
      .query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
      )
      .catch(() => undefined);
    await eventually(() => bus.publish('intake', [two]));
    await eventually(() => expect(heard).toEqual([one.id, two.id]));
  });

  it('goes on after any error of the database, and tells', async () => {
    const [heard, problems] = [[] as string[], [] as Problem[]];
    consume(
      (event) => heard.push(event.id),
      new PostgresBus(database.pool, { pollEvery: 20, onProblem: (problem) => problems.push(problem) }),
    );
    const [one, two] = publicEvents('intake', aCase(), 2);
    if (!one || !two) throw new Error('two events expected');
    await bus.publish('intake', [one]);
    await eventually(() => expect(heard).toEqual([one.id]));
    await database.pool.query('alter table bus.messages rename to hidden');
    await eventually(() => expect(consumptions[0]?.health()).toBe('failing'));
    expect(problems).toContainEqual({ what: 'consumer-failed', service: 'records', reason: 'error 42P01' });
    await database.pool.query('alter table bus.hidden rename to messages');
    await bus.publish('intake', [two]);
    await eventually(() => expect(heard).toEqual([one.id, two.id]));
    await eventually(() => expect(consumptions[0]?.health()).toBe('ok'));
  });

  it('lets a consumer that runs hear all of a bus that was lost and filled again', async () => {
    const heard: string[] = [];
    const events = publicEvents('intake', aCase(), 5);
    consume((event) => heard.push(event.id), new PostgresBus(database.pool, { pollEvery: 20 }));
    await bus.publish('intake', events);
    await eventually(() => expect(heard).toHaveLength(5));
    await database.pool.query('truncate bus.messages, bus.sources');
    await bus.publish('intake', events);
    await eventually(() => expect(heard).toEqual([...events, ...events].map((event) => event.id)));
  });
});
