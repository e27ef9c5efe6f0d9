import type { Position } from '@probity/event-store';
import type { Pool } from 'pg';
import { Troubles } from '../health.js';
import { hearsNothing } from '../hears-nothing.js';
import type { Bus, Consumption, Handlers, PublicEvent, Turn } from '../port.js';
import { type OnProblem, reasonOf } from '../problem.js';
import type { Progress } from '../progress.js';
import { Bell, insist, together } from '../waiting.js';
import { publishedChannel, storeMessages } from './bus-tables.js';
import { follow } from './following.js';
import { lead } from './leading.js';
import { ProgressTables } from './progress-tables.js';

export interface PostgresBusOptions {
  /** Milliseconds between looks when no notification comes. */
  readonly pollEvery?: number;
  /** Messages read at once. */
  readonly pageSize?: number;
  readonly onProblem?: OnProblem;
}

/** A bus for one machine: tables in schema `bus`, LISTEN and a slow poll. Each consumption holds a connection of its own. */
export class PostgresBus implements Bus, Progress {
  readonly #pool: Pool;
  readonly #progress: ProgressTables;
  readonly #options: Required<PostgresBusOptions>;

  constructor(pool: Pool, options: PostgresBusOptions = {}) {
    this.#pool = pool;
    this.#progress = new ProgressTables(pool);
    this.#options = { pollEvery: 2_000, pageSize: 100, onProblem: () => undefined, ...options };
  }

  async publish(source: string, events: readonly PublicEvent[], turn?: Turn): Promise<void> {
    const once = [...new Map(events.map((event) => [event.id, event])).values()];
    await turn?.fence();
    if (once.length > 0) await storeMessages(this.#pool, source, once);
  }

  /** Nothing is held beyond consumptions. */
  async close(): Promise<void> {}

  /** One instance of a consumer is active at a time; another takes over when it dies. */
  consume(consumer: string, sources: readonly string[], { handle }: Handlers): Consumption {
    if (sources.length === 0) return hearsNothing();
    const { pollEvery, pageSize, onProblem } = this.#options;
    const bells = new Map(sources.map((source) => [source, new Bell()]));
    const troubles = new Troubles();
    const onFailure = (error: unknown) =>
      onProblem({ what: 'consumer-failed', service: consumer, reason: reasonOf(error) });
    const hear = ([source, bell]: [string, Bell], signal: AbortSignal, well: () => void): Promise<void> => {
      const following = { pool: this.#pool, consumer, source, handle, bell, pollEvery, pageSize };
      const goesOn = () => {
        troubles.end(source);
        well();
      };
      return insist(
        () => follow(following, signal, goesOn),
        signal,
        (error) => {
          troubles.begin(source);
          onFailure(error);
        },
      );
    };
    const leading = lead(
      {
        pool: this.#pool,
        lock: `bus consumer ${consumer}`,
        channels: { [publishedChannel]: (source) => bells.get(source)?.ring() },
        onFailure,
      },
      (signal, well) =>
        together(
          [...bells].map((entry) => (stop) => hear(entry, stop, well)),
          signal,
        ),
    );
    return {
      ...leading,
      hears: () => leading.leads(),
      health: () => (leading.health() === 'ok' ? troubles.health() : 'failing'),
    };
  }

  async again(source: string, caseId: string): Promise<readonly PublicEvent[]> {
    const { rows } = await this.#pool.query<{ event: PublicEvent }>(
      'select event from bus.messages where source = $1 and case_id = $2 order by "offset"',
      [source, caseId],
    );
    return rows.map((row) => row.event);
  }

  tellRelayed(source: string, position: Position): Promise<void> {
    return this.#progress.tellRelayed(source, position);
  }

  relayed(source: string): Promise<Position> {
    return this.#progress.relayed(source);
  }

  startOver(source: string): Promise<void> {
    return this.#progress.startOver(source);
  }

  async hasLost(source: string, published: () => Promise<number>): Promise<boolean> {
    // In this order: destroyed cases are taken out of both at once (`forgetCase`).
    const { rows } = await this.#pool.query<{ stored: number }>(
      'select count(*)::int as stored from bus.messages where source = $1',
      [source],
    );
    return (rows[0]?.stored ?? 0) < (await published());
  }

  /** Whoever asks reads it here. */
  async askedAgain(): Promise<readonly string[]> {
    return [];
  }

  async publishedOf(): Promise<readonly Position[]> {
    return [];
  }

  async answered(): Promise<void> {}

  async behind(consumer: string, sources: readonly string[]): Promise<number> {
    const { rows } = await this.#pool.query<{ behind: number }>(
      `select coalesce(sum(s.head - coalesce(c.handled, 0)), 0)::int as behind from bus.sources s
         left join bus.consumers c on c.consumer = $1 and c.source = s.source and c.generation = s.generation
        where s.source = any ($2)`,
      [consumer, sources],
    );
    return rows[0]?.behind ?? 0;
  }

  published(source: string, after: Position, upTo: Position): Promise<readonly string[] | undefined> {
    return this.#progress.published('bus.messages', source, after, upTo);
  }
}
