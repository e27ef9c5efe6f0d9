import { administered } from '../kafka/administration.js';
import { createTopics } from '../kafka/create-topics.js';
import type { KafkaSettings } from '../kafka/settings.js';
import { topicOf } from '../kafka/topics.js';

export const partitions = 4;

export { administered };

export const makeTopics = (settings: KafkaSettings, ...sources: readonly string[]): Promise<unknown> =>
  administered(settings, (admin) =>
    createTopics(
      admin,
      sources.map((source) => ({ topic: topicOf(settings, source), numPartitions: partitions })),
    ),
  );
