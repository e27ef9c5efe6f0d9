import kafkajs, { type Admin } from 'kafkajs';
import { administered, BrokerRefused } from './administration.js';
import type { KafkaSettings, TopicSettings } from './settings.js';
import { configDiffers, configOf, findTopics, type FoundTopic, replicationDiffers } from './topic-fit.js';
import { createTopics } from './create-topics.js';
import { topicOf } from './topics.js';

export interface TopicReport {
  readonly topic: string;
  readonly state: 'made' | 'there' | 'set';
  /** What does not fit, each a line. */
  readonly differs: readonly string[];
}

export interface MakeOptions {
  /** Gives topics that are there the settings that differ. Partitions and copies never change. */
  readonly set?: boolean;
}

/**
 * Makes the topics that are missing, and says what differs of the others.
 * @throws BrokerRefused, BrokerAway
 */
export async function makeTopics(
  settings: KafkaSettings,
  sources: readonly string[],
  wanted: TopicSettings,
  { set = false }: MakeOptions = {},
): Promise<readonly TopicReport[]> {
  const names = sources.map((source) => topicOf(settings, source));
  return administered(settings, async (admin) => {
    const found = await findTopics(admin, names);
    const missing = names.filter((name) => !found.some(({ topic }) => topic === name));
    if (missing.length > 0) await make(admin, missing, wanted);
    const reports: TopicReport[] = missing.map((topic) => ({ topic, state: 'made', differs: [] }));
    for (const topic of found) reports.push(await look(admin, topic, wanted, set));
    return reports.toSorted((one, other) => names.indexOf(one.topic) - names.indexOf(other.topic));
  });
}

async function make(admin: Admin, missing: readonly string[], wanted: TopicSettings): Promise<void> {
  const { partitions, replication } = wanted;
  const { brokers } = await admin.describeCluster();
  if (brokers.length < replication)
    throw new BrokerRefused(`KAFKA_REPLICATION is ${replication}, and there are ${brokers.length} brokers`);
  await createTopics(
    admin,
    missing.map((topic) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replication,
      configEntries: Object.entries(configOf(wanted)).map(([name, value]) => ({ name, value })),
    })),
  );
}

async function look(admin: Admin, found: FoundTopic, wanted: TopicSettings, set: boolean): Promise<TopicReport> {
  const { topic } = found;
  const forGood = [...partitionsDiffer(found, wanted), ...replicationDiffers(found, wanted)];
  const differs = configDiffers(found, wanted);
  if (!set || differs.length === 0) return { topic, state: 'there', differs: [...forGood, ...differs] };
  await setConfig(admin, topic, wanted);
  return { topic, state: 'set', differs: forGood };
}

const partitionsDiffer = ({ topic, partitions }: FoundTopic, wanted: TopicSettings): readonly string[] =>
  partitions === wanted.partitions
    ? []
    : [
        `${topic} has ${partitions} partitions, and KAFKA_PARTITIONS is ${wanted.partitions}; it keeps them, because with another ` +
          "number a case's later facts would go to another partition than its earlier ones, and be heard before them",
      ];

/** kafkajs can only replace all of a topic's own settings: what others had set goes along. */
async function setConfig(admin: Admin, topic: string, wanted: TopicSettings): Promise<void> {
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type, name: topic }] });
  const own = (resources[0]?.configEntries ?? [])
    .filter(({ isDefault, isSensitive }) => !isDefault && !isSensitive)
    .map(({ configName, configValue }) => [configName, configValue] as const);
  const all = { ...Object.fromEntries(own), ...configOf(wanted) };
  const configEntries = Object.entries(all).map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({ validateOnly: false, resources: [{ type, name: topic, configEntries }] });
}
