import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Broker, type Cluster, startCluster } from '@probity/kafka';
import { fromBytes, type Told } from './told.js';
import { type KafkaSettings, makeTopics, topicOf } from '@probity/messaging';
import kafkajs from 'kafkajs';
import { freePorts, until } from '../../processes/program.js';
import { Proxy } from '../../support/proxy.js';
import { sources } from './service.js';

const partitions = 12;

/** One broker with a proxy before it, or three; what is told to them is in topics of each trial's own. */
export class Kafka {
  private constructor(
    private readonly directory: string,
    private readonly cluster: Cluster,
    readonly addresses: readonly string[],
    /** Of the one broker alone: all that clients say goes through here. */
    readonly proxy?: Proxy,
  ) {}

  static async start(brokers: 1 | 3): Promise<Kafka> {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'probity-kafka-'));
    if (brokers === 3) {
      const cluster = await startCluster({ dataDirectory, brokers });
      return new Kafka(dataDirectory, cluster, cluster.addresses);
    }
    const port = await freePorts();
    const proxy = await Proxy.to(`kafka://127.0.0.1:${port}`);
    const address = new URL(proxy.url).host;
    // Clients go where the broker says it is.
    const properties = { 'advertised.listeners': `PLAINTEXT://${address}` };
    return new Kafka(dataDirectory, await startCluster({ dataDirectory, port, properties }), [address], proxy);
  }

  get brokers(): readonly Broker[] {
    return this.cluster.brokers;
  }

  settings(prefix: string): KafkaSettings {
    return { brokers: this.addresses, prefix };
  }

  async makeTopics(prefix: string): Promise<void> {
    const replication = this.brokers.length;
    const wanted = { partitions, replication, minInsync: Math.max(1, replication - 1), retention: null };
    await insist('there are topics', () => makeTopics(this.settings(prefix), sources, wanted));
  }

  /** Cleanly; whoever connects is refused. */
  async stop(): Promise<void> {
    this.proxy?.cut();
    await Promise.all(this.brokers.map((broker) => broker.stop()));
  }

  async startAgain(): Promise<void> {
    await Promise.all(this.brokers.map((broker) => broker.start()));
    await this.proxy?.mend();
  }

  /** Everything that it held is gone, consumers' offsets among it; there are topics again, and they are empty. */
  async loseEverything(prefix: string): Promise<void> {
    this.proxy?.cut();
    for (const broker of this.brokers) {
      await broker.kill();
      await broker.wipe();
    }
    await this.startAgain();
    await this.makeTopics(prefix);
  }

  /** Until every broker has everything. */
  async inSync(prefix: string): Promise<void> {
    const admin = this.client('inspector').admin();
    await admin.connect();
    const whole = async (): Promise<boolean> => {
      const names = sources.map((source) => topicOf(this.settings(prefix), source));
      const { topics } = await admin.fetchTopicMetadata({ topics: names });
      return topics.every(({ partitions: all }) => all.every(({ isr }) => isr.length === this.brokers.length));
    };
    await until('every broker is in sync', () => whole().catch(() => false), 90).finally(() => admin.disconnect());
  }

  private client(clientId: string): kafkajs.Kafka {
    return new kafkajs.Kafka({ clientId, brokers: [...this.addresses], logLevel: kafkajs.logLevel.NOTHING });
  }

  /** What the topic of a source holds, partition by partition in its order; past the system. */
  async told(prefix: string, source: string): Promise<readonly Told[]> {
    const topic = topicOf(this.settings(prefix), source);
    return insist(`${topic} is read`, () => readAll(this.client('oracle'), topic));
  }

  /** What no service of ours would say. */
  async sayRubbish(prefix: string, source: string, value: Buffer): Promise<void> {
    const producer = this.client('stranger').producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic: topicOf(this.settings(prefix), source), messages: [{ key: 'nobody', value }] });
    await producer.disconnect();
  }

  async remove(): Promise<void> {
    this.proxy?.cut();
    await this.cluster.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A broker that has just come back refuses some things at first. */
const insist = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
  let answer: { readonly is: T } | undefined;
  let last: unknown;
  const tried = async (): Promise<boolean> => {
    answer = await act().then(
      (is) => ({ is }),
      (error: unknown) => void (last = error),
    );
    return answer !== undefined;
  };
  await until(what, tried, 60).catch(() => undefined);
  if (!answer) throw new Error(`not in a minute: ${what}`, { cause: last });
  return answer.is;
};

const readAll = async (client: kafkajs.Kafka, topic: string): Promise<readonly Told[]> => {
  const admin = client.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect());
  const wanted = new Map(ends.filter(({ high, low }) => high !== low).map(({ partition, high }) => [partition, high]));
  if (wanted.size === 0) return [];
  const found: Told[] = [];
  const consumer = client.consumer({ groupId: `oracle-${process.pid}-${performance.now()}`, maxWaitTimeInMs: 200 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        found.push(fromBytes(partition, message));
        if (BigInt(message.offset) + 1n >= BigInt(wanted.get(partition) ?? 0)) wanted.delete(partition);
      },
    });
    await until(`${topic} is read to its end`, () => wanted.size === 0, 60);
  } finally {
    await consumer.disconnect();
  }
  return found.toSorted((a, b) => a.partition - b.partition || Number(BigInt(a.offset) - BigInt(b.offset)));
};
