import type { Health } from './health.js';

/** What one service tells the others. Codes, dates and ids in clear, whatever is personal sealed; carries the full current picture. */
export interface PublicEvent<Type extends string = string, Data = unknown> {
  /** Derived from the private event's id: published again, it is the same. */
  readonly id: string;
  /** The service that says it. */
  readonly source: string;
  /** `CaseOpened`. */
  readonly type: Type;
  readonly schemaVersion: number;
  readonly institution: string;
  readonly case: string;
  readonly policy: { readonly pack: string; readonly version: string };
  /** When it happened; RFC 3339. */
  readonly time: string;
  readonly correlationId: string;
  /** The position in the log of the private event. */
  readonly position: string;
  /** The source's public event for this case before this one; null for its first. A gap is seen by it. */
  readonly predecessor: string | null;
  /** Clauses that the institution itself did not keep by this act: they are on its record. Left out where there are none. */
  readonly breaches?: readonly string[];
  readonly data: Data;
}

export interface Consumption {
  /** Whether this instance is the one that hears. */
  leads(): boolean;
  /** `failing` while it can hear nothing, or the handler cannot go on with a source. */
  health(): Health;
  close(): Promise<void>;
}

/** Disposable: rebuilt from the log at any time, and never trusted to be complete. At-least-once, in order by source and case. */
export interface Bus {
  /** Resolves when all of them are durable. Only a relay calls it, and only one relay a source at a time. */
  publish(source: string, events: readonly PublicEvent[]): Promise<void>;
  /** Hands over one event at a time a source; goes on to the next when `handle` has resolved, and repeats until then. */
  consume(consumer: string, sources: readonly string[], handle: (event: PublicEvent) => Promise<void>): Consumption;
  /** All that a source has said of a case, in order: for a consumer that saw a gap. */
  again(source: string, caseId: string): Promise<readonly PublicEvent[]>;
}

/** A private event told to others, or kept. Pure. */
export interface PublicDraft {
  readonly type: string;
  readonly schemaVersion: number;
  readonly breaches?: readonly string[];
  readonly data: unknown;
}

/** What a service does about another's fact. Called at least once; must do nothing the second time. */
export type Reaction = (event: PublicEvent) => Promise<void>;
