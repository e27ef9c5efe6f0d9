import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicConfig } from 'kafkajs';

/** Of a tenth of a second each. */
const tries = 100;

/** Said of a topic that was made, by a broker that has not heard of it yet; kafkajs's own wait ends with it. */
const notYet = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];

/** Resolves when each partition of them has a leader. */
export async function createTopics(admin: Admin, topics: ITopicConfig[]): Promise<void> {
  await admin.createTopics({ waitForLeaders: false, topics });
  const names = topics.map(({ topic }) => topic);
  for (let tried = 1; !(await areLed(admin, names)); tried++) {
    if (tried === tries) throw new Error(`${names.join(', ')} were made, and have no leaders`);
    await sleep(100);
  }
}

const areLed = async (admin: Admin, names: string[]): Promise<boolean> => {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    return topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
  } catch (error) {
    if (notYet.includes(String((error as { readonly type?: unknown }).type))) return false;
    throw error;
  }
};
