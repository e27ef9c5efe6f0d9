import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MemoryEventStore, origin } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import { createTestDatabase, connect, migrate, type TestDatabase } from '@probity/postgres';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { handleCommand } from '../commands/handle-command.js';
import { Streams } from '../commands/streams.js';
import { JsonCodec } from '../runtime/codec.js';
import { asked, counterSubject, policies } from '../testing/counter-subject.js';
import { ProjectionCheckpoint } from './checkpoint.entity.js';
import { ParkedStream } from './parked-stream.entity.js';
import type { Projection } from './projection.js';
import { ProjectionRunner } from './projection-runner.js';

let database: TestDatabase;
let views: DataSource;
const store = new MemoryEventStore();
const streams = new Streams(store, new JsonCodec(), [counterSubject as never]);
const poisoned = derivedId('stream', 'poisoned');
const well = derivedId('stream', 'well');
let poison = true;
const seen: string[] = [];
const failures: (string | null)[] = [];

const projection: Projection = {
  name: 'seen_v1',
  categories: ['counter'],
  project: async (page) => {
    if (poison && page.some(({ recorded }) => recorded.stream.endsWith(poisoned)))
      throw new Error('cannot be digested');
    seen.push(...page.map(({ recorded }) => recorded.stream));
  },
};
const runner = (): ProjectionRunner =>
  new ProjectionRunner(projection, store, streams, views, (_name, stream) => failures.push(stream));
const count = (id: string, nth: number) =>
  handleCommand(streams, policies, counterSubject, id, asked(derivedId('request', id, String(nth))), {
    type: 'Count',
    by: 1,
  });
const until = async (so: () => boolean | Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 5_000; !(await so());) {
    if (Date.now() > end) throw new Error('never so');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

beforeAll(async () => {
  database = await createTestDatabase();
  const admin = connect(database.url, { max: 1 });
  await migrate(admin, {
    schema: 'views',
    directory: fileURLToPath(new URL('../../migrations/service', import.meta.url)),
  });
  await admin.end();
  views = new DataSource({
    type: 'postgres',
    url: database.url,
    schema: 'views',
    entities: [ParkedStream, ProjectionCheckpoint],
    extra: { options: '-c search_path=views' },
  });
  await views.initialize();
  for (const id of [poisoned, well])
    await handleCommand(streams, policies, counterSubject, id, asked(derivedId('open', id)), { type: 'Open' });
});
afterAll(async () => {
  await views.destroy();
  await database.drop();
});

it('a stream that cannot be digested is parked, and the others flow', async () => {
  const running = runner();
  running.start();
  await until(() => seen.length > 0);
  expect(seen).toEqual([`counter-${well}`]);
  await count(well, 1);
  await until(() => seen.length > 1);
  await until(async () => (await running.at()) === (await store.head()));
  expect(failures).toEqual([`counter-${poisoned}`]);
  await running.stop();
});

it('and is tried again at the next start, from where it was parked', async () => {
  poison = false;
  seen.length = 0;
  const running = runner();
  running.start();
  await until(() => seen.length > 0);
  expect(seen).toEqual([`counter-${poisoned}`]);
  await until(async () => (await views.getRepository(ParkedStream).count()) === 0);
  await running.stop();
});

it('takes turns with that of another process: what each deletes and makes anew is made once, and nothing is left out', async () => {
  await views.query('CREATE TABLE views.counted (stream text PRIMARY KEY, version int NOT NULL)');
  const made: string[] = [];
  const counted: Projection = {
    name: 'counted_v1',
    categories: ['counter'],
    project: async (page, manager) => {
      for (const { recorded } of page) {
        await manager.query('DELETE FROM counted WHERE stream = $1', [recorded.stream]);
        await new Promise((resolve) => setTimeout(resolve, 5));
        await manager.query('INSERT INTO counted VALUES ($1, $2)', [recorded.stream, recorded.version]);
        made.push(`${recorded.stream} ${recorded.version}`);
      }
    },
  };
  const wrong: unknown[] = [];
  const both = [1, 2].map(
    () => new ProjectionRunner(counted, store, streams, views, (_name, _stream, error) => wrong.push(error)),
  );
  for (const one of both) one.start();
  for (let nth = 0; nth < 10; nth += 1) {
    const id = derivedId('stream', `more ${nth}`);
    await handleCommand(streams, policies, counterSubject, id, asked(derivedId('open', id)), { type: 'Open' });
    await count(id, 1);
  }
  await until(async () => (await both[0]?.at()) === (await store.head()));
  await Promise.all(both.map((one) => one.stop()));
  expect(wrong).toEqual([]);
  const recorded = await store.readAll(origin, { categories: counted.categories });
  expect(made.toSorted()).toEqual(recorded.map(({ stream, version }) => `${stream} ${version}`).toSorted());
});
