import { setTimeout as sleep } from 'node:timers/promises';
import { plainPool } from '../../sql.js';
import { insertFactAndMessage, makePlainTables } from '../plain-tables.js';
import { emptyDatabase, type World } from '../world.js';
import type { Reacted, Route, RouteKind } from './route.js';

export const POLL_MS = 50;
const PAGE = 500;

const take = `WITH taken AS (
    SELECT id, case_id, data FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT ${PAGE} FOR UPDATE),
  reacted AS (INSERT INTO reactions SELECT case_id, data FROM taken ON CONFLICT DO NOTHING),
  struck AS (UPDATE outbox o SET sent_at = now() FROM taken t WHERE o.id = t.id)
  SELECT case_id FROM taken ORDER BY id`;

/** Whoever reacts looks by itself; what it finds, its reactions and the mark are one statement: as good as polling gets. */
async function open(world: World, reacted: Reacted): Promise<Route> {
  const pool = plainPool(await emptyDatabase(world), 20);
  await makePlainTables(pool);
  const stop = new AbortController();
  const poll = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const { rows } = await pool.query<{ case_id: string }>(take);
      for (const row of rows) reacted(row.case_id);
      if (rows.length < PAGE) await sleep(POLL_MS);
    }
  };
  const polling = poll();
  return {
    command: (fact) => insertFactAndMessage(pool, fact),
    close: async () => {
      stop.abort();
      await polling;
      await pool.end();
    },
  };
}

export const polledOutbox: RouteKind = {
  key: 'outbox',
  name: `an outbox polled every ${POLL_MS} ms`,
  from: 'acknowledged',
  open,
};
