import type { EntityManager } from 'typeorm';
import type { Told } from '../commands/subject.js';

/** A fold of events into rows. Can be thrown away and built again: its name is versioned, and its tables carry the version. */
export interface Projection {
  /** `reports_v1`. */
  readonly name: string;
  readonly categories: readonly string[];
  /** In one transaction with the checkpoint; the same page may come twice. */
  project(page: readonly Told[], manager: EntityManager): Promise<void>;
}
