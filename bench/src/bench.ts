import { type Fact, newFact, newStream, STREAM_LENGTH } from './facts.js';
import { faultsOf } from './faults.js';
import type { Results } from './results.js';
import type { Settings } from './settings.js';
import type { Store } from './store.js';

/** What every figure is given. */
export interface Bench {
  readonly settings: Settings;
  readonly results: Results;
  /** An empty database of its own. */
  newDatabase(name: string): Promise<string>;
  /** Says what is going on; no part of the result. */
  say(line: string): void;
}

/** Counts what a store acknowledged, and compares it with what it holds. */
export class Watched {
  acknowledged = 0;

  constructor(readonly store: Store) {}

  async append(stream: string, expected: number, facts: readonly Fact[]): Promise<void> {
    await this.store.append(stream, expected, facts);
    this.acknowledged += facts.length;
  }

  async faults(): Promise<string[]> {
    return faultsOf(this.store.name, this.acknowledged, await this.store.audit());
  }
}

/** For a number of clients: each appends one event to its own stream, and takes a new stream when it is full. */
export function appender(to: Pick<Watched, 'append'>, clients: number): (client: number) => Promise<void> {
  const places = Array.from({ length: clients }, () => ({ stream: newStream(), version: 0 }));
  return async (client) => {
    const place = places[client];
    if (!place) throw new RangeError(`no client ${client}`);
    await to.append(place.stream, place.version, [newFact(place.stream)]);
    place.version += 1;
    if (place.version === STREAM_LENGTH) places[client] = { stream: newStream(), version: 0 };
  };
}

/** The order of a round: each goes first once, so that a drift of the machine favours nobody. */
export const inTurn = <Item>(items: readonly Item[], round: number): Item[] => {
  const first = round % Math.max(1, items.length);
  return [...items.slice(first), ...items.slice(0, first)];
};
