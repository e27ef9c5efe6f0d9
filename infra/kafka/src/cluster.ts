import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@probity/processes';
import { Broker } from './broker.js';
import { keptCertificates } from './certificates.js';
import { newClusterId } from './cluster-id.js';
import { type Properties, propertiesOf } from './properties.js';
import { scramOptions, type Secure, secureProperties, type SecureNode } from './secure.js';

export interface ClusterOptions {
  /** Made when missing. */
  readonly dataDirectory: string;
  readonly brokers?: 1 | 3;
  /** Where the first one listens; a free port when left out. */
  readonly port?: number;
  /** Left out: anybody of this machine may do everything, in clear. */
  readonly secure?: Secure;
  readonly properties?: Properties;
  readonly log?: (line: string) => void;
}

export interface Cluster {
  /** `127.0.0.1:9092`, one a broker. */
  readonly addresses: readonly string[];
  readonly brokers: readonly Broker[];
  /** PEM: whom clients of a secure one trust. */
  readonly authorityFile?: string;
  stop(): Promise<void>;
}

/** A real Kafka on this machine, of one broker or of three. Ports and data are another each time a directory is new. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataDirectory, brokers: count = 1, secure, log } = options;
  await mkdir(dataDirectory, { recursive: true });
  const nodes: SecureNode[] = [];
  for (let id = 1; id <= count; id++)
    nodes.push({
      id,
      port: id === 1 && options.port !== undefined ? options.port : await freePort(),
      controllerPort: await freePort(),
      brokerPort: await freePort(),
    });
  const certificates = secure && (await keptCertificates(join(dataDirectory, 'tls')));
  const clusterId = await keptClusterId(dataDirectory);
  const brokers = nodes.map(
    (node) =>
      new Broker({
        node,
        clusterId,
        dataDirectory: join(dataDirectory, `broker-${node.id}`),
        properties: {
          ...propertiesOf(node, nodes),
          ...(secure && certificates && secureProperties(node, certificates, secure)),
          ...options.properties,
        },
        ...(secure && { format: scramOptions(secure) }),
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
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  return { addresses, brokers, ...(certificates && { authorityFile: certificates.authorityFile }), stop };
}

async function keptClusterId(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, 'cluster-id');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept.trim();
  const made = newClusterId();
  await writeFile(file, made);
  return made;
}
