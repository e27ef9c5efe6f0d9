import { contracts, type Contract, type Contracts } from '../contract.js';
import { busSchema } from '../json-schemas.js';
import { receives } from '../receivers.js';
import { ceType, cloudEvent, headersOf } from './headers.js';
import { exampleOf, type Example } from './examples.js';

export interface EventServer {
  /** `kafka-1:9092` */
  readonly host: string;
  readonly tls: boolean;
  readonly sasl?: 'plain' | 'scramSha256' | 'scramSha512' | undefined;
}

export interface AsyncApiOptions {
  /** Of topics and groups. */
  readonly prefix?: string;
  /** None: the facts do not go over a broker here. */
  readonly servers?: readonly EventServer[];
  readonly contracts?: Contracts;
  /** By `<source>.<Type>`: data as they were told once. */
  readonly samples?: ReadonlyMap<string, unknown>;
}

/** AsyncAPI 3.0 of all that the services tell one another, from the schemas that validate it. */
export const asyncApi = ({
  prefix = 'probity',
  servers = [],
  contracts: all = contracts,
  samples = new Map(),
}: AsyncApiOptions = {}): object => {
  const events = [...all.values()].map((contract) => eventOf(contract));
  const sources = [...new Set(events.map(({ source }) => source))];
  const named = servers.map((server, nth) => [`kafka-${nth + 1}`, serverOf(server)] as const);
  return {
    asyncapi: '3.0.0',
    id: 'urn:probity',
    info,
    defaultContentType: 'application/json',
    ...(named.length > 0 && { servers: Object.fromEntries(named) }),
    channels: Object.fromEntries(sources.map((source) => [source, channelOf(prefix, source, events)])),
    operations: Object.fromEntries([
      ...sources.map((source) => [`${source}.sends`, sending(source, events)] as const),
      ...Object.keys(receives).flatMap((service) => receivingOf(prefix, service, events)),
    ]),
    components: {
      messages: Object.fromEntries(events.map((event) => [event.contract.name, messageOf(event, samples)])),
      schemas: {
        CloudEvent: cloudEvent,
        ...Object.fromEntries(events.map(({ contract }) => [contract.name, busSchema(contract.schema)])),
      },
    },
  };
};

const info = {
  title: 'Probity: what the services tell one another',
  version: '1',
  description: [
    'A topic a service. CloudEvents 1.0 in binary mode, keyed by the case: what a service tells of a case is in order, what several',
    'tell of it is not. A message may come more than once, under the same id, and names the one before it by `ce_predecessor`:',
    'a consumer that has not seen that one has missed something. Fields and types that a consumer does not know are to be passed over.',
    'What is personal is sealed.',
  ].join(' '),
};

interface Event {
  readonly contract: Contract;
  readonly source: string;
  readonly type: string;
}

const eventOf = (contract: Contract): Event => {
  const [source = '', type = ''] = contract.name.split('.');
  return { contract, source, type };
};

const ref = (...path: readonly string[]) => ({ $ref: `#/${path.join('/')}` });

const channelOf = (prefix: string, source: string, events: readonly Event[]): object => {
  const topic = `${prefix}.${source}.v1`;
  const own = events.filter((event) => event.source === source);
  return {
    address: topic,
    title: `What ${source} tells`,
    messages: Object.fromEntries(
      own.map(({ type, contract }) => [type, ref('components', 'messages', contract.name)] as const),
    ),
    bindings: { kafka: { topic, bindingVersion: '0.5.0' } },
  };
};

const sending = (source: string, events: readonly Event[]): object => ({
  action: 'send',
  title: `${source} tells`,
  summary: 'By one relay at a time, in the order of its log.',
  channel: ref('channels', source),
  messages: events
    .filter((event) => event.source === source)
    .map(({ type }) => ref('channels', source, 'messages', type)),
  tags: [{ name: source }],
});

/** A service acts on some of what is told in a topic, and passes over the rest. */
const receivingOf = (prefix: string, service: string, events: readonly Event[]) => {
  const heard = events.filter(({ contract }) =>
    (receives[service as 'intake'] as readonly string[]).includes(contract.name),
  );
  return [...Map.groupBy(heard, ({ source }) => source)].map(
    ([source, own]) =>
      [
        `${service}.receives.${source}`,
        {
          action: 'receive',
          title: `${service} hears ${source}`,
          channel: ref('channels', source),
          messages: own.map(({ type }) => ref('channels', source, 'messages', type)),
          bindings: { kafka: { groupId: { type: 'string', enum: [`${prefix}.${service}`] }, bindingVersion: '0.5.0' } },
          tags: [{ name: service }],
        },
      ] as const,
  );
};

const messageOf = ({ contract, source, type }: Event, samples: ReadonlyMap<string, unknown>): object => {
  const sample = samples.get(contract.name);
  const example: Example | undefined = sample === undefined ? undefined : exampleOf(source, type, contract, sample);
  return {
    name: ceType(source, type),
    title: type,
    ...(contract.schema.description !== undefined && { summary: contract.schema.description }),
    contentType: 'application/json',
    headers: { allOf: [ref('components', 'schemas', 'CloudEvent'), headersOf(source, type, contract)] },
    payload: ref('components', 'schemas', contract.name),
    correlationId: { location: '$message.header#/ce_correlationid' },
    bindings: {
      kafka: { key: { type: 'string', format: 'uuid', description: 'The case.' }, bindingVersion: '0.5.0' },
    },
    ...(example && { examples: [example] }),
  };
};

const serverOf = ({ host, tls, sasl }: EventServer): object => ({
  host,
  protocol: tls ? 'kafka-secure' : 'kafka',
  ...(sasl && { security: [{ type: sasl }] }),
});
