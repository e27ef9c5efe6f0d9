import type { Position } from '@probity/event-store';
import type { Pool } from 'pg';
import { Troubles } from '../health.js';
import type { Bus, Consumption, PublicEvent } from '../port.js';
import { type OnProblem, reasonOf } from '../problem.js';
import { askedChannel, type Progress } from '../progress.js';
import { Bell, insist, together } from '../waiting.js';
import { inTransaction, publishedChannel, storeMessages } from './bus-tables.js';
import { follow } from './following.js';
import { lead } from './leading.js';

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
  readonly #options: Required<PostgresBusOptions>;

  constructor(pool: Pool, options: PostgresBusOptions = {}) {
    this.#pool = pool;
    this.#options = { pollEvery: 2_000, pageSize: 100, onProblem: () => undefined, ...options };
  }

  async publish(source: string, events: readonly PublicEvent[]): Promise<void> {
    const once = [...new Map(events.map((event) => [event.id, event])).values()];
    if (once.length > 0) await inTransaction(this.#pool, (client) => storeMessages(client, source, once));
  }

  /** One instance of a consumer is active at a time; another takes over when it dies. */
  consume(consumer: string, sources: readonly string[], handle: (event: PublicEvent) => Promise<void>): Consumption {
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
    return { ...leading, health: () => (leading.health() === 'ok' ? troubles.health() : 'failing') };
  }

  async again(source: string, caseId: string): Promise<readonly PublicEvent[]> {
    const { rows } = await this.#pool.query<{ event: PublicEvent }>(
      'select event from bus.messages where source = $1 and case_id = $2 order by "offset"',
      [source, caseId],
    );
    return rows.map((row) => row.event);
  }

  async tellRelayed(source: string, position: Position): Promise<void> {
    await this.#pool.query(
      `insert into bus.sources (source, relayed) values ($1, $2)
       on conflict (source) do update set relayed = greatest(sources.relayed, excluded.relayed)`,
      [source, position],
    );
  }

  async startOver(source: string): Promise<void> {
    await this.#pool.query('update bus.sources set relayed = 0 where source = $1', [source]);
  }

  async stored(source: string): Promise<number> {
    const { rows } = await this.#pool.query<{ stored: number }>(
      'select count(*)::int as stored from bus.messages where source = $1',
      [source],
    );
    return rows[0]?.stored ?? 0;
  }

  async hasRelayed(source: string, position: Position): Promise<boolean> {
    const told = await this.#pool.query('select 1 from bus.sources where source = $1 and relayed >= $2', [
      source,
      position,
    ]);
    if (told.rowCount) return true;
    await this.#pool.query('select pg_notify($1, $2)', [askedChannel, source]);
    return false;
  }

  async published(source: string, after: Position, upTo: Position): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      'select id from bus.messages where source = $1 and position > $2 and position <= $3',
      [source, after, upTo],
    );
    return rows.map((row) => row.id);
  }
}

const hearsNothing = (): Consumption => ({ leads: () => true, health: () => 'ok', close: async () => undefined });
