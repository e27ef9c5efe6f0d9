import type { Admin } from 'kafkajs';
import { kafkaClient } from '../kafka/client.js';
import type { KafkaSettings } from '../kafka/settings.js';
import { topicOf } from '../kafka/topics.js';

export const partitions = 4;

export async function administered<T>(settings: KafkaSettings, act: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafkaClient(settings, 'test').admin();
  await admin.connect();
  try {
    return await act(admin);
  } finally {
    await admin.disconnect();
  }
}

export const makeTopics = (settings: KafkaSettings, ...sources: readonly string[]): Promise<unknown> =>
  administered(settings, (admin) =>
    admin.createTopics({
      waitForLeaders: true,
      topics: sources.map((source) => ({ topic: topicOf(settings, source), numPartitions: partitions })),
    }),
  );
