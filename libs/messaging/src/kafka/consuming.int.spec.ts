import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { whereThereIsABroker } from '@probity/kafka';
import type { Consumption, PublicEvent, UnreadableMessage } from '../port.js';
import { startInbox } from '../inbox.js';
import { type MessagingDatabase, messagingDatabase } from '../testing/database.js';
import type { Problem } from '../problem.js';
import { aCase, eachOf, eventually, publicEvents } from '../testing/public-events.js';
import { testCluster } from '../testing/test-cluster.js';
import { administered, makeTopics } from '../testing/topics.js';
import { kafkaClient } from './client.js';
import { KafkaBus } from './kafka-bus.js';
import type { KafkaSettings } from './settings.js';
import { topicOf } from './topics.js';

const test = testCluster();

const describeOverBroker = await whereThereIsABroker(describe);

describeOverBroker('a consumer of Kafka', () => {
  let database: MessagingDatabase;
  let kafka: KafkaSettings;
  let open: { close(): Promise<void> }[];

  beforeEach(async () => {
    database = await messagingDatabase('hearings');
    kafka = test.settings();
    open = [];
    await makeTopics(kafka, 'intake', 'sanctions');
  });
  afterEach(async () => {
    for (const one of open.toReversed()) await one.close();
    await database.close();
  });

  function bus(): KafkaBus {
    const made = new KafkaBus({ kafka, clientId: 'test', pool: database.pool });
    open.push(made);
    return made;
  }

  function instance(heard: PublicEvent[], unreadable: UnreadableMessage[] = []): Consumption {
    const consumption = bus().consume('records', ['intake', 'sanctions'], {
      handle: async (events) => void heard.push(...events),
      unreadable: async (message) => void unreadable.push(message),
    });
    open.push(consumption);
    return consumption;
  }

  it('hears nothing where a case would be at several instances: its topics have not as many partitions', async () => {
    const problems: Problem[] = [];
    const topic = topicOf(kafka, 'sanctions');
    await administered(kafka, async (admin) => {
      await admin.createPartitions({ topicPartitions: [{ topic, count: 7 }] });
      await eventually(async () => expect(await admin.fetchTopicOffsets(topic)).toHaveLength(7));
    });
    const unequal = new KafkaBus({
      ...{ kafka, clientId: 'test', pool: database.pool },
      onProblem: (problem) => problems.push(problem),
    });
    open.push(unequal);
    const consumption = unequal.consume(
      'records',
      ['intake', 'sanctions'],
      eachOf(() => undefined),
    );
    open.push(consumption);
    await eventually(() => expect(problems).toContainEqual(expect.objectContaining({ reason: 'UnequalPartitions' })));
    expect([consumption.health(), consumption.leads()]).toEqual(['failing', false]);
  });

  const idsOf = (events: readonly PublicEvent[]) => [...new Set(events.map(({ id }) => id))];

  it('shares its topics with three others, and loses nothing as they join and leave', async () => {
    const publisher = bus();
    const heard: PublicEvent[][] = [[], [], [], []];
    const said: PublicEvent[] = [];
    const say = async (cases: number): Promise<void> => {
      for (let nth = 0; nth < cases; nth++) {
        const events = publicEvents(nth % 2 ? 'intake' : 'sanctions', aCase(), 3);
        said.push(...events);
        await publisher.publish(events[0]?.source ?? '', events);
      }
    };
    const consumptions = [instance(heard[0] ?? [])];
    await say(10);
    for (const own of heard.slice(1)) consumptions.push(instance(own));
    await eventually(() => expect(consumptions.every((one) => one.leads())).toBe(true), 30_000);
    await say(20);
    await consumptions[1]?.close();
    await say(10);
    await eventually(() => expect(idsOf(heard.flat())).toHaveLength(said.length), 30_000);
    expect(heard.filter((own) => own.length > 0).length).toBeGreaterThan(2);
    const [one] = said;
    expect(consumptions.filter((consumption) => consumption.hears(one?.case ?? ''))).toHaveLength(1);
    for (const own of Map.groupBy(said, (event) => event.case).values()) {
      const by = heard.map((events) => events.filter((event) => event.case === own[0]?.case));
      const ids = by.map(idsOf).filter((found) => found.length === own.length);
      // Whoever heard the case to its end heard it in order.
      for (const found of ids) expect(found).toEqual(own.map(({ id }) => id));
    }
  });

  it('hands over by its place, byte for byte, what it cannot read, and goes on', async () => {
    const [heard, unreadable]: [PublicEvent[], UnreadableMessage[]] = [[], []];
    const events = publicEvents('intake', aCase(), 2);
    const producer = kafkaClient(kafka, 'stranger').producer();
    await producer.connect();
    const topic = topicOf(kafka, 'intake');
    const bytes = Buffer.from([0, 255, 1, 254]);
    await producer.send({ topic, messages: [{ key: 'k', value: bytes, headers: { odd: ['1', '2'] }, partition: 1 }] });
    await producer.disconnect();
    await bus().publish('intake', events);
    instance(heard, unreadable);
    await eventually(() => expect(idsOf(heard)).toEqual(events.map(({ id }) => id)), 30_000);
    await eventually(() => expect(unreadable.length).toBeGreaterThan(0));
    expect(unreadable[0]).toEqual({
      ...{ topic, partition: 1, offset: '0', key: Buffer.from('k'), value: bytes },
      headers: { odd: ['1', '2'] },
      reason: 'Unreadable no ce_specversion',
    });
  });

  it('keeps in its inbox, once, what it cannot read, and tells', async () => {
    const producer = kafkaClient(kafka, 'stranger').producer();
    await producer.connect();
    await producer.send({ topic: topicOf(kafka, 'intake'), messages: [{ key: 'k', value: null }] });
    await producer.disconnect();
    const problems: string[] = [];
    const inbox = startInbox({
      ...{
        service: 'hearings',
        bus: bus(),
        sources: ['intake'],
        reactions: {},
        pool: database.pool,
        schema: 'hearings',
      },
      onProblem: ({ what }) => problems.push(what),
    });
    open.push(inbox);
    await eventually(() => expect(problems).toContain('message-unreadable'), 30_000);
    const { rows } = await database.pool.query('select key, value, reason from hearings.inbox_unreadable');
    expect(rows).toEqual([{ key: Buffer.from('k'), value: null, reason: 'Unreadable no ce_specversion' }]);
  });

  it('hears anew from the beginning of what is still there, and asks for the rest, where it was away too long', async () => {
    const heard: PublicEvent[] = [];
    const publisher = bus();
    const events = publicEvents('intake', aCase(), 4);
    await publisher.publish('intake', events.slice(0, 1));
    const first = instance(heard);
    await eventually(() => expect(idsOf(heard)).toHaveLength(1), 30_000);
    await first.close();
    await publisher.publish('intake', events.slice(1));
    await administered(kafka, async (admin) => {
      const topic = topicOf(kafka, 'intake');
      const offsets = (await admin.fetchTopicOffsets(topic)).filter(({ high }) => high !== '0');
      await admin.deleteTopicRecords({
        topic,
        partitions: offsets.map(({ partition }) => ({ partition, offset: '3' })),
      });
    });
    instance(heard);
    await eventually(() => expect(idsOf(heard)).toContain(events[3]?.id), 30_000);
    await eventually(async () => expect(await publisher.askedAgain('intake')).toEqual(['']), 15_000);
  });
});
