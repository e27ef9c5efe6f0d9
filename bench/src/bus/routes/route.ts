import type { Against } from '../../goals.js';
import type { Fact } from '../../facts.js';
import type { World } from '../world.js';

/** A way from one service to the next. */
export interface Route {
  /** Resolves when it is acknowledged. Each fact is of a case of its own. */
  command(fact: Fact): Promise<void>;
  close(): Promise<void>;
}

/** Called with the case when the reaction is committed. */
export type Reacted = (caseId: string) => void;

export interface RouteKind {
  readonly key: Against | 'kafka' | 'postgres';
  readonly name: string;
  /** From when it is timed: that a command is acknowledged, or that it is given. */
  readonly from: 'acknowledged' | 'given';
  open(world: World, reacted: Reacted): Promise<Route>;
}
