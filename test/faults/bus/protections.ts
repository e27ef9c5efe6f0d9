import { type Bus, derivedId, type KafkaBus, type KafkaSettings, type Progress, topicOf } from '@probity/messaging';
import kafkajs from 'kafkajs';

export type WholeBus = Bus & Progress;

/** What keeps facts from being lost or done twice; a control switches some off. */
export type Protection =
  /** Each message is handled once. */
  | 'inbox'
  /** A relay that was followed publishes nothing more. */
  | 'fence'
  /** A relay looks whether the broker still has what it acknowledged. */
  | 'count'
  /** A consumer's offset moves when its messages are kept. */
  | 'offset last'
  /** What a consumer does waits for the disk. */
  | 'disk'
  /** A reaction's event has an id that follows from its cause. */
  | 'derived ids'
  /** A view passes over what is not after its position. */
  | 'version check'
  /** One partition a request, and the answer for it looked at. */
  | 'answer check'
  /** A message that keeps failing holds up its own case alone. */
  | 'parking';

/** What is left of a bus without these. */
export const unprotected = (
  own: KafkaBus,
  kafka: KafkaSettings,
  without: readonly Protection[],
): { readonly bus: WholeBus; close(): Promise<void> } => {
  let bus: WholeBus = own;
  let close = async (): Promise<void> => undefined;
  if (without.includes('fence')) bus = changed(bus, unfenced(bus));
  if (without.includes('count')) bus = changed(bus, { hasLost: async () => false });
  if (without.includes('offset last')) bus = changed(bus, offsetFirst(bus));
  if (without.includes('answer check')) {
    const hasty = oneSend(kafka);
    bus = changed(bus, { publish: hasty.publish });
    close = hasty.close;
  }
  return { bus, close };
};

export const changed = (bus: WholeBus, changes: Partial<WholeBus>): WholeBus =>
  new Proxy(bus, {
    get: (of, name) => {
      const found: unknown = Reflect.get(changes, name) ?? Reflect.get(of, name);
      return typeof found === 'function' ? found.bind(of) : found;
    },
  });

const unfenced = (bus: WholeBus): Partial<WholeBus> => ({
  publish: (source, events, turn) =>
    bus.publish(source, events, turn && { term: turn.term, fence: async () => undefined }),
});

/** The bus hears that all is well before anything is done. */
const offsetFirst = (bus: WholeBus): Partial<WholeBus> => ({
  consume: (consumer, from, { handle, unreadable }) =>
    bus.consume(consumer, from, {
      unreadable,
      handle: async (events) => void handle(events).catch(() => undefined),
    }),
});

/** All partitions in one request, whose answer nobody looks at: as kafkajs is used everywhere. */
const oneSend = (kafka: KafkaSettings): Pick<Bus, 'publish'> & { close(): Promise<void> } => {
  const client = new kafkajs.Kafka({
    clientId: 'one-send',
    brokers: [...kafka.brokers],
    connectionTimeout: 1_000,
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 },
  });
  const producer = client.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  let connected: Promise<void> | undefined;
  return {
    publish: async (source, events) => {
      await (connected ??= producer.connect());
      const messages = events.map((event) => ({
        key: event.case,
        value: '{}',
        headers: headersOf(event),
      }));
      await producer.send({ topic: topicOf(kafka, source), acks: -1, messages });
    },
    close: async () => {
      await connected?.catch(() => undefined);
      await producer.disconnect();
    },
  };
};

export const headersOf = (event: Parameters<Bus['publish']>[1][number]): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: event.id,
  ce_source: `urn:probity:${event.source}`,
  ce_type: `org.probity.${event.source}.${event.type}`,
  ce_subject: event.case,
  ce_time: event.time,
  ce_schemaversion: `${event.schemaVersion}`,
  ce_institution: event.institution,
  ce_policypack: event.policy.pack,
  ce_policyversion: event.policy.version,
  ce_correlationid: event.correlationId,
  ce_logposition: event.position,
  ...(event.predecessor !== null && { ce_predecessor: event.predecessor }),
});

export const reactionId = (event: { readonly id: string }): string => derivedId('reaction', event.id);
