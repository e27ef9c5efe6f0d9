import { type KafkaSettings, topicOf } from '@probity/messaging';
import { plainClient } from './safe-kafkajs.js';

/** Messages in a source's topic, by its offsets. */
export async function brokerHolds(kafka: KafkaSettings, source: string): Promise<number> {
  const admin = plainClient(kafka.brokers).admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topicOf(kafka, source));
  await admin.disconnect();
  return ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
}
