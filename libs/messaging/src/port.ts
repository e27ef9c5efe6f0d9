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
  /** Whether this instance is one that hears. */
  leads(): boolean;
  /** Whether it is this instance that hears of a case. */
  hears(caseId: string): boolean;
  /** `failing` while it can hear nothing, or the handler cannot go on with a source. */
  health(): Health;
  close(): Promise<void>;
}

/** Disposable: rebuilt from the log at any time, and never trusted to be complete. At-least-once, in order by source and case. */
export interface Bus {
  /** Resolves when the bus has all of them; what it loses afterwards it is told again. Only a relay calls it, and only one relay a source at a time: `turn` says which. */
  publish(source: string, events: readonly PublicEvent[], turn?: Turn): Promise<void>;
  /** Hands over some of a source at a time, in order; goes on when `handle` has resolved, and repeats them until then. */
  consume(consumer: string, sources: readonly string[], handlers: Handlers): Consumption;
  /**
   * For a consumer that saw a gap: all that a source has said of a case, in order, as far as it is at hand. Where it is not,
   * the relay is asked, and it comes as everything else comes.
   */
  again(source: string, caseId: string): Promise<readonly PublicEvent[]>;
}

/** Which of the relays of a source publishes. */
export interface Turn {
  /** Higher than that of any relay before it. */
  readonly term: number;
  /** Asked before anything is sent. @throws where another relay has followed this one */
  readonly fence: () => Promise<void>;
}

export interface Handlers {
  handle(events: readonly PublicEvent[]): Promise<void>;
  /** Of no case that anybody could tell. */
  unreadable(message: UnreadableMessage): Promise<void>;
}

/** By its place, and byte for byte. */
export interface UnreadableMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** An error's name and code. */
  readonly reason: string;
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
