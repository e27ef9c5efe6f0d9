import type { SASLOptions } from 'kafkajs';
import type { ConnectionOptions } from 'node:tls';

export interface KafkaSettings {
  /** `kafka-1:9092`. */
  readonly brokers: readonly string[];
  /** Of topics and groups: `probity.intake.v1`. */
  readonly prefix?: string;
  readonly tls?: ConnectionOptions;
  readonly sasl?: SASLOptions;
  readonly compression?: 'gzip' | 'none';
}

export const defaultPrefix = 'probity';

/** What the topics of a deployment are like: all the same, so that a case is at one instance whoever speaks of it. */
export interface TopicSettings {
  /** Of each topic, for good: with another number, cases change partition. */
  readonly partitions: number;
  /** On how many brokers each message is kept. */
  readonly replication: number;
  /** How many of them have a message when it is acknowledged. */
  readonly minInsync: number;
  /** Milliseconds since it was published; null for ever. */
  readonly retention: number | null;
}
