import { isAfter, type Position } from '@probity/event-store';
import type { Pool } from 'pg';
import { InboxTables } from './postgres/inbox-tables.js';
import type { Progress } from './progress.js';

export interface CaughtUpOptions {
  /** The consumer's name on the bus. */
  readonly service: string;
  readonly bus: Pick<Progress, 'published'>;
  readonly sources: readonly string[];
  readonly pool: Pool;
  /** The service's own schema, with the tables of `messagingMigrations`. */
  readonly schema: string;
}

/** How far a service has handled what others tell it, by what is on record: any process may ask, at work or not. */
export class CaughtUp {
  readonly #options: CaughtUpOptions;
  readonly #tables: InboxTables;
  /** By source: all that was published up to there is settled. */
  readonly #settled = new Map<string, Position>();
  /** Of these, what is not saved. */
  readonly #unsaved = new Map<string, Position>();

  constructor(options: CaughtUpOptions) {
    this.#options = options;
    this.#tables = new InboxTables(options.pool, options.schema);
  }

  /** Whether all that a source publishes of the log up to a position has been handled there, or kept with a parked case. */
  async with(source: string, position: Position): Promise<boolean> {
    const { bus, service, sources } = this.#options;
    if (!sources.includes(source)) throw new RangeError(`${service} does not hear ${source}`);
    const settled = this.#settled.get(source) ?? (await this.#tables.settledUpTo(source));
    if (!isAfter(position, settled)) return true;
    const ids = await bus.published(source, settled, position);
    if (ids === undefined) return false;
    if (ids.length > 0 && !(await this.#tables.settled(ids))) return false;
    for (const noted of [this.#settled, this.#unsaved]) noted.set(source, position);
    return true;
  }

  /** Whoever asks next begins there. */
  async save(): Promise<void> {
    const unsaved = new Map(this.#unsaved);
    if (unsaved.size === 0) return;
    await this.#tables.saveSettled(unsaved);
    for (const [source, at] of unsaved) if (this.#unsaved.get(source) === at) this.#unsaved.delete(source);
  }
}
