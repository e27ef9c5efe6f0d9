import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect } from '@probity/postgres';
import { until, type Caller } from '@probity/standalone';
import { System } from '../support/system.js';
import { aReport, opened } from './a-report.js';

let system: System;
let admin: ReturnType<typeof connect>;
let keys: string;
let officer: Caller;

beforeAll(async () => {
  system = await System.start();
  officer = await system.as('imi-intake');
  admin = connect(system.database.url, { max: 1 });
  keys = `${new URL(system.database.url).pathname.slice(1)}_keys`;
}, 60_000);
afterAll(async () => {
  await admin.end();
  await system.stop();
});

const away = async (): Promise<void> => {
  await admin.query(`ALTER DATABASE ${keys} CONNECTION LIMIT 0`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [keys]);
};

it('while the keys cannot be reached nothing is stored and nothing read: 503; then all goes on, and nothing is parked', async () => {
  const anyone = system.anyone();
  const { report } = await opened(anyone, officer);
  await away();
  const key = randomUUID();
  const body = await aReport();
  const refused = await until(
    () => anyone.post('/reports', body, { key }),
    ({ status }) => status !== 201,
  );
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  const read = await until(
    () => officer.get(`/reports/${report}`),
    ({ status }) => status !== 200,
  );
  expect(read.status).toBe(503);
  expect((await anyone.get('/health/ready')).status).toBe(503);
  await admin.query(`ALTER DATABASE ${keys} CONNECTION LIMIT -1`);
  const taken = await until(
    () => anyone.post('/reports', body, { key }),
    ({ status }) => status !== 503,
  );
  expect(taken.status).toBe(201);
  const { body: list } = await until(
    () => officer.get(`/reports?at-least=${taken.body.position}`),
    ({ status }) => status === 200,
  );
  expect(list.items.filter(({ id }: { id: string }) => id === taken.body.id)).toHaveLength(1);
  expect((await anyone.get('/health/ready')).status).toBe(200);
  for (const service of ['intake', 'investigation', 'records']) {
    expect((await admin.query(`SELECT * FROM ${service}.projection_parked`)).rows).toEqual([]);
    expect((await admin.query(`SELECT * FROM ${service}.inbox_parkings`)).rows).toEqual([]);
  }
}, 60_000);
