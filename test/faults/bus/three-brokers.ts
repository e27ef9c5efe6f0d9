import { topicOf } from '@probity/messaging';
import { Cluster } from '../store/cluster.js';
import { killOneOfThree } from './broker-faults.js';
import { Kafka } from './kafka.js';
import { countOf } from './oracle.js';
import { changed, headersOf, type WholeBus } from './protections.js';

/** Who sends in our relays' place. Resolves when, as far as it knows, all of them are at the brokers. */
export interface Sender {
  send(topic: string, messages: readonly SentMessage[]): Promise<void>;
  close(): Promise<void>;
}

export interface SentMessage {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Killed {
  /** Appended to the log, and so to be published. */
  readonly acknowledged: number;
  /** Of these and what came of them, what is not at the brokers, or was never heard, when nothing moves any more. */
  readonly lost: number;
}

/** @param sender us, where left out */
export type Kill = (times: number, sender?: (brokers: readonly string[]) => Promise<Sender>) => Promise<Killed>;

const SEED = 331;

/** Three brokers, of which one after another is killed and comes back while services speak over them. */
export const withThreeBrokers = async (act: (kill: Kill) => Promise<void>): Promise<void> => {
  const postgres = await Cluster.start();
  const kafka = await Kafka.start(3).catch(async (error: unknown) => {
    await postgres.remove();
    throw error;
  });
  const kill: Kill = async (times, open) => {
    const sender = await open?.(kafka.addresses);
    try {
      const finding = await killOneOfThree(
        { postgres, kafka },
        // One that is not ours is not waited for as long: what it has lost does not come.
        { times, seed: SEED, ...(sender && { without: ['answer check'], disturbed: sentBy(sender) }) },
      );
      const lost = countOf(finding, 'lost') + countOf(finding, 'not on the bus');
      return { acknowledged: finding.acknowledged, lost };
    } finally {
      await sender?.close();
    }
  };
  try {
    await act(kill);
  } finally {
    await kafka.remove();
    await postgres.remove();
  }
};

const sentBy =
  (sender: Sender) =>
  (bus: WholeBus, prefix: string): WholeBus =>
    changed(bus, {
      publish: (source, events) =>
        sender.send(
          topicOf({ prefix }, source),
          events.map((event) => ({ key: event.case, headers: headersOf(event) })),
        ),
    });
