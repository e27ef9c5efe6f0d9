import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startIdentity } from '@probity/identity';
import { startCluster } from '@probity/kafka';
import { makeTopics, topicSettingsFrom } from '@probity/messaging';
import { lockDirectory, startEmbedded } from '@probity/postgres';
import { readingRoom } from '@probity/front-door';
import { freePort } from '@probity/processes';
import type { Settings } from '@probity/shell';
import { sampleFile, samplePeople, sampleRegisters } from '../samples.js';
import { allServices } from '../services.js';
import { type Program, startProgram } from './program.js';
import { registrar, uploadSamples } from './upload-samples.js';

export interface Distributed {
  readonly url: string;
  readonly issuer: string;
  readonly databaseUrl: string;
  /** Of the broker. */
  readonly brokers: readonly string[];
  readonly programs: readonly Program[];
  stop(): Promise<void>;
}

type Ending = () => Promise<unknown>;

/** For one broker, and a machine that has little to do. */
const oneBroker = { KAFKA_REPLICATION: '1', KAFKA_PARTITIONS: '6' };

const names = allServices.map(({ name }) => name);

/**
 * Every service as a process of its own, on a PostgreSQL and a Kafka that we start, behind one address. With the samples: it is to
 * try how services run apart, and what happens when one does not.
 */
export const startDistributed = async (settings: Settings, say: (line: string) => void): Promise<Distributed> => {
  const endings: Ending[] = [];
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end().catch(() => undefined);
  };
  try {
    const data = resolve(settings.PROBITY_DATA);
    await mkdir(data, { recursive: true });
    const lock = await lockDirectory(join(data, 'distributed'));
    endings.push(() => lock.release());
    say('PostgreSQL starts');
    const database = await startEmbedded({ dataDirectory: data, settings: { max_connections: '400' } });
    endings.push(() => database.stop());
    say('Kafka starts (the first time it is fetched)');
    const kafka = await startCluster({ dataDirectory: join(data, 'kafka') });
    endings.push(() => kafka.stop());
    await makeTopics({ brokers: kafka.addresses }, names, topicSettingsFrom(oneBroker));
    const samples = await sampleRegisters(settings.PROBITY_POLICIES);
    const identity = await startIdentity({
      port: settings.PORT === 0 ? 0 : settings.PORT + 1,
      people: [...samplePeople(...samples), registrar],
      audience: settings.OIDC_AUDIENCE,
      keysFile: join(data, 'keys', 'identity.json'),
    });
    endings.push(() => identity.stop());
    const common = {
      HOST: '127.0.0.1',
      PROBITY_DATA: data,
      DATABASE_URL: database.url,
      KAFKA_BROKERS: kafka.addresses.join(','),
      ...oneBroker,
      OIDC_ISSUER: identity.issuer,
      PROBITY_SAMPLE_CLOCK: join(data, 'sample-clock'),
      PROBITY_LEARNING_SYSTEMS: settings.PROBITY_LEARNING_SYSTEMS ?? sampleFile('learning-systems.json'),
      REGISTER_WRITERS: samples.map(({ institution }) => `${institution.id}=${registrar.subject}`).join(','),
    };
    const places = await Promise.all(names.map(async (name) => ({ name, port: await freePort() })));
    const programs: Program[] = [];
    const start = async (name: string, environment: Record<string, string>): Promise<void> => {
      const program = await startProgram(name, { ...common, ...environment }, say);
      programs.push(program);
      endings.push(() => program.stop());
    };
    const [first, ...others] = places;
    // It makes the keys that all share.
    if (first) await start(first.name, { PORT: `${first.port}` });
    await Promise.all(others.map(({ name, port }) => start(name, { PORT: `${port}` })));
    // Once the tables are there that it reads.
    const room = { name: readingRoom, port: await freePort() };
    await start(room.name, { PORT: `${room.port}` });
    const url = `http://${settings.HOST}:${settings.PORT}`;
    const list = [...places, room].map(({ name, port }) => `${name}=http://127.0.0.1:${port}`).join(',');
    await start('front-door', { HOST: settings.HOST, PORT: `${settings.PORT}`, PROBITY_SERVICES: list });
    await uploadSamples(url, identity.issuer, samples);
    return { url, issuer: identity.issuer, databaseUrl: database.url, brokers: kafka.addresses, programs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
