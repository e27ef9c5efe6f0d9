import { requirePeer } from '../require-peer.js';

/** Of what Nest exports, what is used here. */
interface Microservices {
  readonly Transport: { readonly KAFKA: number };
  readonly ClientKafka: new (options: object) => NestClient;
  readonly EventPattern: (pattern: string) => MethodDecorator;
  readonly Payload: () => ParameterDecorator;
  readonly Ctx: () => ParameterDecorator;
}

interface NestClient {
  connect(): Promise<unknown>;
  emit(pattern: string, data: object): { subscribe(observer: object): unknown };
  close(): Promise<unknown>;
}

interface NestContext {
  getMessage(): { readonly key: Buffer | string; readonly value: unknown };
}

interface Listening {
  listen(): Promise<unknown>;
  close(): Promise<unknown>;
}

interface Core {
  readonly NestFactory: {
    createMicroservice(module: object, options: object): Promise<Listening>;
  };
}

interface Common {
  readonly Controller: () => ClassDecorator;
  readonly Module: (metadata: object) => ClassDecorator;
}

/** Gzip; `CompressionTypes` of the kafkajs that Nest has. */
const GZIP = 1;

const client = (brokers: readonly string[]) => ({
  clientId: 'nest',
  brokers: [...brokers],
  logLevel: 0,
  retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 },
});

const load = () => {
  requirePeer<unknown>('reflect-metadata');
  return {
    ...requirePeer<Microservices>('@nestjs/microservices'),
    ...requirePeer<Core>('@nestjs/core'),
    ...requirePeer<Common>('@nestjs/common'),
  };
};

export interface NestProducer {
  /** Resolves when it is acknowledged. */
  emit(
    topic: string,
    message: { readonly key: string; readonly value: object; readonly headers: object },
  ): Promise<void>;
  close(): Promise<void>;
}

/** Nest's own client; each message is a request, whatever else is under way. */
export async function nestProducer(brokers: readonly string[]): Promise<NestProducer> {
  const { ClientKafka } = load();
  const nest = new ClientKafka({
    client: client(brokers),
    producer: { allowAutoTopicCreation: false },
    producerOnlyMode: true,
    send: { acks: -1, compression: GZIP },
  });
  await nest.connect();
  return {
    emit: (topic, message) =>
      new Promise((complete, error) => nest.emit(topic, message).subscribe({ complete, error })),
    close: async () => void (await nest.close()),
  };
}

let groups = 0;

/** A Nest microservice with one handler. */
export async function nestConsumer(
  brokers: readonly string[],
  topic: string,
  handle: (key: string, value: unknown) => Promise<void>,
): Promise<{ close(): Promise<void> }> {
  const { NestFactory, Controller, Module, EventPattern, Ctx, Transport } = load();
  class Hearing {
    async hear(context: NestContext): Promise<void> {
      const { key, value } = context.getMessage();
      await handle(`${key}`, value);
    }
  }
  const method = Object.getOwnPropertyDescriptor(Hearing.prototype, 'hear');
  if (method) EventPattern(topic)(Hearing.prototype, 'hear', method);
  Ctx()(Hearing.prototype, 'hear', 0);
  Controller()(Hearing);
  class Root {}
  Module({ controllers: [Hearing] })(Root);
  const app = await NestFactory.createMicroservice(Root, {
    transport: Transport.KAFKA,
    logger: false,
    options: {
      client: client(brokers),
      consumer: { groupId: `nest-${(groups += 1)}-${topic}`, sessionTimeout: 10_000, maxWaitTimeInMs: 300 },
      subscribe: { fromBeginning: true },
      run: { partitionsConsumedConcurrently: 12 },
    },
  });
  await app.listen();
  return { close: async () => void (await app.close()) };
}
