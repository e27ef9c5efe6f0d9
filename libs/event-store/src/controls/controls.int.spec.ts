import { afterEach, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase } from '@probity/postgres';
import type { Pool } from 'pg';
import { during, emptyLoad, poll, write } from '../contract/load.js';
import { ids, newStream, sample, to } from '../contract/samples.js';
import { promisedBy } from '../contract/subject.js';
import { until } from '../contract/until.js';
import { type Seen, seenOf, whole, type Wholeness, wholenessOf } from '../contract/wholeness.js';
import { origin, type Position } from '../port.js';
import { type Protections, UnprotectedStore } from './unprotected-store.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const aStore = async (protections: Protections): Promise<{ store: UnprotectedStore; admin: Pool }> => {
  const database = await createTestDatabase();
  const [pool, admin] = [connect(database.url, { applicationName: 'probity-control' }), connect(database.url)];
  closing.push(async () => {
    await Promise.all([pool.end(), admin.end()]);
    await database.drop();
  });
  return { store: await UnprotectedStore.make(pool, protections), admin };
};

/** What the suite asks of every adapter: of what was acknowledged, how much is seen, and how. */
const checked = (seen: readonly Seen[], acknowledged: readonly string[]): Wholeness =>
  wholenessOf(seen, acknowledged, { start: origin, dense: false });

const fromSequence: Protections = { order: 'sequence', guard: false, commitFirst: true };
const fromCounter: Protections = { ...fromSequence, order: 'counter' };
const byTransaction: Protections = { ...fromSequence, order: 'transaction', guard: true };

/** Polls beside two appends, the first of which commits last. */
const seenBesideSlowAppend = async (store: UnprotectedStore) => {
  const [slow, quick, seen] = [sample(), sample(), [] as Seen[]];
  const look = async (): Promise<void> => {
    const page = await store.readAll(seen.at(-1)?.position ?? origin);
    seen.push(...page.map(seenOf));
  };
  const open = await store.openAppend([to(newStream(), 0, slow)]);
  const beside = store.append([to(newStream(), 0, quick)]);
  // With a counter it waits for the first; without, it must have committed before anybody looks.
  await Promise.race([beside, new Promise((resolve) => setTimeout(resolve, 300))]);
  await look();
  await open.commit();
  await beside;
  await look();
  return { seen, acknowledged: ids([slow, quick]), look };
};

const [LOAD_MS, MOST_ROUNDS] = [2_000, 6];

/** Eight writers, each with streams of its own, so that none waits for another but by the protection. */
const round = async (store: UnprotectedStore, start: Position) => {
  const [load, writing] = [emptyLoad(), during(LOAD_MS)];
  const promised = promisedBy({ severalStreams: false, knowsEveryId: false });
  let writers = true;
  const polled = poll(store, start, () => writers);
  const each = () => write(store, [newStream(), newStream()], 0, { promised, load, writing });
  await Promise.all(Array.from({ length: 8 }, each)).finally(() => (writers = false));
  const seen = await polled;
  const found = wholenessOf(seen, load.acknowledged, { start, dense: false });
  return { found, acknowledged: load.acknowledged.length, last: seen.at(-1)?.position ?? start };
};

/** Round after round, until something was skipped. */
const skippedUnderLoad = async (what: string, protections: Protections): Promise<number> => {
  const { store } = await aStore(protections);
  let [skipped, acknowledged, start] = [0, 0, origin];
  for (let n = 0; n < MOST_ROUNDS && skipped === 0; n += 1) {
    const told = await round(store, start);
    [skipped, acknowledged, start] = [told.found.skipped, acknowledged + told.acknowledged, told.last];
  }
  process.stdout.write(`${what}: ${skipped} of ${acknowledged} events skipped\n`);
  return skipped;
};

describe('positions from a sequence, polled (the control)', () => {
  it('lose the event whose append commits after a later one was seen', async () => {
    const { seen, acknowledged } = await seenBesideSlowAppend((await aStore(fromSequence)).store);
    expect(checked(seen, acknowledged)).toEqual({ ...whole, skipped: 1 });
  });

  it('lose nothing where they come from a counter that is locked until the commit', async () => {
    const { seen, acknowledged } = await seenBesideSlowAppend((await aStore(fromCounter)).store);
    expect(checked(seen, acknowledged)).toEqual(whole);
  });

  it('lose many under load', async () => {
    expect(await skippedUnderLoad('positions from a sequence', fromSequence)).toBeGreaterThan(0);
  });

  it('lose none under the same load where they come from the counter', async () => {
    const { found, acknowledged } = await round((await aStore(fromCounter)).store, origin);
    process.stdout.write(`positions from a counter: ${found.skipped} of ${acknowledged} events skipped\n`);
    expect(found).toEqual(whole);
    expect(acknowledged).toBeGreaterThan(0);
  });
});

describe('polling without the gap guard (the control)', () => {
  it('loses the event of a transaction that commits after a later one was seen', async () => {
    const { seen, acknowledged } = await seenBesideSlowAppend((await aStore({ ...byTransaction, guard: false })).store);
    expect(checked(seen, acknowledged)).toEqual({ ...whole, skipped: 1 });
  });

  it('loses nothing with it', async () => {
    const { seen, acknowledged, look } = await seenBesideSlowAppend((await aStore(byTransaction)).store);
    // Any transaction of the server keeps the guard closed: the price that dense positions do not pay.
    await until(async () => {
      await look();
      return seen.length === 2;
    }, 25_000);
    expect(checked(seen, acknowledged)).toEqual(whole);
  });

  it('loses many under load', async () => {
    const unguarded = { ...byTransaction, guard: false };
    expect(await skippedUnderLoad('polling without the guard', unguarded)).toBeGreaterThan(0);
  });
});

describe('acknowledging before the commit (the control)', () => {
  const KILL = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'probity-control' AND datname = current_database()`;

  /** Acknowledged, then killed, then read. */
  const leftAfterKill = async (protections: Protections): Promise<Wholeness> => {
    const { store, admin } = await aStore(protections);
    const events = [sample(), sample(), sample()];
    for (const event of events) await store.append([to(newStream(), 0, event)]);
    expect((await admin.query(KILL)).rowCount).toBeGreaterThan(0);
    await store.commitOwed();
    await until(() =>
      store.readAll(origin).then(
        () => true,
        () => false,
      ),
    );
    return checked((await store.readAll(origin)).map(seenOf), ids(events));
  };

  it('loses what was acknowledged, when the connection is killed before the commit', async () => {
    expect(await leftAfterKill({ ...fromSequence, commitFirst: false })).toEqual({ ...whole, skipped: 3 });
  });

  it('loses nothing where the commit comes first', async () => {
    expect(await leftAfterKill(fromSequence)).toEqual(whole);
  });
});
