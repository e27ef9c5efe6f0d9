import { origin, position, type Position } from '@probity/event-store';
import type { Pool } from 'pg';
import { askedChannel } from '../progress.js';
import { prepared } from './prepared.js';
import { unwaited } from './unwaited.js';

const tellRelayed = prepared(
  `insert into bus.sources (source, relayed) select $1, $2::bigint from ${unwaited}
   on conflict (source) do update set relayed = greatest(sources.relayed, excluded.relayed)`,
);

/** How far each relay has come, as all can read it. */
export class ProgressTables {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async tellRelayed(source: string, at: Position): Promise<void> {
    await this.#pool.query({ ...tellRelayed, values: [source, at] });
  }

  async relayed(source: string): Promise<Position> {
    const { rows } = await this.#pool.query<{ relayed: string }>(
      'select relayed::text from bus.sources where source = $1',
      [source],
    );
    return position(rows[0]?.relayed ?? origin);
  }

  async startOver(source: string): Promise<void> {
    await this.#pool.query('update bus.sources set relayed = 0 where source = $1', [source]);
  }

  /** Of a table with `source`, `position` and `id`. In one statement: what was relayed may be told anew meanwhile. */
  async published(
    table: 'bus.messages' | 'bus.published',
    source: string,
    after: Position,
    upTo: Position,
  ): Promise<readonly string[] | undefined> {
    const { rows } = await this.#pool.query<{ ids: readonly string[] }>(
      `select array(select p.id::text from ${table} p where p.source = $1 and p.position > $2 and p.position <= $3) as ids
         from bus.sources where source = $1 and relayed >= $3`,
      [source, after, upTo],
    );
    if (!rows[0]) await this.ask(source);
    return rows[0]?.ids;
  }

  /** Has the source's relay look at once. */
  async ask(source: string): Promise<void> {
    await this.#pool.query('select pg_notify($1, $2)', [askedChannel, source]);
  }
}
