import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { type Health, Troubles } from '../health.js';
import type { Consumption, Handlers, PublicEvent } from '../port.js';
import { reasonOf } from '../problem.js';
import { backoff, insist, pause } from '../waiting.js';
import { patient } from './client.js';
import { coPartitioned } from './co-partitioned.js';
import { HandledOffsets, type Place, type PlacedOffset } from './handled-offsets.js';
import { fromMessage } from './message.js';
import { partitionOf } from './topics.js';

export interface HearingOptions {
  readonly kafka: Kafka;
  readonly group: string;
  readonly topics: readonly string[];
  /** Who tells what is in a topic. */
  readonly tellerOf: (topic: string) => string;
  /** Of every topic. */
  readonly partitions: () => Promise<number>;
  readonly handlers: Handlers;
  /** Called with what this instance now has, and now and then: where it must hear a partition from another offset. */
  readonly places: (assigned: readonly Place[]) => Promise<Elsewhere>;
  readonly onFailure: (error: unknown) => void;
  readonly onRebalance?: () => void;
}

/** Where a partition must be heard from another offset; told when it is. */
export interface Elsewhere {
  readonly seek: readonly PlacedOffset[];
  readonly taken: () => Promise<void>;
}

/** Handed over together. */
const most = 200;
const commitEvery = 200;
const placesEvery = 5_000;
/** Milliseconds without a word from the broker. */
const silence = 5_000;

/** A member of a consumer group, made anew whenever kafkajs gives up for good. Commits what was handled, and only that. */
export class Hearing implements Consumption {
  readonly #options: HearingOptions;
  readonly #closing = new AbortController();
  readonly #troubles = new Troubles();
  readonly #working: Promise<void>;
  #assigned: readonly Place[] = [];
  #partitions = 0;
  #lastWord = performance.now();

  constructor(options: HearingOptions) {
    this.#options = options;
    this.#working = insist(
      () => this.#term(),
      this.#closing.signal,
      (error) => {
        this.#troubles.begin('term');
        options.onFailure(error);
      },
    ).catch(() => undefined);
  }

  leads(): boolean {
    return this.#assigned.length > 0;
  }

  hears(caseId: string): boolean {
    if (this.#partitions === 0) return false;
    const partition = partitionOf(caseId, this.#partitions);
    return this.#assigned.some((place) => place.partition === partition);
  }

  health(): Health {
    return performance.now() - this.#lastWord > silence ? 'failing' : this.#troubles.health();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#working;
  }

  /** Until closed, or until the consumer has given up. */
  async #term(): Promise<void> {
    const { kafka, group, topics, onRebalance, partitions } = this.#options;
    const consumer = kafka.consumer({
      groupId: group,
      partitionAssigners: [coPartitioned],
      sessionTimeout: 10_000,
      heartbeatInterval: 1_000,
      maxWaitTimeInMs: 300,
      maxBytes: 4_194_304,
      maxBytesPerPartition: 524_288,
      // A crash is ours to mend: kafkajs itself restarts only after what it takes for passing.
      retry: { ...patient, restartOnFailure: () => Promise.resolve(false) },
    });
    const term = new AbortController();
    const signal = AbortSignal.any([this.#closing.signal, term.signal]);
    const handled = new HandledOffsets((offsets) => consumer.commitOffsets([...offsets]));
    let crashed: Error | undefined;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      crashed = payload.error;
      term.abort();
    });
    for (const word of [consumer.events.FETCH, consumer.events.HEARTBEAT])
      consumer.on(word, () => (this.#lastWord = performance.now()));
    consumer.on(consumer.events.REBALANCING, () => onRebalance?.());
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#assigned = Object.entries(payload.memberAssignment).flatMap(([topic, ids]) =>
        ids.map((partition) => ({ topic, partition })),
      );
      this.#lastWord = performance.now();
      this.#troubles.end('term');
      handled.keepOnly(this.#assigned);
      void this.#takePlaces(consumer, handled);
    });
    try {
      await consumer.connect();
      this.#partitions = await partitions();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: this.#partitions * topics.length,
        eachBatch: (payload) => this.#hear(payload, handled, signal),
      });
      await Promise.all([this.#commitNowAndThen(handled, signal), this.#lookNowAndThen(consumer, handled, signal)]);
    } finally {
      this.#assigned = [];
      term.abort();
      await consumer.stop().catch(() => undefined);
      await handled.save().catch(() => undefined);
      await consumer.disconnect().catch(() => undefined);
    }
    if (!this.#closing.signal.aborted) throw crashed ?? new Error('the consumer has stopped');
  }

  async #hear(payload: EachBatchPayload, handled: HandledOffsets, signal: AbortSignal): Promise<void> {
    const { batch, heartbeat, resolveOffset, isRunning, isStale } = payload;
    let lost: unknown;
    const beat = (): void => void heartbeat().catch((error: unknown) => (lost = error));
    const beating = setInterval(beat, 1_000);
    try {
      for (let at = 0; at < batch.messages.length; at += most) {
        const chunk = batch.messages.slice(at, at + most);
        const last = chunk.at(-1);
        const goesOn = (): boolean => !signal.aborted && lost === undefined && isRunning() && !isStale();
        if (!last || !goesOn() || !(await this.#handle(batch, chunk, goesOn))) break;
        // Heard from elsewhere meanwhile: what comes from there counts.
        if (isStale()) break;
        handled.note(batch, BigInt(last.offset) + 1n);
        resolveOffset(last.offset);
      }
    } finally {
      clearInterval(beating);
    }
    // By it kafkajs joins again.
    if (lost !== undefined) throw lost;
  }

  /** Insists while the place is ours; false where it no longer is. */
  async #handle(place: Place, chunk: readonly KafkaMessage[], goesOn: () => boolean): Promise<boolean> {
    const trouble = `${place.topic} ${place.partition}`;
    const { handlers, onFailure } = this.#options;
    try {
      for (let failures = 1; goesOn(); failures++) {
        try {
          const events = await this.#readable(place, chunk);
          if (events.length > 0) await handlers.handle(events);
          return true;
        } catch (error) {
          this.#troubles.begin(trouble);
          onFailure(error);
          await pause(backoff(failures), this.#closing.signal);
        }
      }
      return false;
    } finally {
      this.#troubles.end(trouble);
    }
  }

  async #readable({ topic, partition }: Place, chunk: readonly KafkaMessage[]): Promise<readonly PublicEvent[]> {
    const events: PublicEvent[] = [];
    for (const { key, value, headers = {}, offset } of chunk) {
      try {
        events.push(fromMessage({ value, headers }, this.#options.tellerOf(topic)));
      } catch (error) {
        const said = Object.entries(headers).map(([name, one]) => [name, [one ?? []].flat().map(String)]);
        await this.#options.handlers.unreadable({
          ...{ topic, partition, offset, key, value },
          headers: Object.fromEntries(said) as Record<string, readonly string[]>,
          reason: reasonOf(error),
        });
      }
    }
    return events;
  }

  async #commitNowAndThen(handled: HandledOffsets, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(commitEvery, signal);
      await handled.save().then(
        () => this.#troubles.end('commit'),
        // Another generation of the group, or a broker that is away: tried again, or handed over twice.
        () => {
          this.#troubles.begin('commit');
          handled.keepOnly(this.#assigned);
        },
      );
    }
  }

  async #lookNowAndThen(consumer: Consumer, handled: HandledOffsets, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(placesEvery, signal);
      if (!signal.aborted) await this.#takePlaces(consumer, handled);
    }
  }

  async #takePlaces(consumer: Consumer, handled: HandledOffsets): Promise<void> {
    if (this.#assigned.length === 0) return;
    try {
      const { seek, taken } = await this.#options.places(this.#assigned);
      const jump = (): void => {
        for (const place of seek) consumer.seek(place);
      };
      if (seek.length > 0) await handled.begin(seek, jump, taken);
      this.#troubles.end('places');
    } catch (error) {
      this.#troubles.begin('places');
      this.#options.onFailure(error);
    }
  }
}
