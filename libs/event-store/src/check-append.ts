import {
  AppendTooLarge,
  EventTooLarge,
  InvalidAppend,
  maxAppendBytes,
  maxEventBytes,
  type NewEvent,
  type StreamAppend,
} from './port.js';

/** Stream names are indexed; an entry of an index has room for about 2,700 bytes. */
const INDEXED_LIMIT = 500;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAX_INTEGER = 2 ** 31 - 1;

/** @throws InvalidAppend */
export const checkAppend = (streams: readonly StreamAppend[]): void => {
  if (streams.length === 0) throw new InvalidAppend('an append names at least one stream');
  streams.forEach(checkStream);
  checkSize(streams);
  unique(
    'stream',
    streams.map(({ stream }) => stream),
  );
  unique(
    'id',
    streams.flatMap(({ events }) => events.map(({ id }) => id)),
  );
};

const checkSize = (streams: readonly StreamAppend[]): void => {
  let bytes = 0;
  for (const { events } of streams) for (const { data } of events) bytes += data.byteLength;
  if (bytes > maxAppendBytes) throw new AppendTooLarge(bytes);
};

const checkStream = ({ stream, expected, events }: StreamAppend): void => {
  checkText('stream', stream);
  if (!/^[^-]+-./s.test(stream)) throw new InvalidAppend('a stream is named <category>-<id>');
  if (stream.length > INDEXED_LIMIT) throw new InvalidAppend(`a stream's name has ${INDEXED_LIMIT} characters at most`);
  if (!Number.isSafeInteger(expected) || expected < 0) {
    throw new InvalidAppend(`expected is a version from 0, not ${expected}`);
  }
  if (events.length === 0) throw new InvalidAppend('an append has at least one event a stream');
  events.forEach(checkEvent);
};

const checkEvent = (event: NewEvent): void => {
  if (!UUID.test(event.id)) throw new InvalidAppend('an event id is a UUID in lower case');
  if (!Number.isInteger(event.schemaVersion) || event.schemaVersion < 1 || event.schemaVersion > MAX_INTEGER) {
    throw new InvalidAppend(`schemaVersion is an integer from 1, not ${event.schemaVersion}`);
  }
  for (const [name, text] of texts(event)) checkText(name, text);
  if (event.data.byteLength > maxEventBytes) throw new EventTooLarge(event.id, event.data.byteLength);
};

const texts = (event: NewEvent): readonly (readonly [string, string | null])[] => [
  ['type', event.type],
  ['institution', event.institution],
  ['case', event.case],
  ['keyId', event.keyId],
  ['actedAt', event.actedAt],
  ['occurredAt', event.occurredAt],
  ['actor', event.actor],
  ['correlationId', event.correlationId],
  ['causationId', event.causationId],
  ['requestDigest', event.requestDigest],
  ['policy.pack', event.policy.pack],
  ['policy.version', event.policy.version],
  ...event.authority.map((clause) => ['authority', clause] as const),
];

/** PostgreSQL keeps no NUL in text, and UTF-8 no half of a surrogate pair. */
const checkText = (name: string, text: string | null): void => {
  if (text === null) return;
  if (text.includes('\0') || !text.isWellFormed()) throw new InvalidAppend(`${name} has a NUL or a lone surrogate`);
};

const unique = (name: string, values: readonly string[]): void => {
  if (new Set(values).size < values.length) throw new InvalidAppend(`an append names each ${name} once`);
};
