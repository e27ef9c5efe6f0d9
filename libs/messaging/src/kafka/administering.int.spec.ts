import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { keptCertificates, whereThereIsABroker } from '@probity/kafka';
import type { Consumption, PublicEvent } from '../port.js';
import type { Problem } from '../problem.js';
import { startRelay } from '../relay.js';
import { type MessagingDatabase, messagingDatabase } from '../testing/database.js';
import { aCase, eachOf, eventually, publicEvents } from '../testing/public-events.js';
import { testCluster } from '../testing/test-cluster.js';
import { TestLog } from '../testing/test-log.js';
import { rulesOf, setRules, type Speaker } from './acls.js';
import { administered, BrokerAway, BrokerRefused } from './administration.js';
import { checkTopics } from './check-topics.js';
import { kafkaClient } from './client.js';
import { KafkaBus } from './kafka-bus.js';
import { makeTopics } from './make-topics.js';
import { askToRebuild } from './rebuild.js';
import { kafkaSettingsFrom } from './settings-from.js';
import type { KafkaSettings, TopicSettings } from './settings.js';
import { topicOf } from './topics.js';

const describeOverBroker = await whereThereIsABroker(describe);

const passwords = {
  admin: 'of the "admin", [1]',
  'probity-intake': 'i',
  'probity-hearings': 'h',
  'probity-records': 'r',
};
const test = testCluster({ secure: { users: passwords, administrators: ['admin'] } });

const speakers: readonly Speaker[] = [
  { service: 'intake', hears: [] },
  { service: 'hearings', hears: ['intake', 'hearings'] },
  { service: 'records', hears: ['hearings'] },
];
const sources = speakers.map(({ service }) => service);
const wanted: TopicSettings = { partitions: 4, replication: 1, minInsync: 1, retention: null };

let prefix: string;
beforeEach(() => {
  prefix = `probity-${randomUUID().slice(0, 8)}`;
});

const as = (user: keyof typeof passwords, others: NodeJS.ProcessEnv = {}): KafkaSettings => {
  const settings = kafkaSettingsFrom({
    KAFKA_BROKERS: test.cluster.addresses.join(),
    KAFKA_PREFIX: prefix,
    KAFKA_TLS_CA_FILE: test.cluster.authorityFile,
    KAFKA_SASL_USERNAME: user,
    KAFKA_SASL_PASSWORD: passwords[user],
    ...others,
  });
  if (!settings) throw new Error('there are no settings');
  return settings;
};

const refusal = async (act: Promise<unknown>, type: new () => Error = BrokerRefused): Promise<string> => {
  const error = await act.then(
    () => new Error('it was taken'),
    (found: unknown) => found,
  );
  expect(error).toBeInstanceOf(type);
  return (error as Error).message;
};

describeOverBroker('the topics of a deployment', () => {
  it('are made once, as the settings say', async () => {
    const admin = as('admin');
    const asked = { ...wanted, retention: 86_400_000 };
    const made = await makeTopics(admin, sources, asked);
    expect(made.map(({ topic, state }) => `${topic} ${state}`)).toEqual(
      sources.map((source) => `${prefix}.${source}.v1 made`),
    );
    const again = await makeTopics(admin, sources, asked);
    expect(again).toEqual(sources.map((source) => ({ topic: topicOf(admin, source), state: 'there', differs: [] })));
    await checkTopics(admin, sources, asked);
  });

  it('keep their partitions, and tell what differs', async () => {
    const admin = as('admin');
    await makeTopics(admin, ['intake'], wanted);
    const more = await makeTopics(admin, ['intake'], { ...wanted, partitions: 6, retention: 3_600_000 });
    expect(more[0]?.differs).toEqual([
      expect.stringContaining(
        `${prefix}.intake.v1 has 4 partitions, and KAFKA_PARTITIONS is 6; it keeps them, because`,
      ),
      `${prefix}.intake.v1: retention.ms is -1, expected 3600000`,
    ]);
    const fewer = await makeTopics(admin, ['intake'], { ...wanted, partitions: 2, replication: 3 });
    expect(fewer[0]?.differs).toEqual([
      expect.stringContaining('has 4 partitions, and KAFKA_PARTITIONS is 2'),
      expect.stringContaining('each message is kept 1 times, and KAFKA_REPLICATION is 3'),
    ]);
    expect(await makeTopics(admin, ['intake'], wanted)).toMatchObject([{ state: 'there', differs: [] }]);
  });

  it('take other settings when told to, and keep what somebody else has set', async () => {
    const admin = as('admin');
    await madeOtherwise(admin, 'intake', { 'max.message.bytes': '2000000', 'retention.ms': '1000' });
    expect(await makeTopics(admin, ['intake'], wanted, { set: true })).toMatchObject([{ state: 'set', differs: [] }]);
    expect(await makeTopics(admin, ['intake'], wanted)).toMatchObject([{ state: 'there', differs: [] }]);
    const { resources } = await administered(admin, (one) =>
      one.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topicOf(admin, 'intake') }] }),
    );
    const kept = resources[0]?.configEntries.find(({ configName }) => configName === 'max.message.bytes');
    expect(kept?.configValue).toBe('2000000');
  });

  it('are not made where there are too few brokers', async () => {
    const made = makeTopics(as('admin'), ['intake'], { ...wanted, replication: 3 });
    expect(await refusal(made)).toBe('KAFKA_REPLICATION is 3, and there are 1 brokers');
  });

  it('take facts of a clock that runs ahead, which as a topic comes they do not', async () => {
    const admin = as('admin');
    await makeTopics(admin, ['intake'], wanted);
    await madeOtherwise(admin, 'hearings', {});
    const producer = kafkaClient(admin, 'test').producer({ retry: { retries: 0 } });
    await producer.connect();
    const tell = (source: string): Promise<unknown> =>
      producer.send({
        topic: topicOf(admin, source),
        messages: [{ value: 'x', timestamp: `${Date.parse('2999-01-01T00:00:00Z')}` }],
      });
    await tell('intake');
    await expect(tell('hearings')).rejects.toMatchObject({ type: 'INVALID_TIMESTAMP' });
    await producer.disconnect();
  });

  it('are refused at the start, each by name, where they cannot be relied on', async () => {
    const admin = as('admin');
    const unsafe = { 'cleanup.policy': 'compact', 'min.insync.replicas': '2' };
    await madeOtherwise(admin, 'hearings', unsafe, 3);
    await makeTopics(admin, ['intake'], wanted);
    const message = await refusal(checkTopics(admin, sources, { replication: 2, minInsync: 2 }));
    const [command, ...lines] = message.split('\n');
    expect(command).toContain('npm run kafka -- topics');
    const topic = (source: string): string => topicOf(admin, source);
    expect(lines.map((line) => line.trim())).toEqual([
      `${topic('records')} is not there, or this user may not see it`,
      `the topics must have as many partitions each, for a case to be at one instance: ${topic('intake')} has 4, ${topic('hearings')} has 3`,
      expect.stringContaining(`${topic('intake')}: each message is kept 1 times`),
      `${topic('intake')}: min.insync.replicas is 1, expected 2`,
      expect.stringContaining(`${topic('hearings')}: each message is kept 1 times`),
      `${topic('hearings')}: min.insync.replicas is 2, and there are 1 copies: nobody can write`,
      `${topic('hearings')}: cleanup.policy is compact, which loses facts; expected delete`,
      `${topic('hearings')}: message.timestamp.type is CreateTime, expected LogAppendTime`,
    ]);
  });
});

const madeOtherwise = (
  settings: KafkaSettings,
  source: string,
  config: Readonly<Record<string, string>>,
  numPartitions = wanted.partitions,
) =>
  administered(settings, (admin) =>
    admin.createTopics({
      waitForLeaders: true,
      topics: [
        {
          topic: topicOf(settings, source),
          numPartitions,
          configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
        },
      ],
    }),
  );

describeOverBroker('over TLS, each service by its own user', () => {
  let database: MessagingDatabase;
  let open: { close(): Promise<void> }[];
  let problems: Problem[];
  beforeEach(async () => {
    database = await messagingDatabase('intake');
    [open, problems] = [[], []];
    await makeTopics(as('admin'), sources, wanted);
    await setRules(as('admin'), rulesOf(as('admin'), speakers, 'probity-{service}'));
  });
  afterEach(async () => {
    for (const one of open.toReversed()) await one.close();
    await database.close();
  });

  const busOf = (service: 'intake' | 'hearings' | 'records'): KafkaBus => {
    const bus = new KafkaBus({
      kafka: as(`probity-${service}`),
      clientId: service,
      pool: database.pool,
      onProblem: (problem) => problems.push(problem),
    });
    open.push(bus);
    return bus;
  };

  const hear = (
    service: 'hearings' | 'records',
    source: string,
  ): { heard: PublicEvent[]; consumption: Consumption } => {
    const heard: PublicEvent[] = [];
    const consumption = busOf(service).consume(
      service,
      [source],
      eachOf((event) => heard.push(event)),
    );
    open.push(consumption);
    return { heard, consumption };
  };

  it('facts go from one to another', async () => {
    await checkTopics(as('probity-hearings'), ['hearings', 'intake'], wanted);
    const events = publicEvents('intake', aCase(), 3);
    await busOf('intake').publish('intake', events);
    const { heard, consumption } = hear('hearings', 'intake');
    await eventually(() => expect(heard).toEqual(events), 20_000);
    expect(consumption.health()).toBe('ok');
  });

  it("one cannot write another's topic, is told so at once, and goes on writing its own", async () => {
    const bus = busOf('hearings');
    await bus.publish('hearings', publicEvents('hearings', aCase(), 1));
    // It may read this one, and not that.
    for (const source of ['intake', 'records']) {
      let tries = 0;
      const turn = { term: 1, fence: async () => void tries++ };
      const foreign = bus.publish(source, publicEvents(source, aCase(), 1), turn);
      await expect(foreign).rejects.toMatchObject({ type: 'TOPIC_AUTHORIZATION_FAILED' });
      expect(tries).toBeLessThan(2);
    }
    await bus.publish('hearings', publicEvents('hearings', aCase(), 1));
    expect(await endOf('hearings')).toBe(2);
    expect(await endOf('intake')).toBe(0);
  });

  const endOf = (source: string): Promise<number> =>
    administered(as('admin'), async (admin) => {
      const offsets = await admin.fetchTopicOffsets(topicOf(as('admin'), source));
      return offsets.reduce((sum, { high }) => sum + Number(high), 0);
    });

  it('one does not hear what it does not consume, and says so', async () => {
    await busOf('intake').publish('intake', publicEvents('intake', aCase(), 1));
    const { heard, consumption } = hear('records', 'intake');
    await eventually(() =>
      expect(problems).toContainEqual(
        expect.objectContaining({ service: 'records', reason: expect.stringContaining('TOPIC_AUTHORIZATION_FAILED') }),
      ),
    );
    expect(consumption.health()).toBe('failing');
    expect(heard).toEqual([]);
    expect(await refusal(checkTopics(as('probity-records'), ['intake'], wanted))).toContain(
      `${prefix}.intake.v1 is not there, or this user may not see it`,
    );
  });

  it("one is in no other's group", async () => {
    const bus = new KafkaBus({
      kafka: as('probity-records'),
      clientId: 'records',
      pool: database.pool,
      onProblem: (problem) => problems.push(problem),
    });
    open.push(
      bus,
      bus.consume(
        'hearings',
        ['hearings'],
        eachOf(() => undefined),
      ),
    );
    await eventually(() =>
      expect(problems).toContainEqual(
        expect.objectContaining({ reason: expect.stringMatching(/GROUP_AUTHORIZATION_FAILED|GroupCoordinator/) }),
      ),
    );
  });

  it('rules are set once, and those that nobody needs any more are taken away', async () => {
    const admin = as('admin');
    const rules = rulesOf(admin, speakers, 'probity-{service}');
    expect(await setRules(admin, rules)).toEqual({ added: [], removed: [] });
    const without = rulesOf(admin, [{ service: 'hearings', hears: ['hearings'] }], 'probity-{service}');
    const { added, removed } = await setRules(admin, without);
    expect(added).toEqual([]);
    expect(removed.map(({ operation, prefix: on }) => `${operation} ${on}`).toSorted()).toEqual(
      ['DESCRIBE', 'DESCRIBE_CONFIGS', 'READ'].map((operation) => `${operation} ${prefix}.intake.v`),
    );
    expect(await refusal(setRules(as('probity-intake'), rules))).toContain('As probity-intake the broker at');
    expect(await refusal(makeTopics(as('probity-intake'), ['other'], wanted))).toContain('does not allow this');
  });

  it('everything is published anew when asked, under the same ids', async () => {
    const log = new TestLog();
    await log.record('report-1', aCase(), 'CaseOpened');
    const relay = startRelay({
      ...{ service: 'intake', store: log, categories: ['report'], bus: busOf('intake'), pool: database.pool },
      ...{ schema: 'intake', gateway: ({ type }) => ({ type, schemaVersion: 1, data: {} }) },
    });
    open.push(relay);
    await eventually(async () => expect(await endOf('intake')).toBe(1));
    await askToRebuild(database.pool, ['intake', 'hearings']);
    await eventually(async () => expect(await endOf('intake')).toBe(2));
    const { heard } = hear('hearings', 'intake');
    await eventually(() => expect(heard).toHaveLength(2), 20_000);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
  });
});

describeOverBroker('what keeps us from a broker is told', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-authority-'));
    const { authorityFile } = await keptCertificates(join(directory, 'another'));
    await copyFile(authorityFile, join(directory, 'another.pem'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const told = (settings: NodeJS.ProcessEnv, type?: new () => Error): Promise<string> =>
    refusal(checkTopics(as('admin', settings), sources, wanted), type);

  it.each(['probity-intake', 'nobody'])('the password, or the user, as %s', async (user) => {
    expect(await told({ KAFKA_SASL_USERNAME: user, KAFKA_SASL_PASSWORD: 'wrong' })).toMatch(
      new RegExp(`^KAFKA_SASL_USERNAME is ${user}: the broker at .* does not know it, or has another password$`),
    );
  });

  it('another authority, or none', async () => {
    const message = /^KAFKA_TLS_CA_FILE does not vouch for the broker at .* \([A-Z_]+\)$/;
    expect(await told({ KAFKA_TLS_CA_FILE: join(directory, 'another.pem') })).toMatch(message);
    expect(await told({ KAFKA_TLS_CA_FILE: undefined })).toMatch(message);
  });

  it('a connection that it closes, and no broker at all', async () => {
    expect(await told({ KAFKA_TLS: 'no', KAFKA_TLS_CA_FILE: undefined }, BrokerAway)).toMatch(
      /closed .*KAFKA_TLS is no/,
    );
    expect(await told({ KAFKA_BROKERS: '127.0.0.1:1' }, BrokerAway)).toMatch(/^No broker answers .*ECONNREFUSED/);
  });
});
