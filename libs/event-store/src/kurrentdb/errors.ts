import { ErrorType } from '@kurrent/kurrentdb-client';
import { categoryOf, InvalidAppend, NotAllowed, StoreUnavailable, type StreamAppend } from '../port.js';

/** The server is older than 25.1 and stores no append to several streams at once. */
export class SeveralStreamsUnsupported extends InvalidAppend {
  override readonly name = 'SeveralStreamsUnsupported';
}

/** By shape: the client throws its own classes, gRPC's, and plain errors from its native part. */
interface Told {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

const PASSING: readonly unknown[] = [
  ErrorType.TIMEOUT,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
];
const TOO_LARGE: readonly unknown[] = [
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.TRANSACTION_MAX_SIZE_EXCEEDED,
  ErrorType.APPEND_RECORD_SIZE_EXCEEDED,
];
/** Of gRPC: what the request is to blame for. Repeating it would not help. */
const INVALID_ARGUMENT = 3;
const DEADLINE_EXCEEDED = 4;
const REFUSED: readonly unknown[] = [INVALID_ARGUMENT, 5, 6, 7, 9, 11, 12, 16];

const told = (error: unknown): Told => (typeof error === 'object' && error !== null ? error : {});

export const isConflict = (error: unknown): boolean => told(error).type === ErrorType.WRONG_EXPECTED_VERSION;

export const isNoStream = (error: unknown): boolean => told(error).type === ErrorType.STREAM_NOT_FOUND;

/** The server, or the way to it, was too slow for the client's own deadline. */
export const isLate = (error: unknown): boolean => {
  const { type, code } = told(error);
  return type === ErrorType.DEADLINE_EXCEEDED || code === DEADLINE_EXCEEDED;
};

/** What leaves open whether the server took it: the way to it, or the server itself, failed. */
const isPassing = (error: unknown): boolean => {
  const { type, code, message } = told(error);
  if (PASSING.includes(type)) return true;
  if (type === undefined && typeof code !== 'number') return String(message).startsWith('Failed to discover');
  if (type === undefined) return !REFUSED.includes(code);
  return type === ErrorType.UNKNOWN && !REFUSED.includes(code);
};

/** The port's error for the client's; what has none there is given back as it came. */
export const toStoreError = (error: unknown): unknown =>
  isPassing(error) ? new StoreUnavailable(`KurrentDB: ${String(told(error).message)}`, { cause: error }) : error;

/** The same, of an append. */
export const toAppendError = (error: unknown, streams: readonly StreamAppend[]): unknown => {
  const { type, code, message } = told(error);
  const options = { cause: error };
  if (type === ErrorType.ACCESS_DENIED) return new NotAllowed(categoryOf(streams[0]?.stream ?? ''));
  if (type === ErrorType.UNSUPPORTED) return new SeveralStreamsUnsupported(String(message), options);
  if (TOO_LARGE.includes(type) || code === INVALID_ARGUMENT) return new InvalidAppend(String(message), options);
  return toStoreError(error);
};
