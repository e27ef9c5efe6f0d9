import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@probity/postgres';
import { type Acknowledged, counted, Deployment, Journal, logOf, report } from './deployment.js';
import { ask, askAs, type Reply } from './http.js';
import { build, killAll, type Program, until } from './program.js';
import { Proxy } from '../support/proxy.js';

// Each starts real programs, which takes seconds where others are at work too.
jest.setTimeout(90_000);

beforeAll(build);

const isWell = async (url: string): Promise<boolean> => (await ask(`${url}/health/ready`)).status === 200;

/** Everything refused for want of a database: told as such, to be tried again. */
const expectUnavailable = ({ status, headers, body }: Reply): void => {
  expect(status).toBe(503);
  expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({ type: '/problems/unavailable', status: 503 });
};

/** Whatever was unknown is sent again; then the log holds every report once, and nothing else. */
const expectNothingLost = async (journal: Journal, databaseUrl: string): Promise<void> => {
  for (const key of journal.unknown) await journal.send(key);
  expect([...journal.unknown]).toEqual([]);
  const log = await logOf(databaseUrl);
  const submitted = log.flatMap(({ type, stream }) => (type === 'ReportSubmitted' ? [stream] : []));
  expect(counted(submitted)).toEqual(counted([...journal.acknowledged.values()].map(({ id }) => `report-${id}`)));
  expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
};

/** What was written after the database came back is in the views: the projections go on as well. */
const expectViewsFollow = async (place: Deployment, journal: Journal): Promise<void> => {
  const { status: written, body: answer } = await report(place.url, 'afterwards');
  expect(written).toBe(201);
  const { position, id, reference } = answer as Acknowledged;
  journal.acknowledged.set('afterwards', { position, id, reference });
  const list = `${place.url}/reports?at-least=${position}&limit=1`;
  const { status, body } = await askAs('imi-quality-manager', place.issuer, list);
  expect(status).toBe(200);
  expect((body as { items: { id: string }[] }).items.map((item) => item.id)).toEqual([id]);
};

describe('the database goes away and comes back', () => {
  let place: Deployment;
  let program: Program;
  let journal: Journal;
  const start = async (more: NodeJS.ProcessEnv = {}): Promise<void> => {
    place = await Deployment.make();
    program = await place.start(more);
    journal = new Journal(place.url);
  };
  afterEach(killAll);
  afterEach(() => place.remove());

  it('its own PostgreSQL, killed: 503 while it is away, then well again by itself, and nothing is lost', async () => {
    await start();
    let runs = true;
    const sent = journal.sendWhile(() => runs, 8);
    await until('some are acknowledged', () => journal.acknowledged.size > 10);
    const before = await place.postgres();
    process.kill(before.pid, 'SIGKILL');
    await until('it is not ready', async () => !(await isWell(place.url)));
    expect((await ask(`${place.url}/health/live`)).status).toBe(200);
    await until('it is ready again', () => isWell(place.url));
    const count = journal.acknowledged.size;
    await until('more are acknowledged', () => journal.acknowledged.size > count + 10);
    runs = false;
    await sent;

    const after = await place.postgres();
    expect(after.pid).not.toBe(before.pid);
    const refused = journal.replies.filter(({ status }) => status !== 201);
    expect(refused).not.toEqual([]);
    refused.forEach(expectUnavailable);
    await expectViewsFollow(place, journal);
    await expectNothingLost(journal, after.url);
    expect(await program.end('SIGTERM')).toBe(0);
  });

  it('DATABASE_URL, cut off: 503 for as long as it lasts, then well again by itself, and nothing is lost', async () => {
    const database = await createTestDatabase();
    const proxy = await Proxy.to(database.url);
    await start({ DATABASE_URL: proxy.url });
    let runs = true;
    const sent = journal.sendWhile(() => runs, 8);
    await until('some are acknowledged', () => journal.acknowledged.size > 10);
    proxy.cut();
    await until('some are refused', () => journal.replies.some(({ status }) => status === 503));
    for (const end = Date.now() + 1_000; Date.now() < end; await sleep(100)) {
      const ready = await ask(`${place.url}/health/ready`);
      expect(ready.status).toBe(503);
      expect(ready.headers.get('retry-after')).toBe('1');
      expect((await ask(`${place.url}/health/live`)).status).toBe(200);
    }
    const asked = Date.now();
    expectUnavailable(await report(place.url));
    expect(Date.now() - asked).toBeLessThan(2_000);
    await proxy.mend();
    await until('it is ready again', () => isWell(place.url));
    const count = journal.acknowledged.size;
    await until('more are acknowledged', () => journal.acknowledged.size > count + 10);
    runs = false;
    await sent;

    journal.replies.filter(({ status }) => status !== 201).forEach(expectUnavailable);
    await expectViewsFollow(place, journal);
    await expectNothingLost(journal, database.url);
    expect(await program.end('SIGTERM')).toBe(0);
    proxy.cut();
    await database.drop();
  });
});
