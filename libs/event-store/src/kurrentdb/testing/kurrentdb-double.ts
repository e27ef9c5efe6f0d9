import { Server, ServerCredentials, status as Code } from '@grpc/grpc-js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import { StreamsServiceService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import type streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { answerBatches, answerSession, type BatchCall, type SessionCall } from './appends.js';
import { Log } from './log.js';
import { answerRead, type ReadCall } from './reads.js';

export interface KurrentDbDouble {
  /** `kurrentdb://…`, without TLS. */
  readonly address: string;
  readonly port: number;
  readonly log: Log;
  /** How many reads and subscriptions it was asked for. */
  reads(): number;
  /** How many questions about its features it will still leave unanswered. */
  silences(): number;
  stop(): void;
}

export interface DoubleOptions {
  /** What it says its version is. Below 25.1 it knows no sessions over several streams. */
  readonly version?: '24.10.0' | '26.0.0';
  /** Leaves the question about its features unanswered so many times. */
  readonly silences?: number;
}

/**
 * Speaks KurrentDB's protocol, as far as the store needs it, over real connections to the real client: batched appends,
 * sessions over several streams, reads and subscriptions. What it is not: durable, a cluster, an access control.
 */
export const startDouble = async ({
  version = '26.0.0',
  silences = 0,
}: DoubleOptions = {}): Promise<KurrentDbDouble> => {
  const log = new Log();
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  const several = version !== '24.10.0';
  let [silent, reads] = [silences, 0];
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, answer: (error: null, methods: features.SupportedMethods) => void) => {
      if (silent > 0) silent -= 1;
      else answer(null, supported(version, several));
    },
  });
  server.addService(
    { ...StreamsService, read: { ...StreamsService.read, responseSerialize: toBytes } },
    {
      ...notImplemented,
      read: (call: ReadCall) => {
        reads += 1;
        answerRead(log, call).catch((error: unknown) => call.destroy(error as Error));
      },
      batchAppend: (call: BatchCall) => answerBatches(log, call),
    },
  );
  if (several) {
    server.addService(StreamsServiceService, {
      appendSession: (call: SessionCall, answer: Parameters<typeof answerSession>[2]) =>
        answerSession(log, call, answer),
      appendRecords: refuse,
    });
  }
  const port = await listen(server);
  return {
    address: addressOf(port),
    port,
    log,
    reads: () => reads,
    silences: () => silent,
    stop: () => server.forceShutdown(),
  };
};

export const addressOf = (port: number): string => `kurrentdb://127.0.0.1:${port}?tls=false`;

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });

const toBytes = (message: streams.ReadResp | Buffer): Buffer =>
  Buffer.isBuffer(message) ? message : Buffer.from(message.serializeBinary());

const refuse = (_call: unknown, answer: (error: object) => void): void =>
  answer({ code: Code.UNIMPLEMENTED, details: 'the double has no such call' });

const notImplemented = { append: refuse, delete: refuse, tombstone: refuse };

const supported = (version: string, several: boolean): features.SupportedMethods => {
  const method = (service: string, name: string) =>
    new features.SupportedMethod().setServiceName(service).setMethodName(name);
  const methods = [
    method('event_store.client.streams.streams', 'batchappend'),
    ...(several ? [method('kurrentdb.protocol.v2.streams.streamsservice', 'appendsession')] : []),
  ];
  return new features.SupportedMethods().setEventStoreServerVersion(version).setMethodsList(methods);
};
