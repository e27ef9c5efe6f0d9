import { once } from 'node:events';
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@probity/postgres';
import type { Pool } from 'pg';
import { closedAfterEach } from '../contract/closed-after-each.js';
import { contractCategories } from '../contract/index.js';
import { ids, newStream, sample, samples, to } from '../contract/samples.js';
import { until, untilAvailable } from '../contract/until.js';
import {
  type EventStore,
  origin,
  type ReadAll,
  type RecordedEvent,
  StoreUnavailable,
  type StreamAppend,
} from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

const WAITING = `FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'`;

let database: TestEventStore;
let pool: Pool & { readonly role: string };
beforeAll(async () => {
  database = await testEventStore();
  pool = await database.as({ appends: contractCategories, reads: contractCategories });
});
afterAll(() => database.close());

const unlocking: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const unlock of unlocking.splice(0)) await unlock();
});

/** Nobody else's statement gets further than this lock lets it. Asked from outside: a transaction sees activity once. */
const locking = async (mode: 'SHARE' | 'ACCESS EXCLUSIVE') => {
  const client = await database.admin.connect();
  await client.query(`BEGIN; LOCK TABLE event_store.events IN ${mode} MODE`);
  const count = async (what: string) => (await database.admin.query(`SELECT ${what} ${WAITING}`, [pool.role])).rowCount;
  let locked = true;
  const unlock = async (): Promise<void> => {
    if (!locked) return;
    locked = false;
    await client.query('ROLLBACK');
    client.release();
  };
  unlocking.push(unlock);
  return {
    someWaiting: () => until(async () => (await count('')) !== 0),
    noneWaiting: () => until(async () => (await count('')) === 0, 4_000),
    /** One that is ending is still seen to wait, for a moment; whoever comes after it is waited for. */
    killWaiting: () => until(async () => (await count('pg_terminate_backend(pid)')) !== 0),
    unlock,
  };
};

/** An answer, or that it is unknown; then what the same append comes to, until it is known. */
const expectOnce = async (store: EventStore, append: StreamAppend, outcome: unknown): Promise<void> => {
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(StoreUnavailable);
  const answer = await untilAvailable(() => store.append([append]));
  const read = await store.readStream(append.stream);
  expect(ids(read)).toEqual(ids(append.events));
  expect(answer).toMatchObject({ versions: [read.length], position: read.at(-1)?.position });
  expect(await store.append([append])).toEqual({ ...answer, repeated: true });
};

describe('a connection that is killed', () => {
  const closing = closedAfterEach();

  it('before its append could commit leaves nothing, or the append once', async () => {
    const [store, append] = [new PostgresEventStore(pool), to(newStream(), 0, ...samples(3))];
    const start = await store.head();
    const lock = await locking('SHARE');
    const outcome = store.append([append]).catch((error: unknown) => error);
    await lock.killWaiting();
    expect(await database.admin.query('SELECT FROM event_store.events WHERE position > $1', [start])).toMatchObject({
      rowCount: 0,
    });
    await lock.unlock();
    await expectOnce(store, append, await outcome);
    expect(BigInt(await store.head())).toBe(BigInt(start) + 3n);
  });

  it('in the middle of a page of a subscription costs it nothing', async () => {
    const [store, events, seen] = [new PostgresEventStore(pool, { pollMs: 50 }), samples(3), [] as RecordedEvent[]];
    const start = await store.head();
    await store.append([to(newStream(), 0, ...events)]);
    const lock = await locking('ACCESS EXCLUSIVE');
    const subscription = closing(store.subscribe({}, start, async (page) => void seen.push(...page)));
    for (let kills = 0; kills < 3; kills += 1) {
      await lock.killWaiting();
    }
    await lock.unlock();
    await until(() => seen.length >= 3);
    await subscription.close();
    expect(ids(seen)).toEqual(ids(events));
  });
});

describe('a read that is cancelled while the server works on it', () => {
  const reads: readonly (readonly [
    string,
    (store: EventStore, stream: string, options: ReadAll) => Promise<unknown>,
  ])[] = [
    ['of a stream', (store, stream, options) => store.readStream(stream, options)],
    ['of the log', (store, _, options) => store.readAll(origin, {}, options)],
  ];
  it.each(reads)('%s, rejects at once, and the next is answered', async (_, read) => {
    const [store, stream, cancel] = [new PostgresEventStore(pool), newStream(), new AbortController()];
    await store.append([to(stream, 0, sample())]);
    const lock = await locking('ACCESS EXCLUSIVE');
    const cancelled = read(store, stream, { signal: cancel.signal }).catch((error: unknown) => error);
    await lock.someWaiting();
    cancel.abort(new Error('the page was closed'));
    expect(await Promise.race([cancelled, setTimeout(1_000, 'still reading')])).toBe(cancel.signal.reason);
    await lock.unlock();
    expect(await read(store, stream, {})).not.toEqual([]);
  });

  it('is no longer worked on by the server', async () => {
    const [store, cancel] = [new PostgresEventStore(pool), new AbortController()];
    const lock = await locking('ACCESS EXCLUSIVE');
    const cancelled = store.readAll(origin, {}, { signal: cancel.signal }).catch((error: unknown) => error);
    await lock.someWaiting();
    cancel.abort(new Error('the page was closed'));
    expect(await cancelled).toBe(cancel.signal.reason);
    await lock.noneWaiting();
  });

  it('does not take with it another read of the same moment', async () => {
    const [store, streams, cancel] = [new PostgresEventStore(pool), [newStream(), newStream()], new AbortController()];
    for (const stream of streams) await store.append([to(stream, 0, sample())]);
    const lock = await locking('ACCESS EXCLUSIVE');
    const [first, second] = streams.map((stream, n) =>
      store.readStream(stream, n === 0 ? { signal: cancel.signal } : {}).catch((error: unknown) => error),
    );
    await lock.someWaiting();
    cancel.abort(new Error('the page was closed'));
    expect(await first).toBe(cancel.signal.reason);
    await lock.unlock();
    expect(await second).toHaveLength(1);
  });
});

describe('an append whose reply is lost after the commit', () => {
  let way: Awaited<ReturnType<typeof openWay>>;
  let far: Pool;
  let store: EventStore;
  beforeAll(async () => {
    const { hostname, port } = new URL(database.url);
    way = await openWay(hostname, Number(port));
    far = connect(Object.assign(new URL(database.url), { port: `${way.port}` }).href, { role: pool.role });
    store = new PostgresEventStore(far);
  });
  afterAll(async () => {
    await far.end();
    await way.close();
  });

  /** Committed, as others see it, with no reply let through. */
  const appendUnheard = async (append: StreamAppend): Promise<{ outcome: Promise<unknown> }> => {
    await untilAvailable(() => store.head());
    way.silent = true;
    const outcome = store.append([append]).catch((error: unknown) => error);
    const near = new PostgresEventStore(pool);
    await until(async () => (await near.readStream(append.stream)).length === append.events.length);
    return { outcome };
  };

  it('is resolved by its ids when the connection breaks', async () => {
    const append = to(newStream(), 0, ...samples(3));
    const { outcome } = await appendUnheard(append);
    way.silent = false;
    way.cut();
    await expectOnce(store, append, await outcome);
  });

  it('is unknown when there is no other connection to be had, and known when there is one', async () => {
    const append = to(newStream(), 0, ...samples(3));
    const { outcome } = await appendUnheard(append);
    way.shut = true;
    way.cut();
    expect(await outcome).toBeInstanceOf(StoreUnavailable);
    [way.silent, way.shut] = [false, false];
    await expectOnce(store, append, await outcome);
  });
});

/** Between a client and a server: lets everything through, or no reply, or nobody. */
const openWay = async (host: string, port: number) => {
  const sockets = new Set<Socket>();
  const state = { silent: false, shut: false };
  const server = createServer((near) => {
    if (state.shut) return void near.destroy();
    const behind = connectSocket(port, host);
    for (const [socket, other] of [[near, behind] as const, [behind, near] as const]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
    }
    near.on('data', (bytes) => behind.write(bytes));
    behind.on('data', (bytes) => state.silent || near.write(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async (): Promise<void> => {
    cut();
    server.close();
    await once(server, 'close');
  };
  return Object.assign(state, { port: (server.address() as AddressInfo).port, cut, close });
};
