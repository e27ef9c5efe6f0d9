import { Kafka, logLevel } from 'kafkajs';
import type { KafkaSettings } from './settings.js';
import { mendTimers } from './mend-timers.js';
import { sockets } from './sockets.js';

/** What waits for a broker that is away, and for how long at most between two tries: its own patience ends within seconds. */
export const patient = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 1_000 } as const;

/** kafkajs writes nothing by itself: its lines quote addresses and messages. What goes wrong reaches `onProblem`. */
export function kafkaClient({ brokers, tls, sasl }: KafkaSettings, clientId: string): Kafka {
  mendTimers();
  return new Kafka({
    clientId,
    brokers: [...brokers],
    socketFactory: sockets,
    connectionTimeout: 1_000,
    requestTimeout: 10_000,
    enforceRequestTimeout: true,
    retry: { ...patient, retries: 5 },
    logLevel: logLevel.NOTHING,
    logCreator: () => () => undefined,
    ...(tls && { ssl: tls }),
    ...(sasl && { sasl }),
  });
}
