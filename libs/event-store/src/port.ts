/** The store's port. Adapters see bytes; a codec between store and services turns them into facts. */

/**
 * An event's place in the order of the store, as a decimal string, because 64 bits do not fit a number. Dense from 1 in
 * PostgreSQL and in memory; with holes in KurrentDB.
 */
export type Position = string & { readonly __brand: 'Position' };

/** Who decided under which policy, when, and about what. Nothing in it is personal. */
export interface Envelope {
  /** UUID; derived from the idempotency key, so that an append repeated is an append recognised. */
  readonly id: string;
  /** UpperCamelCase, past tense: `LeadAssigned`. */
  readonly type: string;
  readonly schemaVersion: number;
  readonly institution: string;
  /** The case's id, or null where the fact is not of one case. */
  readonly case: string | null;
  /** The scope whose key seals `data`: `case:<id>`, `report:<id>`, `informant:<id>`, `certificate:<id>`. */
  readonly keyId: string;
  /** When the command reached the edge; RFC 3339. */
  readonly actedAt: string;
  /** When it is claimed to have happened; RFC 3339, never after `actedAt`. */
  readonly occurredAt: string;
  /** An office-holder's id, a pseudonym of the scope, or `system:<service>`. */
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** Keyed digest of the request that caused it; tells a repeated request from another under the same key. */
  readonly requestDigest: string;
  readonly policy: { readonly pack: string; readonly version: string };
  readonly authority: readonly string[];
}

export interface NewEvent extends Envelope {
  readonly data: Uint8Array;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** 1 for a stream's first event; contiguous. */
  readonly version: number;
  readonly position: Position;
  readonly recordedAt: string;
}

export interface StreamAppend {
  /** `<category>-<id>`. The category is what precedes the first hyphen. */
  readonly stream: string;
  /** The exact version that the stream must be at; 0 for a new stream. */
  readonly expected: number;
  readonly events: readonly NewEvent[];
}

export interface Appended {
  /** The position of the last event of the append, or of its first telling when the same ids came before. */
  readonly position: Position;
  /** The version of each stream after the append, in the order asked. */
  readonly versions: readonly number[];
  /** True where the same event ids had been appended before, and nothing was stored now. */
  readonly repeated: boolean;
}

export interface Filter {
  readonly categories?: readonly string[];
}

export interface ReadAll {
  /** Events at most; 500 by default. */
  readonly limit?: number;
  /** Gives up: the read rejects with the signal's reason, and the store stops working on it. */
  readonly signal?: AbortSignal;
}

export interface ReadStream {
  readonly from?: number;
  readonly limit?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly signal?: AbortSignal;
}

export interface Subscription {
  /** Resolves when the subscription has ended: closed, or by the handler's error, which it rejects with. */
  readonly ended: Promise<void>;
  /** Resolves when the page in hand is done, so a handler must not wait for it. */
  close(): Promise<void>;
}

export interface EventStore {
  /**
   * All or nothing, over one stream or several. Repeated with the same ids, streams, expected versions, types and
   * request digests, it answers as the first time, whatever has been appended since; so do the first few of them alone.
   * @throws WrongVersion a stream is not at its expected version
   * @throws IdReused some of the ids are stored already, but not as this append
   * @throws NotAllowed the role may not append to that category
   * @throws InvalidAppend what no store could keep, such as a stream without a category
   * @throws EventTooLarge an event's data is over `maxEventBytes`
   * @throws AppendTooLarge the data of all is over `maxAppendBytes`
   * @throws StoreUnavailable the outcome is unknown
   */
  append(streams: readonly StreamAppend[]): Promise<Appended>;
  /**
   * Empty for a stream that does not exist. `from` is the first version told, in either direction.
   * @throws RangeError `from` or `limit` is no whole number from 0
   */
  readStream(stream: string, options?: ReadStream): Promise<readonly RecordedEvent[]>;
  /**
   * The next events after a position, in order, 500 at most unless told, and fewer where they are large: only none is the
   * end. Nothing is skipped that is committed before one
   * that is returned. Categories that the role may not read are left out.
   */
  readAll(after: Position, filter?: Filter, options?: ReadAll): Promise<readonly RecordedEvent[]>;
  /**
   * Catches up, then follows. One page at a time; the next is read when the handler has resolved. It outlives lost
   * connections; only the handler's error ends it.
   */
  subscribe(filter: Filter, after: Position, handler: (page: readonly RecordedEvent[]) => Promise<void>): Subscription;
  /** The last committed position; '0' for an empty store. */
  head(): Promise<Position>;
}

/** The most that the `data` of one append's events may hold together: 32 MiB. */
export const maxAppendBytes = 32 * 2 ** 20;

/** The most that an event's `data` may hold: 900 KiB, so that every adapter and every bus can carry it with its envelope. */
export const maxEventBytes = 900 * 1024;

export const position = (value: bigint | number | string): Position => BigInt(value).toString() as Position;
export const origin: Position = position(0);
export const isAfter = (a: Position, b: Position): boolean => BigInt(a) > BigInt(b);
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export class WrongVersion extends Error {
  override readonly name = 'WrongVersion';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream}: expected version ${expected}, is at ${actual}`);
  }
}

export class IdReused extends Error {
  override readonly name = 'IdReused';
  constructor(readonly id: string) {
    super(`event ${id} is stored already, as part of another append`);
  }
}

export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
  constructor(readonly category: string) {
    super(`this role may not append to category ${category}`);
  }
}

/** The caller's fault, found before anything is asked of the store. */
export class InvalidAppend extends Error {
  override readonly name: string = 'InvalidAppend';
}

export class EventTooLarge extends InvalidAppend {
  override readonly name: string = 'EventTooLarge';
  constructor(
    readonly id: string,
    readonly bytes: number,
  ) {
    super(`event ${id} holds ${bytes} bytes of data; ${maxEventBytes} at most`);
  }
}

export class AppendTooLarge extends InvalidAppend {
  override readonly name: string = 'AppendTooLarge';
  constructor(readonly bytes: number) {
    super(`the append holds ${bytes} bytes of data; ${maxAppendBytes} at most`);
  }
}

/** The store cannot be reached; whether the append took effect is unknown. Repeat it with the same ids. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
