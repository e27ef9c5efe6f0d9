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
