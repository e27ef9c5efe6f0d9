import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type Message, type Producer } from 'kafkajs';
import { backoff, Turns } from '../waiting.js';

/** The broker acknowledged, yet told no place for it, or one that was taken. */
export class BrokerLost extends Error {
  override readonly name = 'BrokerLost';
}

export interface Sent {
  readonly partition: number;
  /** The offset after the last message. */
  readonly next: bigint;
}

type Sized = Message & { readonly value: string };

interface Batch {
  readonly messages: readonly Sized[];
  readonly bytes: number;
}

/** Below the broker's own limit of a megabyte for a request's batch, headers included. */
const mostBytes = 700_000;
const mostMessages = 1_000;
const tries = 5;
/** Bytes from which packing them costs less than sending them. */
const worthPacking = 4_096;

/** One partition a request and one in flight a partition: any other way kafkajs loses what was acknowledged. */
export class PartitionedSending {
  readonly #producer: Producer;
  readonly #compression: number;
  readonly #turns = new Turns();
  readonly #next = new Map<string, bigint>();
  #connected: Promise<void> | undefined;

  constructor(producer: Producer, compression: 'gzip' | 'none' = 'gzip') {
    this.#producer = producer;
    this.#compression = kafkajs.CompressionTypes[compression === 'gzip' ? 'GZIP' : 'None'];
  }

  /**
   * Resolves when every replica in sync has them. Before each request the fence is asked, which throws where this may send no more.
   * @throws BrokerLost where offsets show that the broker has lost what it acknowledged
   */
  async send(topic: string, partition: number, messages: readonly Sized[], fence: () => Promise<void>): Promise<Sent> {
    return this.#turns.take(`${topic} ${partition}`, async () => {
      let next = 0n;
      for (const batch of inBatches(messages)) next = await this.#insist(topic, partition, batch, fence);
      return { partition, next };
    });
  }

  /** Forgets which offsets it was given: the topic is filled anew. */
  forget(topic: string): void {
    for (const key of this.#next.keys()) if (key.startsWith(`${topic} `)) this.#next.delete(key);
  }

  async close(): Promise<void> {
    await this.#turns.idle();
    await this.#connected?.catch(() => undefined);
    await this.#producer.disconnect();
  }

  async #insist(topic: string, partition: number, batch: Batch, fence: () => Promise<void>): Promise<bigint> {
    for (let failures = 1; ; failures++) {
      await fence();
      try {
        return await this.#try(topic, partition, batch);
      } catch (error) {
        if (error instanceof BrokerLost || isForbidden(error) || failures === tries) throw error;
        await sleep(backoff(failures, 100, 1_000));
      }
    }
  }

  async #try(topic: string, partition: number, { messages, bytes }: Batch): Promise<bigint> {
    await this.#connect();
    const answers = await this.#producer.send({
      topic,
      acks: -1,
      timeout: 5_000,
      compression: bytes < worthPacking ? kafkajs.CompressionTypes.None : this.#compression,
      messages: messages.map((message) => ({ ...message, partition })),
    });
    // It resolves without a partition that moved to a broker which had answered already.
    const answer = answers.find((one) => one.topicName === topic && one.partition === partition);
    if (answers.length !== 1 || answer?.errorCode !== 0 || answer.baseOffset === undefined)
      throw new Error('the broker did not answer for the partition');
    return this.#place(`${topic} ${partition}`, BigInt(answer.baseOffset), messages.length);
  }

  /** Nobody else writes: an offset below the last one means that what stood there is gone. */
  #place(key: string, base: bigint, count: number): bigint {
    const expected = this.#next.get(key) ?? 0n;
    if (base < expected) throw new BrokerLost(`offset ${base}, and ${expected} was expected`);
    const next = base + BigInt(count);
    this.#next.set(key, next);
    return next;
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#producer.connect().catch((error: unknown) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }
}

/** By the broker's rules: the next try would be, too. */
const isForbidden = (error: unknown): boolean =>
  String((error as { readonly type?: unknown } | null)?.type).endsWith('_AUTHORIZATION_FAILED');

function* inBatches(messages: readonly Sized[]): Generator<Batch> {
  let batch: Sized[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (batch.length > 0 && (bytes + size > mostBytes || batch.length === mostMessages)) {
      yield { messages: batch, bytes };
      [batch, bytes] = [[], 0];
    }
    batch.push(message);
    bytes += size;
  }
  if (batch.length > 0) yield { messages: batch, bytes };
}

const headersSize = 700;
const sizeOf = ({ value }: Sized): number => Buffer.byteLength(value) + headersSize;
