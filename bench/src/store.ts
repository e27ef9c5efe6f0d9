import type { Fact, FactData } from './facts.js';

/** What the benchmark asks of every store, ours and the peers'; each does it as its own documentation tells its users. */
export interface Store {
  readonly name: string;
  /** One to one stream, under the store's own check of the expected version. Rejects on a conflict. */
  append(stream: string, expected: number, facts: readonly Fact[]): Promise<void>;
  /** A stream's events in order, as the store gives them; ours still sealed. */
  load(stream: string): Promise<readonly unknown[]>;
  /** The same, opened and parsed. */
  loadFacts(stream: string): Promise<readonly FactData[]>;
  /** The whole log from a mark on; undefined where the store has no such thing. `'0'` is the beginning. */
  readonly readAll?: (after: string, limit: number) => Promise<Page>;
  readonly audit: () => Promise<Audit>;
  close(): Promise<void>;
}

export interface Page {
  readonly count: number;
  /** The mark to go on from. */
  readonly next: string;
  /** The events' ids, in the order told. */
  ids(): readonly string[];
}

/** What is stored, by the store's own table. */
export interface Audit {
  readonly events: number;
  /** Streams whose versions are not contiguous from the first. */
  readonly brokenStreams: number;
  /** False where an order that is meant to be dense has a hole. */
  readonly dense: boolean;
}

export interface StoreKind {
  readonly key: 'emmett' | 'messageDb' | 'castore' | 'typeOrm';
  readonly name: string;
  /** Makes its tables in an empty database of its own. */
  readonly open: (url: string) => Promise<Store>;
}

/** Connections at most a peer; ours has the ten of a service. */
export const PEER_CONNECTIONS = 32;
