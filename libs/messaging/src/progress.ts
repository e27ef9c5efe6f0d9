import type { Position } from '@probity/event-store';

/** Lets a reader ask whether another service's facts have come through: beside the bus, from the same database. */
export interface Progress {
  /** The relay has published all that is public of the log up to there. Goes back only by starting over. */
  tellRelayed(source: string, position: Position): Promise<void>;
  /** The relay will publish all again: until it has, nothing counts as relayed. */
  startOver(source: string): Promise<void>;
  /** How many of the source's public events the bus holds. */
  stored(source: string): Promise<number>;
  /** Whether it has. If not, the relay is asked to look at once. */
  hasRelayed(source: string, position: Position): Promise<boolean>;
  /** Ids of the public events whose private events lie after one position and up to another. */
  published(source: string, after: Position, upTo: Position): Promise<readonly string[]>;
}

/** Notified, with the source as payload, when somebody waits for its relay. */
export const askedChannel = 'bus_asked';
