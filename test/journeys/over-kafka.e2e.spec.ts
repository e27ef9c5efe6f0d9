import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDoor, readingRoom } from '@probity/front-door';
import { type Cluster, startCluster, whereThereIsABroker } from '@probity/kafka';
import { makeTopics, topicSettingsFrom } from '@probity/messaging';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { settingsFrom, startTracing, type Running } from '@probity/shell';
import { allServices, Caller, Stage, storyOf, until } from '@probity/standalone';
import { learningSystemsFile } from '../support/learning-systems.js';
import { policiesOnce } from '../support/policies-once.js';
import { System } from '../support/system.js';
import { aReport } from './a-report.js';

const collector = new InMemorySpanExporter();

let endTracing: () => Promise<void>;
let directory: string;
let cluster: Cluster;
let system: System;
let apart: Map<string, Running>;
let door: Awaited<ReturnType<typeof openDoor>>;
let anyone: Caller;
let learningSystems: string;

const names = allServices.map(({ name }) => name);

/** Each service with a database role, a group at the broker and an address of its own; a room to read all, and one door. */
beforeAll(async () => {
  endTracing = startTracing('tests', new SimpleSpanProcessor(collector));
  directory = await mkdtemp(join(tmpdir(), 'probity-kafka-'));
  cluster = await startCluster({ dataDirectory: directory });
  const kafka = { brokers: cluster.addresses };
  await makeTopics(kafka, names, topicSettingsFrom({ KAFKA_REPLICATION: '1', KAFKA_PARTITIONS: '3' }));
  const policies = await policiesOnce(allServices, settingsFrom({}));
  const [first, ...others] = allServices;
  if (!first) throw new Error('there are no services');
  learningSystems = await learningSystemsFile(directory);
  const more = { PROBITY_LEARNING_SYSTEMS: learningSystems };
  system = await System.start([first], more, { kafka, policies });
  apart = new Map([[first.name, system.first]]);
  for (const service of others) apart.set(service.name, await system.run([service], more));
  const room = await system.run(allServices, more, { isReader: true });
  const services = [...apart, [readingRoom, room] as const].map(([name, { url }]) => ({ name, url }));
  door = await openDoor({ host: '127.0.0.1', port: 0, services });
  anyone = new Caller(door.listeningOrigin);
}, 180_000);
afterAll(async () => {
  await endTracing();
  await door.close();
  await system.stop();
  await cluster.stop();
  await rm(directory, { recursive: true });
}, 60_000);

const tell = async (policy: string): Promise<Stage> => {
  const stage = new Stage(door.listeningOrigin, system.identity.issuer, () => {}, system.clock, learningSystems);
  await storyOf(policy)(stage);
  return stage;
};

const measured = async (name: string, metric: string): Promise<number | undefined> => {
  const text = await (await fetch(`${apart.get(name)?.url}/metrics`)).text();
  const found = new RegExp(`^${metric}\\{service="${name}"\\} (\\S+)$`, 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

const describeOverBroker = await whereThereIsABroker(describe);

describeOverBroker('services apart, over Kafka, behind one door', () => {
  it('take a case of the awarding body from a report to the regulator’s feed, as they do in one process', async () => {
    const { steps, refusals } = await tell('imi');
    expect([steps, refusals]).toEqual([56, 23]);
  }, 120_000);

  it('in traces that go over the broker: what one service does is of the trace of who acted at another', () => {
    const spans = collector.getFinishedSpans();
    const reacted = spans.find(({ name }) => name === 'process intake.CaseOpened');
    const own = spans.filter((span) => span.spanContext().traceId === reacted?.spanContext().traceId);
    const [asked, told] = ['POST /reports/:report/cases', 'publish intake.CaseOpened'];
    expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining([asked, told, 'append']));
    collector.reset();
  });

  it('and one of the college, to a penalty reduced on appeal: who stands in is known to all of them', async () => {
    const { refusals } = await tell('irish-baptist-college');
    expect(refusals).toBeGreaterThanOrEqual(20);
  }, 120_000);

  it('and one of the university, to an offence that is spent: its forms are of four services, and each is one page', async () => {
    const { refusals } = await tell('chester');
    expect(refusals).toBeGreaterThanOrEqual(20);
  }, 120_000);

  it('have a room where all is read, and nothing is written', async () => {
    const room = new Caller(system.running.at(-1)?.url ?? '');
    const { status, body } = await room.post('/reports', {});
    expect({ status, type: body.type }).toEqual({ status: 405, type: '/problems/reads-only' });
  });

  it('say together that they are well, and what is to be done', async () => {
    const { status, body } = await anyone.get('/health/ready');
    expect({ status, services: Object.keys(body.services).toSorted() }).toEqual({
      status: 200,
      services: names.toSorted(),
    });
    const officer = await system.as('imi-quality-manager', door.listeningOrigin);
    const { body: worklist } = await officer.get('/worklist');
    const from = new Set(worklist.items.map(({ act }: { act: string }) => act.slice(0, act.indexOf('.'))));
    expect(from.size).toBeGreaterThan(1);
    expect(worklist.total).toBeGreaterThanOrEqual(worklist.items.length);
  });

  it('tell whoever watches how far behind they are: in the end, not at all', async () => {
    for (const name of names) {
      await until(
        () => measured(name, 'probity_consumer_lag_messages'),
        (behind) => behind === 0,
      );
      expect(await measured(name, 'probity_parked_cases')).toBe(0);
      expect(await measured(name, 'probity_relay_oldest_unpublished_seconds')).toBe(0);
    }
  }, 60_000);

  it('go on while the broker is away, say so, and catch up', async () => {
    const [broker] = cluster.brokers;
    await broker?.stop();
    const { status: taken } = await anyone.post('/reports', await aReport());
    expect(taken).toBe(201);
    const reporter = await system.as('imi-quality-manager', door.listeningOrigin);
    const { status } = await reporter.get('/worklist');
    expect(status).toBe(200);
    await until(
      () => anyone.get('/health/ready'),
      ({ status: ready, body }) => ready === 200 && Object.values(body.services).includes('degraded'),
    );
    await broker?.start();
    await until(
      () => anyone.get('/health/ready'),
      ({ body }) => Object.values(body.services).every((is) => is === 'ok'),
    );
  }, 120_000);

  it('answer 503, and for whom, where a part of what is asked cannot be had', async () => {
    await apart.get('hearings')?.close();
    const officer = await system.as('imi-quality-manager', door.listeningOrigin);
    const { status, body } = await officer.get('/parked');
    expect({ status, detail: body.detail }).toMatchObject({ status: 503, detail: expect.stringContaining('hearings') });
    expect((await officer.get(`/cases/${randomUUID()}/hearing`)).status).toBe(503);
    for (const path of ['/worklist', '/reports']) expect((await officer.get(path)).status).not.toBe(503);
  }, 30_000);
});
