import { administered } from '../kafka/administration.js';
import type { KafkaSettings } from '../kafka/settings.js';
import { topicOf } from '../kafka/topics.js';

export const partitions = 4;

export { administered };

export const makeTopics = (settings: KafkaSettings, ...sources: readonly string[]): Promise<unknown> =>
  administered(settings, (admin) =>
    admin.createTopics({
      waitForLeaders: true,
      topics: sources.map((source) => ({ topic: topicOf(settings, source), numPartitions: partitions })),
    }),
  );
