import type { Against } from '../../goals.js';
import type { World } from '../world.js';

/** Brings what one service has written to a topic. */
export interface Relay {
  /** Publishes all that there is to a topic that is new. @returns how many a second */
  run(): Promise<number>;
  close(): Promise<void>;
}

export interface RelayKind {
  readonly key: Against | 'ours';
  readonly name: string;
  /** Made beforehand: facts in cases of `STREAM_LENGTH`, in the order in which the cases took turns. */
  open(world: World, facts: number): Promise<Relay>;
}
