import type { Position } from '@probity/event-store';

/** Lets a reader ask whether another service's facts have come through: beside the bus, from the same database. */
export interface Progress {
  /** The relay has published all that is public of the log up to there. Goes back only by starting over. */
  tellRelayed(source: string, position: Position): Promise<void>;
  /** How far that is. */
  relayed(source: string): Promise<Position>;
  /** The relay will publish all again: until it has, nothing counts as relayed. */
  startOver(source: string): Promise<void>;
  /** Whether the bus holds less than was published: that many events. */
  hasLost(source: string, published: () => Promise<number>): Promise<boolean>;
  /** The cases that consumers ask to be told of again; '' for all that there is. */
  askedAgain(source: string): Promise<readonly string[]>;
  /** Positions in the log of what was published of a case, in order. */
  publishedOf(source: string, caseId: string): Promise<readonly Position[]>;
  answered(source: string, caseId: string): Promise<void>;
  /** How many messages of these sources a consumer has not taken in yet. */
  behind(consumer: string, sources: readonly string[]): Promise<number>;
  /**
   * Ids of the public events whose private events lie after one position and up to another. Nothing where the relay has not come
   * so far: it is asked to look at once.
   */
  published(source: string, after: Position, upTo: Position): Promise<readonly string[] | undefined>;
}

/** Notified, with the source as payload, when somebody waits for its relay. */
export const askedChannel = 'bus_asked';
