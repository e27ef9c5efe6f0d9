import { DatabaseError } from 'pg';
import { IdReused, NotAllowed, StoreUnavailable, WrongVersion } from '../port.js';

/** Connection, resources, operator, system; a server that has become a standby; a lock not had in time. */
const UNAVAILABLE = /^(08|53|57|58|25006|55P03)/;
/** What `pg` says without a code when the connection is gone or cannot be had in time. */
const LOST = /^(Connection terminated|timeout e|Query read timeout|Client has encountered a connection error)/;

/** What the port promises to throw, from what `pg` throws; anything else as it is. */
export const toStoreError = (error: unknown): unknown => {
  if (error instanceof DatabaseError) return fromSqlState(error);
  return isLost(error) ? new StoreUnavailable('the event store cannot be reached', { cause: error }) : error;
};

const fromSqlState = (error: DatabaseError): unknown => {
  if (UNAVAILABLE.test(error.code ?? '')) return new StoreUnavailable(error.message, { cause: error });
  switch (error.code) {
    case 'PR001': {
      const { stream, expected, actual } = detailOf<{ stream: string; expected: number; actual: number }>(error);
      return new WrongVersion(stream, expected, actual);
    }
    case 'PR002':
      return new IdReused(detailOf<{ id: string }>(error).id);
    case 'PR003':
      return new NotAllowed(detailOf<{ category: string }>(error).category);
    default:
      return error;
  }
};

/** As `event_store.append` raises it. */
const detailOf = <Detail>(error: DatabaseError): Detail => JSON.parse(error.detail ?? '{}') as Detail;

/** By shape: in a test runner's realm, node's own errors are no instances of `Error`. */
const isLost = (error: unknown): boolean => {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  return /^E[A-Z_]+$/.test(String(code)) || LOST.test(String(message));
};
