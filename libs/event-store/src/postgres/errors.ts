import { DatabaseError } from 'pg';
import { IdReused, StoreUnavailable } from '../port.js';

/** Connection, resources, operator, system; a server that has become a standby; what another transaction stood in the way of. */
const PASSING = /^((08|53|57|58)[0-9A-Z]{3}|25006|25P0[34]|40001|40003|40P01|55P03)$/;
/** Shut down, crashed, or still starting. */
const BROKEN = /^(57P0[123]|ECONNRESET|ECONNREFUSED|EPIPE)$/;
const UNREACHABLE = /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOST[A-Z]+|ENET[A-Z]+|ENOTFOUND|EAI_AGAIN)$/;
/** What `pg` says without a code when the connection is gone or cannot be had in time. */
const LOST = /^(Connection terminated|timeout e|Query read timeout|Client has encountered a connection error)/;

/** By shape: in a test runner's realm, node's own errors are no instances of `Error`. */
interface Told {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  /** TypeORM's. */
  readonly driverError?: unknown;
}

/**
 * Whether an error, or one that it wraps, is the database's or the way's to it, and not the request's: the same tried
 * again later may succeed. A statement that ran out of time counts; a broken constraint or a missing right does not.
 */
export const isPassing = (error: unknown): boolean => {
  const seen = new Set<unknown>();
  const holds = (inner: unknown): boolean => {
    if (typeof inner !== 'object' || inner === null || seen.has(inner)) return false;
    seen.add(inner);
    const { name, code, cause, driverError } = inner as Told;
    if (name === 'StoreUnavailable' || PASSING.test(String(code)) || isLost(inner)) return true;
    return holds(cause) || holds(driverError);
  };
  return holds(error);
};

/** What the port promises to throw, from what `pg` throws; anything else as it is. */
export const toStoreError = (error: unknown): unknown => {
  if (error instanceof DatabaseError && error.constraint === 'events_id_key')
    return new IdReused(/[0-9a-f-]{36}/.exec(error.detail ?? '')?.[0] ?? '');
  if (error instanceof DatabaseError && PASSING.test(error.code ?? ''))
    return new StoreUnavailable(error.message, { cause: error });
  return isLost(error) ? new StoreUnavailable('the event store cannot be reached', { cause: error }) : error;
};

/** The connection broke, or was refused, and another may be had at once; not one that keeps silent. */
export const isBroken = (error: unknown): boolean => {
  const { code, message } = Object(error) as Told;
  return BROKEN.test(String(code)) || String(message).startsWith('Connection terminated unexpectedly');
};

const isLost = (error: unknown): boolean => {
  const { code, message, syscall } = Object(error) as Told;
  return syscall === 'connect' || UNREACHABLE.test(String(code)) || LOST.test(String(message));
};
