import type { Actor } from '@probity/decider';
import type { PolicyPin } from '@probity/contracts';

/** What came with a command from the edge, whether a person's request or another service's fact. */
export interface Asked {
  readonly actor: Actor;
  /** Null: whoever reports, without an account; the command names the institution. */
  readonly institution: string | null;
  readonly at: string;
  readonly occurredAt?: string;
  readonly reasons?: Readonly<Record<string, string>>;
  /** Derived from the idempotency key; the event ids derive from it. */
  readonly requestId: string;
  /** Keyed digest of what was asked: another body under the same key is told from the same. */
  readonly requestDigest: string;
  readonly correlationId: string;
  /** The version that the person saw; undefined for reactions, which retry. */
  readonly ifMatch?: number | undefined;
  /** True where whoever asks must have said a version: a person, of something that exists. */
  readonly needsIfMatch: boolean;
  /** For a stream's first event: under which policy. */
  readonly pin?: PolicyPin | undefined;
}

/** What a command came to. Built from the events, so that a repeated request is answered as the first time. */
export interface Outcome<Event = unknown, State = unknown> {
  readonly id: string;
  readonly version: number;
  readonly position: string;
  readonly events: readonly Event[];
  /** The clauses that they rest on. */
  readonly authority: readonly string[];
  readonly state: State;
  readonly repeated: boolean;
}
