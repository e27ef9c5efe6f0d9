import type { Against } from '../../goals.js';
import type { KafkaSettings } from '@probity/messaging';
import type { World } from '../world.js';

/** A topic that is full, and each consumer hears it from its beginning. */
export interface Told {
  readonly kafka: KafkaSettings;
  readonly source: string;
  readonly count: number;
}

export interface Consuming {
  /** @returns how many are in its view, as the view says */
  close(): Promise<number>;
}

export interface ConsumerKind {
  readonly key: Against | 'ours';
  readonly name: string;
  /** A consumer that has heard nothing. @param handled called when a message and its view are committed */
  start(world: World, told: Told, handled: () => void): Promise<Consuming>;
}

/** A view as each of them has it: a row a case. */
export const makeView = (schema: string): string =>
  `CREATE TABLE ${schema}.case_view (case_id text PRIMARY KEY, said int NOT NULL, last bigint NOT NULL)`;

export const foldIntoView = (schema: string): string =>
  `INSERT INTO ${schema}.case_view AS old VALUES ($1, 1, $2)
   ON CONFLICT (case_id) DO UPDATE SET said = old.said + 1, last = greatest(old.last, excluded.last)`;

export const countInView = (schema: string): string =>
  `SELECT coalesce(sum(said), 0)::int AS count FROM ${schema}.case_view`;
