import { status as Code, type ServerDuplexStream, type ServerReadableStream } from '@grpc/grpc-js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import sessions from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import type { Log, Proposed, Write } from './log.js';
import { batchAnswer, idOf, sessionConflict, streamOf } from './messages.js';

/** One call carries the appends of a client, each of them in one part or several, told apart by their correlation. */
export type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

export const answerBatches = (log: Log, call: BatchCall): void => {
  const open = new Map<string, Write & { readonly events: Proposed[] }>();
  call.on('data', (part: streams.BatchAppendReq) => {
    const correlation = part.getCorrelationId();
    const key = idOf(correlation);
    const options = part.getOptions();
    const write = open.get(key) ?? {
      stream: streamOf(options?.getStreamIdentifier()),
      expected: options?.hasNoStream() === true ? -1n : BigInt(options?.getStreamPosition() ?? 0),
      events: [],
    };
    open.set(key, write);
    for (const message of part.getProposedMessagesList()) write.events.push(proposed(message));
    if (!part.getIsFinal()) return;
    open.delete(key);
    call.write(batchAnswer(correlation, write.stream, log.write([write])));
  });
  call.on('end', () => call.end());
  call.on('error', () => undefined);
};

const proposed = (message: streams.BatchAppendReq.ProposedMessage): Proposed => ({
  id: idOf(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  isJson: message.getMetadataMap().get('content-type') === 'application/json',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

/** Several streams in one call, all or nothing. */
export type SessionCall = ServerReadableStream<sessions.AppendRequest, sessions.AppendSessionResponse>;
type Answer = (error: object | null, answer?: sessions.AppendSessionResponse) => void;

export const answerSession = (log: Log, call: SessionCall, answer: Answer): void => {
  const writes: Write[] = [];
  call.on('data', (request: sessions.AppendRequest) => {
    const expected = BigInt(request.getExpectedRevision() ?? -2);
    writes.push({ stream: request.getStream(), expected, events: request.getRecordsList().map(recorded) });
  });
  call.on('error', () => undefined);
  call.on('end', () => {
    // Cut off in the middle, it ends as well: what came is not the whole of it.
    if (call.cancelled) return;
    if (new Set(writes.map(({ stream }) => stream.toUpperCase())).size < writes.length) {
      answer({ code: Code.ABORTED, details: 'a stream appears twice in the session' });
      return;
    }
    const written = log.write(writes);
    if ('conflict' in written) {
      answer(sessionConflict(written.conflict.stream, written.conflict.expected, written.actual));
      return;
    }
    const output = writes.map(({ stream }, index) =>
      new sessions.AppendResponse().setStream(stream).setStreamRevision(String(written.revisions[index])),
    );
    answer(null, new sessions.AppendSessionResponse().setOutputList(output).setPosition(written.position.toString()));
  });
};

/** Properties come back to readers as the event's metadata, with the format of its data among them. */
const recorded = (record: sessions.AppendRecord): Proposed => {
  const properties: Record<string, string> = {
    '$schema.format': 'Bytes',
    '$schema.name': record.getSchema()?.getName() ?? '',
  };
  record.getPropertiesMap().forEach((value, name) => {
    properties[name] = value.getStringValue();
  });
  return {
    id: record.getRecordId() ?? '',
    type: record.getSchema()?.getName() ?? '',
    isJson: record.getSchema()?.getFormat() === sessions.SchemaFormat.SCHEMA_FORMAT_JSON,
    data: record.getData_asU8(),
    metadata: Buffer.from(JSON.stringify(properties)),
  };
};
