import kafkajs, { type Consumer, type EachMessagePayload, type Message } from 'kafkajs';
import { PARTITIONS } from './world.js';

/** Given up never, and told to nobody. */
const PATIENT = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 1_000 };

export const plainClient = (brokers: readonly string[]): kafkajs.Kafka =>
  new kafkajs.Kafka({
    clientId: 'plain',
    brokers: [...brokers],
    connectionTimeout: 1_000,
    requestTimeout: 10_000,
    logLevel: kafkajs.logLevel.NOTHING,
    retry: PATIENT,
  });

const partitioner = kafkajs.Partitioners.DefaultPartitioner();
const METADATA = Array.from({ length: PARTITIONS }, (_, partitionId) => ({ partitionId, leader: 0 }));

const partitionOf = (message: Message): number =>
  partitioner({ topic: '', partitionMetadata: METADATA as kafkajs.PartitionMetadata[], message });

/** Messages a request, and no more than the broker takes at once. */
export const MOST = 500;

/** kafkajs with the settings under which it loses nothing: every replica, one partition a request, one in flight a partition. */
export class SafeProducer {
  readonly #producer: kafkajs.Producer;
  readonly #last = new Map<number, Promise<unknown>>();

  private constructor(
    producer: kafkajs.Producer,
    private readonly topic: string,
  ) {
    this.#producer = producer;
  }

  static async connect(brokers: readonly string[], topic: string): Promise<SafeProducer> {
    const producer = plainClient(brokers).producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return new SafeProducer(producer, topic);
  }

  /** Resolves when all of them are acknowledged; those of one key stay in order. */
  async send(messages: readonly Message[]): Promise<void> {
    const byPartition = Map.groupBy(messages, partitionOf);
    const sending = [...byPartition].map(([partition, own]) => this.#inTurn(partition, own));
    await Promise.all(sending);
  }

  #inTurn(partition: number, messages: readonly Message[]): Promise<void> {
    const before = this.#last.get(partition) ?? Promise.resolve();
    const sent = before.then(() => this.#sendAll(partition, messages));
    this.#last.set(partition, sent);
    return sent;
  }

  async #sendAll(partition: number, messages: readonly Message[]): Promise<void> {
    for (let from = 0; from < messages.length; from += MOST)
      await this.#producer.send({
        topic: this.topic,
        acks: -1,
        compression: kafkajs.CompressionTypes.GZIP,
        messages: messages.slice(from, from + MOST).map((message) => ({ ...message, partition })),
      });
  }

  disconnect(): Promise<void> {
    return this.#producer.disconnect();
  }
}

let groups = 0;

/** A group of its own, from the beginning; resolves when it has joined. The offset follows each batch. */
export async function consume(
  brokers: readonly string[],
  topic: string,
  handle: (payload: EachMessagePayload) => Promise<void>,
  atOnce = PARTITIONS,
): Promise<Consumer> {
  const consumer = plainClient(brokers).consumer({
    groupId: `plain-${(groups += 1)}-${topic}`,
    sessionTimeout: 10_000,
    heartbeatInterval: 1_000,
    maxWaitTimeInMs: 300,
    retry: PATIENT,
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise<void>((resolve) => void consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.run({ partitionsConsumedConcurrently: atOnce, eachMessage: handle });
  await joined;
  return consumer;
}
