import { status as Code, Metadata, type ServiceError } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import statuses from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import errors from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import type { Logged, Written } from './log.js';

const TICKS_PER_MILLISECOND = 10_000n;

export const streamOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

export const identifierOf = (stream: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(new Uint8Array(Buffer.from(stream)));

export const idOf = (uuid: shared.UUID | undefined): string => {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString() ?? '';
  const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

export const uuidOf = (id: string): shared.UUID => new shared.UUID().setString(id);

/** The server gives ids as text or as two numbers, as asked. */
const uuidAsked = (id: string, asText: boolean): shared.UUID => {
  if (asText) return uuidOf(id);
  const hex = id.replaceAll('-', '');
  const half = (digits: string): string => BigInt.asIntN(64, BigInt(`0x${digits}`)).toString();
  return new shared.UUID().setStructured(
    new shared.UUID.Structured()
      .setMostSignificantBits(half(hex.slice(0, 16)))
      .setLeastSignificantBits(half(hex.slice(16))),
  );
};

const encoded = { text: new WeakMap<Logged, Buffer>(), numbers: new WeakMap<Logged, Buffer>() };

/** On the wire; kept, because the same event is read many times. */
export const eventBytes = (record: Logged, idsAsText: boolean): Buffer => {
  const kept = encoded[idsAsText ? 'text' : 'numbers'];
  const bytes = kept.get(record) ?? Buffer.from(eventMessage(record, idsAsText).serializeBinary());
  kept.set(record, bytes);
  return bytes;
};

const eventMessage = (record: Logged, idsAsText: boolean): streams.ReadResp => {
  const at = record.position.toString();
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidAsked(record.id, idsAsText))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(record.revision.toString())
    .setCommitPosition(at)
    .setPreparePosition(at)
    .setCustomMetadata(record.metadata)
    .setData(record.data);
  event
    .getMetadataMap()
    .set('type', record.type)
    .set('created', (BigInt(record.created.getTime()) * TICKS_PER_MILLISECOND).toString())
    .set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(at));
};

/** The answer to one write of a batch-append call. */
export const batchAnswer = (correlation: shared.UUID | undefined, stream: string, written: Written) => {
  const answer = new streams.BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifierOf(stream));
  if ('conflict' in written) return answer.setError(conflictStatus(written.actual, written.conflict.expected));
  const at = written.position.toString();
  const position = new shared.AllStreamPosition().setCommitPosition(at).setPreparePosition(at);
  return answer.setSuccess(
    new streams.BatchAppendResp.Success().setCurrentRevision(String(written.revisions[0])).setPosition(position),
  );
};

const conflictStatus = (actual: bigint, expected: bigint): statuses.Status => {
  const conflict = new shared.WrongExpectedVersion();
  if (actual < 0n) conflict.setCurrentNoStream(new empty.Empty());
  else conflict.setCurrentStreamRevision(actual.toString());
  if (expected < 0n) conflict.setExpectedNoStream(new empty.Empty());
  else conflict.setExpectedStreamPosition(expected.toString());
  const details = new any.Any();
  details.pack(conflict.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  return new statuses.Status().setMessage('WrongExpectedVersion').setDetails(details);
};

/** The refusal of a session over several streams, with its details as the second protocol packs them. */
export const sessionConflict = (stream: string, expected: bigint, actual: bigint): Partial<ServiceError> => {
  const conflict = new errors.StreamRevisionConflictErrorDetails()
    .setStream(stream)
    .setExpectedRevision(expected.toString())
    .setActualRevision(actual.toString());
  const details = new any.Any();
  details.pack(conflict.serializeBinary(), 'kurrentdb.protocol.v2.streams.errors.StreamRevisionConflictErrorDetails');
  const metadata = new Metadata();
  const status = new statuses.Status().setMessage('stream revision conflict').setDetails(details);
  metadata.set('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  return { code: Code.FAILED_PRECONDITION, details: 'stream revision conflict', metadata };
};
