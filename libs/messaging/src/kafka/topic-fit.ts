import kafkajs, { type Admin } from 'kafkajs';
import type { TopicSettings } from './settings.js';

/** A topic as it is at the broker. */
export interface FoundTopic {
  readonly topic: string;
  readonly partitions: number;
  /** Of the partition that has fewest. */
  readonly replication: number;
  /** Kafka's own names. */
  readonly config: Readonly<Record<string, string>>;
}

/** What a topic is told at its making. */
export const configOf = ({ minInsync, retention }: TopicSettings): Readonly<Record<string, string>> => ({
  'cleanup.policy': 'delete',
  // The time of the act travels in the message: by it, what is published anew would be gone at once, and what a clock that runs ahead says refused.
  'message.timestamp.type': 'LogAppendTime',
  'min.insync.replicas': `${minInsync}`,
  'retention.bytes': '-1',
  'retention.ms': `${retention ?? -1}`,
  'unclean.leader.election.enable': 'false',
});

/** Those of them that are there, and that the user may see. */
export async function findTopics(admin: Admin, names: readonly string[]): Promise<readonly FoundTopic[]> {
  const all = await admin.listTopics();
  const there = names.filter((name) => all.includes(name));
  if (there.length === 0) return [];
  const { topics } = await admin.fetchTopicMetadata({ topics: there });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: there.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
  });
  return there.map((topic) => {
    const partitions = topics.find(({ name }) => name === topic)?.partitions ?? [];
    const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
    return {
      topic,
      partitions: partitions.length,
      replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      config: Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue])),
    };
  });
}

/** Of the settings, those that differ. */
export const configDiffers = (found: FoundTopic, wanted: TopicSettings): readonly string[] =>
  Object.entries(configOf(wanted))
    .filter(([name, value]) => found.config[name] !== value)
    .map(([name, value]) => `${found.topic}: ${name} is ${found.config[name]}, expected ${value}`);

/** More copies than asked for do no harm. */
export const replicationDiffers = (found: FoundTopic, { replication }: TopicSettings): readonly string[] =>
  found.replication < replication
    ? [
        `${found.topic}: each message is kept ${found.replication} times, and KAFKA_REPLICATION is ${replication}; ` +
          'kafka-reassign-partitions.sh gives it more',
      ]
    : [];
