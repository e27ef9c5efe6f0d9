import type { KafkaSettings } from '@probity/messaging';
import { makeTopics } from '@probity/messaging';
import type { Bench } from '../bench.js';

/** What each source's topic has: as many as a deployment gets by default. */
export const PARTITIONS = 12;

/** One PostgreSQL and one broker for everybody. */
export interface World extends Bench {
  readonly brokers: readonly string[];
  /** What every round found, by figure and contestant. */
  readonly rounds: Record<string, Record<string, readonly number[]>>;
}

let prefixes = 0;

/** Topics of one's own, for these sources. */
export async function newTopics({ brokers }: World, ...sources: readonly string[]): Promise<KafkaSettings> {
  const kafka = { brokers, prefix: `bench-${(prefixes += 1)}` };
  await makeTopics(kafka, sources, { partitions: PARTITIONS, replication: 1, minInsync: 1, retention: null });
  return kafka;
}

let databases = 0;

/** Of one's own, and with nothing in it. */
export const emptyDatabase = (world: World): Promise<string> => world.newDatabase(`bus_${(databases += 1)}`);
