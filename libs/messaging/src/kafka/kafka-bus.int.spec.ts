import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { whereThereIsABroker } from '@probity/kafka';
import { betweenServices, busContract } from '../contract/index.js';
import { messagingDatabase } from '../testing/database.js';
import { eventually } from '../testing/public-events.js';
import { testCluster } from '../testing/test-cluster.js';
import { administered, makeTopics, partitions } from '../testing/topics.js';
import { KafkaBus } from './kafka-bus.js';
import type { KafkaSettings } from './settings.js';
import { groupOf, topicOf } from './topics.js';

const describeOverBroker = await whereThereIsABroker(describe);

const each = Array.from({ length: partitions }, (_, partition) => partition);

const losses: Readonly<Record<string, (kafka: KafkaSettings) => Promise<unknown>>> = {
  'the whole topic': (kafka) =>
    administered(kafka, async (admin) => {
      const topic = topicOf(kafka, 'intake');
      await admin.deleteTopics({ topics: [topic] });
      await eventually(async () => {
        if ((await admin.listTopics()).includes(topic)) throw new Error('not yet');
      });
      await sleep(200);
      await eventually(() => makeTopics(kafka, 'intake'));
    }),
  'all messages': (kafka) => deleteBefore(kafka, '-1'),
  'the first messages': (kafka) => deleteBefore(kafka, '1'),
};

const deleteBefore = (kafka: KafkaSettings, offset: string) =>
  administered(kafka, async (admin) => {
    const topic = topicOf(kafka, 'intake');
    const there = (await admin.fetchTopicOffsets(topic)).filter(({ high }) => high !== '0');
    await admin.deleteTopicRecords({ topic, partitions: there.map(({ partition }) => ({ partition, offset })) });
  });

describeOverBroker('over a real broker', () => {
  const test = testCluster();

  busContract('Kafka', async () => {
    const database = await messagingDatabase();
    const kafka = test.settings();
    await makeTopics(kafka, 'intake', 'hearings', 'sanctions');
    const bus = new KafkaBus({ kafka, clientId: 'test', pool: database.pool });
    return {
      bus,
      close: async () => {
        await bus.close();
        await database.close();
      },
    };
  });

  betweenServices('Kafka', Object.keys(losses), async ({ pool }) => {
    const kafka = test.settings();
    await makeTopics(kafka, 'intake');
    const bus = new KafkaBus({ kafka, clientId: 'test', pool });
    return {
      bus,
      forgetOffsets: () =>
        administered(kafka, async (admin) => {
          const offsets = each.map((partition) => ({ partition, offset: '0' }));
          await admin.setOffsets({
            groupId: groupOf(kafka, 'hearings'),
            topic: topicOf(kafka, 'intake'),
            partitions: offsets,
          });
        }),
      lose: async (how) => void (await losses[how]?.(kafka)),
      close: () => bus.close(),
    };
  });
});
