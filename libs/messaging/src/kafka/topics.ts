import kafkajs, { type PartitionMetadata } from 'kafkajs';
import { defaultPrefix, type KafkaSettings } from './settings.js';

/** `probity.intake.v1`: what a service tells the others. */
export const topicOf = ({ prefix = defaultPrefix }: Pick<KafkaSettings, 'prefix'>, source: string): string =>
  `${prefix}.${source}.v1`;

/** `probity.intake.v1` is of `intake`. */
export const sourceOf = ({ prefix = defaultPrefix }: Pick<KafkaSettings, 'prefix'>, topic: string): string =>
  topic.slice(prefix.length + 1, -'.v1'.length);

/** `probity.hearings`: its instances share the partitions. */
export const groupOf = ({ prefix = defaultPrefix }: Pick<KafkaSettings, 'prefix'>, consumer: string): string =>
  `${prefix}.${consumer}`;

const partition = kafkajs.Partitioners.DefaultPartitioner();

/** By the hash that Java's own client takes: whoever else writes with the case as key agrees. */
export const partitionOf = (caseId: string, partitions: number): number =>
  partition({ topic: '', partitionMetadata: numbered(partitions), message: { key: caseId, value: null } });

const known = new Map<number, PartitionMetadata[]>();

/** Asked for every message, and the same for all. */
const numbered = (partitions: number): PartitionMetadata[] => {
  const found =
    known.get(partitions) ??
    (Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0 })) as PartitionMetadata[]);
  known.set(partitions, found);
  return found;
};
