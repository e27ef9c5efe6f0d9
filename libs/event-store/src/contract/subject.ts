import { it } from '@jest/globals';
import type { EventStore, StreamAppend } from '../port.js';

/** An append that the store has taken, in a transaction that is still open. */
export interface OpenAppend {
  commit(): Promise<void>;
  abort(): Promise<void>;
}

export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
  /** For `openAppends`. By another way than the store's own connections. */
  readonly openAppend?: (streams: readonly StreamAppend[]) => Promise<OpenAppend>;
  /** For `connections`. Ends every connection of the store, whatever it is doing; how many there were. */
  readonly killConnections?: () => Promise<number>;
}

/**
 * What an adapter can and cannot do; cases that need what is not there are reported as skipped, by name. Told before there
 * is a store, because the cases are counted then.
 */
export interface ContractOptions {
  /** Positions have no holes, and the head is the last event's. True unless told. Otherwise the head only never goes back. */
  readonly dense?: boolean;
  /** An append may be over several streams. True unless told. */
  readonly severalStreams?: boolean;
  /** Ids are known wherever they are in the log. True unless told. Otherwise only at the place that an append asks for. */
  readonly knowsEveryId?: boolean;
  /** An append at its place is compared in full, and `repeated` is exact. True unless told. */
  readonly tellsRepeated?: boolean;
  /** What is stored is kept outside this process, whose memory therefore shows what a reader holds. False unless told. */
  readonly storedElsewhere?: boolean;
  /** There is an `openAppend`. False unless told. */
  readonly openAppends?: boolean;
  /** There is a `killConnections`. False unless told. */
  readonly connections?: boolean;
  /** How long the eight writers write; milliseconds. 5,000 unless told, and 20,000 where `PROBITY_LONG` is `yes`. */
  readonly loadMs?: number;
  /** Why nothing can be run here. Every case is then reported as skipped. */
  readonly skipped?: string;
}

export type Promised = Required<Omit<ContractOptions, 'skipped'>>;

export const promisedBy = (options: ContractOptions): Promised => ({
  dense: true,
  severalStreams: true,
  knowsEveryId: true,
  tellsRepeated: true,
  storedElsewhere: false,
  openAppends: false,
  connections: false,
  loadMs: process.env['PROBITY_LONG'] === 'yes' ? 20_000 : 5_000,
  ...options,
});

/** What each part of the suite is given. */
export interface Subject {
  readonly promised: Promised;
  readonly the: () => EventStore;
  readonly openAppend: (streams: readonly StreamAppend[]) => Promise<OpenAppend>;
  readonly killConnections: () => Promise<number>;
}

/** `it`, or the same reported as skipped. */
export const itWhere = (holds: boolean): typeof it.skip => (holds ? it : it.skip);
