import { randomBytes } from 'node:crypto';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@probity/processes';
import { Broker } from './broker.js';
import { type Node, type Properties, propertiesOf } from './properties.js';

export interface ClusterOptions {
  /** Made when missing. */
  readonly dataDirectory: string;
  readonly brokers?: 1 | 3;
  /** Where the first one listens; a free port when left out. */
  readonly port?: number;
  readonly properties?: Properties;
  readonly log?: (line: string) => void;
}

export interface Cluster {
  /** `127.0.0.1:9092`, one a broker. */
  readonly addresses: readonly string[];
  readonly brokers: readonly Broker[];
  stop(): Promise<void>;
}

/** A real Kafka on this machine, of one broker or of three. Ports and data are another each time a directory is new. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataDirectory, brokers: count = 1, properties, log } = options;
  await mkdir(dataDirectory, { recursive: true });
  const nodes: Node[] = [];
  for (let id = 1; id <= count; id++)
    nodes.push({
      id,
      port: id === 1 && options.port !== undefined ? options.port : await freePort(),
      controllerPort: await freePort(),
    });
  const clusterId = await keptClusterId(dataDirectory);
  const brokers = nodes.map(
    (node) =>
      new Broker({
        node,
        clusterId,
        dataDirectory: join(dataDirectory, `broker-${node.id}`),
        properties: { ...propertiesOf(node, nodes), ...properties },
        ...(log && { log }),
      }),
  );
  const stop = async (): Promise<void> => {
    await Promise.all(brokers.map((broker) => broker.stop()));
  };
  try {
    await Promise.all(brokers.map((broker) => broker.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { addresses: nodes.map(({ port }) => `127.0.0.1:${port}`), brokers, stop };
}

async function keptClusterId(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, 'cluster-id');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept.trim();
  const made = randomBytes(16).toString('base64url');
  await writeFile(file, made);
  return made;
}
