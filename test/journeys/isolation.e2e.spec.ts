import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Running } from '@probity/shell';
import { allServices, Caller, until, type Reply } from '@probity/standalone';
import { System } from '../support/system.js';
import { opened } from './a-report.js';
import { beside } from './beside.js';
import {
  answersOf,
  holds,
  namesSomething,
  operationsOf,
  unless,
  type Answers,
  type Names,
  type Operation,
} from './routes.js';
import { twoInstitutions } from './two-institutions.js';

/** Whoever adds a route that anyone may ask says so here. */
const publicRoutes = [
  'GET /',
  'GET /asyncapi.json',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /policies',
  'GET /policies/{institution}/{version}',
  'GET /policies/{institution}/{version}/acts',
  'GET /policies/{institution}/{version}/forms',
  'GET /policies/{institution}/{version}/forms/{form}',
  'GET /problems/{code}',
  'POST /files',
  'POST /policies/{institution}/{version}/explain',
  'POST /reports',
  // Whoever sends it says so by its signature.
  'POST /webhooks/learning/{institution}',
];

let system: System;
let running: Running;
let directory: string;
let operations: readonly Operation[];
let northmoor: Caller;
let imi: Caller;
/** What IMI's are called, by the name of the route's parameter. Whatever else a route names is an id that nobody has. */
let imis: Names;
/** What may be in no answer to Northmoor. */
let marks: readonly string[];

beforeAll(async () => {
  system = await System.start();
  const { body: api } = await system.anyone().get('/openapi.json');
  operations = operationsOf(api);
  const permissions = [...JSON.stringify(api).matchAll(/Permission: `([^`{]+)`/g)].map(([, name]) => name ?? '');
  directory = await mkdtemp(join(tmpdir(), 'probity-two-'));
  const packs = await twoInstitutions(directory, [...new Set([...permissions, ...steps])]);
  running = await beside(system, allServices, {}, packs);
  northmoor = await system.as('northmoor-officer', running.url);
  imi = await system.as('imi-head', running.url);
  imis = await namesOfImi();
  marks = [imis['report'] ?? '', imis['case'] ?? '', imis['reference'] ?? '', 'C-1042', 'CERT-0001', 'IMI'];
}, 60_000);
afterAll(async () => {
  await running.close();
  await system.stop();
  await rm(directory, { recursive: true, force: true });
});

const steps = ['case.correct', 'investigation.correct'];

/** A report and a case that are there, in every service. */
const namesOfImi = async (): Promise<Record<string, string>> => {
  const anyone = new Caller(running.url);
  const uploaded = await until(
    () => anyone.upload('/files', Buffer.from('What was seen.'), 'text/plain'),
    ({ status }) => status === 201,
  );
  const { digest } = uploaded.body;
  const attachments = [{ digest, name: 'seen.txt', mediaType: 'text/plain' }];
  const { report, case: id } = await opened(anyone, await system.as('imi-intake', running.url), { attachments });
  for (const part of ['investigation', 'hearing', 'sanctions', 'notification', 'file'])
    await until(
      () => imi.get(`/cases/${id}/${part}`),
      ({ status }) => status === 200,
    );
  await until(
    () => imi.get('/worklist'),
    (reply) => JSON.stringify(reply.body).includes(id),
  );
  const { body } = await imi.get(`/cases/${id}`);
  return {
    report,
    case: id,
    reference: body.reference,
    institution: 'imi',
    number: 'CERT-0001',
    centre: 'C-1042',
    regulator: 'ofqual',
    part: 'case',
    step: 'case.correct',
    service: 'investigation',
    digest,
  };
};

/** Where IMI has nothing to tell: nobody appeals here, its policy has no forms, no system of students fetches anything, no student signs in, no course is required, nothing came before a body with files, nothing was destroyed and nothing is parked; numbers name nobody. */
const elsewhere = [
  '/cases/{case}/appeal',
  '/cases/{case}/forms/{form}',
  '/cases/{case}/hearing/files/{digest}',
  '/student-system/instructions',
  '/own-cases',
  '/own-cases/{case}',
  '/own-cases/{case}/acts',
  '/own-cases/{case}/letters',
  '/learning/undelivered',
  '/parked',
  '/cases/{case}/destruction',
  '/destructions',
  '/statistics',
  '/statistics.csv',
];
const isElsewhere = ({ path }: Operation): boolean => elsewhere.includes(path);
const answers = (caller: Caller, which: (operation: Operation) => boolean): Promise<Answers> =>
  answersOf(caller, operations.filter(which), () => imis);
const holdsAMark = (reply: Reply): boolean => holds(marks)(reply);

/** From the router's own tree; HEAD goes with GET. */
const routesIn = (tree: string): readonly string[] => {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', segment = '', methods = ''] = /^((?:│ {3}| {4})*)[└├]── (\S*) \(([^)]+)\)$/.exec(line) ?? [];
    if (methods === '') return [];
    above.splice(indent.length / 4, above.length, segment);
    return methods
      .split(', ')
      .filter((method) => method !== 'HEAD')
      .map((method) => `${method} ${above.join('')}`);
  });
};

describe('an institution', () => {
  it('shows nobody the case that is about themselves, whatever their office', async () => {
    const self = { kind: 'institution-staff', id: 'NM-S01' };
    const own = await opened(new Caller(running.url), northmoor, { institution: 'northmoor' }, self);
    for (const part of ['', '/timeline', '/acts', '/investigation', '/sanctions', '/notification', '/file'])
      expect((await northmoor.get(`/cases/${own.case}${part}`)).status).toBe(404);
    const { body } = await northmoor.get('/cases?limit=200');
    expect(JSON.stringify(body)).not.toContain(own.case);
  });

  it('has officers who may do what every route asks for, at home', async () => {
    const colleague = { kind: 'institution-staff', id: 'NM-S02' };
    const theirs = await opened(new Caller(running.url), northmoor, { institution: 'northmoor' }, colleague);
    for (const path of [`/reports/${theirs.report}`, `/cases/${theirs.case}`, `/cases/${theirs.case}/timeline`])
      expect([(await northmoor.get(path)).status, (await imi.get(path)).status]).toEqual([200, 404]);
    const own = await answers(
      imi,
      (one) => one.method === 'GET' && !one.isPublic && !isElsewhere(one) && /\{(case|report)\}/.test(one.path),
    );
    expect(Object.keys(own).length).toBeGreaterThan(10);
    expect(unless(own, ({ status }) => status === 200)).toEqual([]);
    const acts = await answers(imi, (one) => one.method === 'POST' && /\{(case|report)\}/.test(one.path));
    expect(Object.keys(acts).length).toBeGreaterThan(40);
    // What the policy leaves to one person in a case is refused later, and by its clause.
    expect(unless(acts, ({ status, body }) => status !== 403 || body.clause !== undefined)).toEqual([]);
  });

  it('is 404 to the staff of another, on every route that names something of its', async () => {
    const replies = await answers(northmoor, (one) => !one.isPublic && namesSomething(one));
    expect(Object.keys(replies).length).toBeGreaterThan(60);
    expect(unless(replies, ({ status, body }) => status === 404 && body.type === '/problems/not-found')).toEqual([]);
    expect(unless(replies, (reply) => !holdsAMark(reply))).toEqual([]);
  });

  it('is in no list that the staff of another can read', async () => {
    const lists = (one: Operation): boolean => !one.isPublic && !namesSomething(one);
    const replies = await answers(northmoor, lists);
    expect(unless(replies, (reply) => [200, 404].includes(reply.status) && !holdsAMark(reply))).toEqual([]);
    const own = await answers(imi, (one) => lists(one) && !isElsewhere(one));
    expect(unless(own, holdsAMark)).toEqual([]);
  });

  it('takes no register from another', async () => {
    const registry = await system.as('imi-registry', running.url);
    expect((await registry.put('/registers/northmoor', {})).status).toBe(404);
    expect((await registry.put('/registers/imi', {})).status).toBe(422);
  });
});

describe('without a token', () => {
  it('every route but the public ones is 401', async () => {
    const replies = await answers(new Caller(running.url), (one) => !one.isPublic);
    expect(unless(replies, ({ status, body }) => status === 401 && body.type === '/problems/unauthenticated')).toEqual(
      [],
    );
  });

  it('the public routes are these, and no others', () => {
    const found = operations.filter(({ isPublic }) => isPublic).map(({ method, path }) => `${method} ${path}`);
    expect(found.toSorted()).toEqual(publicRoutes);
  });

  it('nothing is served that the description of the API leaves out, but the description itself', () => {
    const fastify = running.application.getHttpAdapter().getInstance() as { printRoutes(of: object): string };
    const served = routesIn(fastify.printRoutes({ commonPrefix: false }));
    const told = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
    expect(told.filter((route) => !served.includes(route))).toEqual([]);
    const untold = served.filter((route) => !told.includes(route));
    expect(untold.filter((route) => !/^GET \/(docs(\/.*)?|openapi\.json)$/.test(route))).toEqual([]);
    expect(untold.length).toBeGreaterThan(0);
  });
});
