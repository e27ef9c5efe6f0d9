import { administered, BrokerRefused } from './administration.js';
import type { KafkaSettings, TopicSettings } from './settings.js';
import { findTopics, type FoundTopic, replicationDiffers } from './topic-fit.js';
import { topicOf } from './topics.js';

/**
 * That the topics of these services can be relied on, before anything is told or heard.
 * @throws BrokerRefused naming each topic that cannot, and the command; BrokerAway where nobody answers
 */
export async function checkTopics(
  settings: KafkaSettings,
  sources: readonly string[],
  wanted: Pick<TopicSettings, 'replication' | 'minInsync'>,
): Promise<void> {
  const names = [...new Set(sources)].map((source) => topicOf(settings, source));
  const found = await administered(settings, (admin) => findTopics(admin, names));
  const missing = names.filter((name) => !found.some(({ topic }) => topic === name));
  const unseen = settings.sasl ? 'is not there, or this user may not see it' : 'is not there';
  const wrong = [
    ...missing.map((name) => `${name} ${unseen}`),
    ...unequal(found),
    ...found.flatMap((topic) => unsafe(topic, wanted as TopicSettings)),
  ];
  if (wrong.length > 0)
    throw new BrokerRefused(
      ['The topics do not fit (npm run kafka -- topics; npm run kafka -- acls):', ...wrong].join('\n  '),
    );
}

const unequal = (found: readonly FoundTopic[]): readonly string[] =>
  new Set(found.map(({ partitions }) => partitions)).size < 2
    ? []
    : [
        `the topics must have as many partitions each, for a case to be at one instance: ${found
          .map(({ topic, partitions }) => `${topic} has ${partitions}`)
          .join(', ')}`,
      ];

const unsafe = (found: FoundTopic, wanted: TopicSettings): readonly string[] => {
  const minInsync = Number(found.config['min.insync.replicas']);
  const { 'cleanup.policy': cleanup, 'message.timestamp.type': timestamps } = found.config;
  return [
    ...replicationDiffers(found, wanted),
    ...(minInsync < wanted.minInsync
      ? [`${found.topic}: min.insync.replicas is ${minInsync}, expected ${wanted.minInsync}`]
      : []),
    ...(minInsync > found.replication
      ? [
          `${found.topic}: min.insync.replicas is ${minInsync}, and there are ${found.replication} copies: nobody can write`,
        ]
      : []),
    ...(cleanup === 'delete'
      ? []
      : [`${found.topic}: cleanup.policy is ${cleanup}, which loses facts; expected delete`]),
    ...(timestamps === 'LogAppendTime'
      ? []
      : [`${found.topic}: message.timestamp.type is ${timestamps}, expected LogAppendTime`]),
  ];
};
