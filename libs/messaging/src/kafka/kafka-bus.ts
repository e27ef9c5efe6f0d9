import type { Position } from '@probity/event-store';
import { position } from '@probity/event-store';
import type { Admin, Kafka } from 'kafkajs';
import type { Pool } from 'pg';
import { hearsNothing } from '../hears-nothing.js';
import type { Bus, Consumption, Handlers, PublicEvent, Turn } from '../port.js';
import { KafkaTables } from '../postgres/kafka-tables.js';
import { ProgressTables } from '../postgres/progress-tables.js';
import { type OnProblem, reasonOf } from '../problem.js';
import type { Progress } from '../progress.js';
import { kafkaClient } from './client.js';
import type { Place } from './handled-offsets.js';
import { type Elsewhere, Hearing } from './hearing.js';
import { toMessage } from './message.js';
import { BrokerLost, PartitionedSending, type Sent } from './sending.js';
import type { KafkaSettings } from './settings.js';
import { groupOf, partitionOf, sourceOf, topicOf } from './topics.js';

export interface KafkaBusOptions {
  readonly kafka: KafkaSettings;
  /** What it is called at the broker: the service. */
  readonly clientId: string;
  /** With schema `bus`: what was published, what is asked for again, and how far relays are. */
  readonly pool: Pool;
  readonly onProblem?: OnProblem;
  readonly onRebalance?: (consumer: string) => void;
}

/** A case would be at several instances at a time. */
class UnequalPartitions extends Error {
  override readonly name = 'UnequalPartitions';
}

type Beginning = Place & { readonly offset: string; readonly missed: boolean };

const alone: Turn = { term: 0, fence: async () => undefined };

/** A bus over a Kafka broker: a topic a service, the case as key, what is beside it in PostgreSQL. */
export class KafkaBus implements Bus, Progress {
  readonly #options: KafkaBusOptions;
  readonly #kafka: Kafka;
  readonly #sending: PartitionedSending;
  readonly #tables: KafkaTables;
  readonly #progress: ProgressTables;
  readonly #partitions = new Map<string, number>();
  readonly #lost = new Set<string>();
  #admin: Promise<Admin> | undefined;

  constructor(options: KafkaBusOptions) {
    const { kafka, clientId, pool } = options;
    this.#options = options;
    this.#kafka = kafkaClient(kafka, clientId);
    // No try of kafkajs's own: before each, the fence is asked.
    const producer = this.#kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
    this.#sending = new PartitionedSending(producer, kafka.compression);
    this.#tables = new KafkaTables(pool);
    this.#progress = new ProgressTables(pool);
  }

  async publish(source: string, events: readonly PublicEvent[], turn: Turn = alone): Promise<void> {
    const topic = topicOf(this.#options.kafka, source);
    const partitions = await this.#partitionsOf(topic);
    const byPartition = Map.groupBy(events, (event) => partitionOf(event.case, partitions));
    const sending = [...byPartition].map(([partition, own]) => {
      const messages = own.map((event) => toMessage(event, turn));
      return this.#sending.send(topic, partition, messages, turn.fence);
    });
    const sent = await Promise.allSettled(sending);
    const failed = sent.find((one) => one.status === 'rejected');
    if (failed?.reason instanceof BrokerLost) this.#lost.add(source);
    if (failed) throw failed.reason;
    const ends = sent.map((one) => (one as PromiseFulfilledResult<Sent>).value);
    await this.#tables.notePublished(source, events, ends);
  }

  consume(consumer: string, sources: readonly string[], handlers: Handlers): Consumption {
    if (sources.length === 0) return hearsNothing();
    const { kafka, onProblem, onRebalance } = this.#options;
    const topics = sources.map((source) => topicOf(kafka, source));
    return new Hearing({
      kafka: this.#kafka,
      group: groupOf(kafka, consumer),
      topics,
      tellerOf: (topic) => sourceOf(kafka, topic),
      partitions: () => this.#partitionsOfEach(topics),
      handlers,
      places: (assigned) => this.#placesOf(consumer, assigned),
      onFailure: (error) => onProblem?.({ what: 'consumer-failed', service: consumer, reason: reasonOf(error) }),
      onRebalance: () => onRebalance?.(consumer),
    });
  }

  async again(source: string, caseId: string): Promise<readonly PublicEvent[]> {
    await this.#ask(source, caseId);
    return [];
  }

  tellRelayed(source: string, at: Position): Promise<void> {
    return this.#progress.tellRelayed(source, at);
  }

  relayed(source: string): Promise<Position> {
    return this.#progress.relayed(source);
  }

  async startOver(source: string): Promise<void> {
    const topic = topicOf(this.#options.kafka, source);
    this.#sending.forget(topic);
    this.#lost.delete(source);
    await this.#tables.startOver(source);
  }

  published(source: string, after: Position, upTo: Position): Promise<readonly string[] | undefined> {
    return this.#progress.published('bus.published', source, after, upTo);
  }

  /** By offsets: what the broker acknowledged, and no longer has. */
  async hasLost(source: string): Promise<boolean> {
    if (this.#lost.has(source)) return true;
    const ends = await this.#tables.ends(source);
    if (ends.length === 0) return false;
    const topic = topicOf(this.#options.kafka, source);
    const admin = await this.#administration();
    const found = await this.#forgettingOnFailure(() => admin.fetchTopicOffsets(topic));
    const high = new Map(found.map(({ partition, high: end }) => [partition, BigInt(end)]));
    return ends.some(({ partition, next }) => (high.get(partition) ?? 0n) < next);
  }

  askedAgain(source: string): Promise<readonly string[]> {
    return this.#tables.asked(source);
  }

  async publishedOf(source: string, caseId: string): Promise<readonly Position[]> {
    return (await this.#tables.ofCase(source, caseId)).map(position);
  }

  answered(source: string, caseId: string): Promise<void> {
    return this.#tables.answered(source, caseId);
  }

  async behind(consumer: string, sources: readonly string[]): Promise<number> {
    const { kafka } = this.#options;
    const topics = sources.map((source) => topicOf(kafka, source));
    if (topics.length === 0) return 0;
    const admin = await this.#administration();
    const groupId = groupOf(kafka, consumer);
    const committed = await this.#forgettingOnFailure(() => admin.fetchOffsets({ groupId, topics }));
    let behind = 0n;
    for (const topic of topics) {
      const own = committed.find((one) => one.topic === topic)?.partitions ?? [];
      for (const { partition, high, low } of await this.#forgettingOnFailure(() => admin.fetchTopicOffsets(topic))) {
        const at = own.find((one) => one.partition === partition)?.offset ?? '-1';
        behind += BigInt(high) - BigInt(at === '-1' ? low : at);
      }
    }
    return Number(behind);
  }

  async close(): Promise<void> {
    await this.#sending.close();
    await (await this.#admin?.catch(() => undefined))?.disconnect();
  }

  /** From their beginning: what was filled anew since the consumer heard it, and what is gone from the topic before it was heard. */
  async #placesOf(consumer: string, assigned: readonly Place[]): Promise<Elsewhere> {
    const { kafka } = this.#options;
    const anew = await this.#tables.unheard(consumer, assigned.map(this.#heard));
    const begin = await this.#beginnings(groupOf(kafka, consumer), assigned);
    const isNew = (place: Place): boolean =>
      anew.some((one) => topicOf(kafka, one.source) === place.topic && one.partition === place.partition);
    for (const topic of new Set(begin.filter(({ missed }) => missed).map((one) => one.topic)))
      await this.#ask(sourceOf(kafka, topic));
    return {
      seek: begin.filter((place) => isNew(place) || place.missed),
      taken: () => this.#tables.hear(consumer, anew),
    };
  }

  readonly #heard = ({ topic, partition }: Place) => ({ source: sourceOf(this.#options.kafka, topic), partition });

  /** The source's relay to tell a case again; all that there is where none is named. */
  async #ask(source: string, caseId?: string): Promise<void> {
    await this.#tables.ask(source, caseId);
    await this.#progress.ask(source);
  }

  /** Where the log of each partition begins, and whether the group has not heard all that was before. */
  async #beginnings(groupId: string, assigned: readonly Place[]): Promise<readonly Beginning[]> {
    const topics = [...new Set(assigned.map(({ topic }) => topic))];
    const admin = await this.#administration();
    const committed = await this.#forgettingOnFailure(() => admin.fetchOffsets({ groupId, topics }));
    const found = topics.map(async (topic) => {
      const offsets = await this.#forgettingOnFailure(() => admin.fetchTopicOffsets(topic));
      const own = assigned.filter((place) => place.topic === topic).map(({ partition }) => partition);
      const at = committed.find((one) => one.topic === topic)?.partitions ?? [];
      return offsets
        .filter(({ partition }) => own.includes(partition))
        .map(({ partition, low }) => {
          const offset = at.find((one) => one.partition === partition)?.offset ?? '-1';
          return { topic, partition, offset: low, missed: BigInt(low) > (offset === '-1' ? 0n : BigInt(offset)) };
        });
    });
    return (await Promise.all(found)).flat();
  }

  /** @throws UnequalPartitions */
  async #partitionsOfEach(topics: readonly string[]): Promise<number> {
    const counts = new Set(await Promise.all(topics.map((topic) => this.#partitionsOf(topic))));
    const [count = 0] = counts;
    if (counts.size > 1) throw new UnequalPartitions(`${topics.join(', ')} have ${[...counts].join(', ')} partitions`);
    return count;
  }

  async #partitionsOf(topic: string): Promise<number> {
    const known = this.#partitions.get(topic);
    if (known !== undefined) return known;
    const admin = await this.#administration();
    const { topics } = await this.#forgettingOnFailure(() => admin.fetchTopicMetadata({ topics: [topic] }));
    const count = topics[0]?.partitions.length ?? 0;
    this.#partitions.set(topic, count);
    return count;
  }

  #administration(): Promise<Admin> {
    this.#admin ??= this.#connectAdmin();
    return this.#admin;
  }

  async #connectAdmin(): Promise<Admin> {
    const admin = this.#kafka.admin({ retry: { retries: 2 } });
    await this.#forgettingOnFailure(() => admin.connect());
    return admin;
  }

  /** An administrator whose broker has gone does not always come back. */
  async #forgettingOnFailure<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      this.#admin = undefined;
      throw error;
    }
  }
}
