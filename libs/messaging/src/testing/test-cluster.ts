import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { type Cluster, type ClusterOptions, startCluster } from '@probity/kafka';
import type { KafkaSettings } from '../kafka/settings.js';

export interface TestCluster {
  /** Once it has started. */
  readonly cluster: Cluster;
  /** Topics of one's own. */
  settings(): KafkaSettings;
}

/** A broker, or three, for the tests of a file. */
export function testCluster(options: Omit<ClusterOptions, 'dataDirectory'> = {}): TestCluster {
  let cluster: Cluster | undefined;
  let directory: string;
  const started = (): Cluster => {
    if (!cluster) throw new Error('the cluster has not started');
    return cluster;
  };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-kafka-'));
    cluster = await startCluster({ ...options, dataDirectory: directory });
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    await rm(directory, { recursive: true });
  });
  return {
    get cluster() {
      return started();
    },
    settings: () => ({ brokers: started().addresses, prefix: `probity-${randomUUID().slice(0, 8)}` }),
  };
}
