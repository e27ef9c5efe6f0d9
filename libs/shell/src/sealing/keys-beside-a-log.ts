import type pg from 'pg';
import { SettingsWrong, wrongSetting } from '../runtime/settings.js';

/** Copies of the log must not have the keys in them. @throws SettingsWrong where the keys' database holds a log */
export const refuseLog = async (url: string, keysAdmin: pg.Pool): Promise<void> => {
  const { rows } = await keysAdmin.query<{ log: string | null }>("SELECT to_regclass('event_store.events') AS log");
  if (rows[0]?.log != null) throw new SettingsWrong(wrongSetting('KEYS_DATABASE_URL', url, 'which holds a log'));
};

/** New keys would open nothing of an old log: it is taken for a lost database, and not begun anew. @throws SettingsWrong */
export const refuseLostKeys = async (admin: pg.Pool): Promise<void> => {
  const { rows } = await admin.query<{ start: number }>(
    'SELECT get_byte(data, 0) AS start FROM event_store.events WHERE length(data) > 0 ORDER BY position LIMIT 1',
  );
  const [first] = rows;
  if (first?.start === inClear)
    throw new SettingsWrong(
      'DATABASE_URL has events in clear, from before events were sealed; expected a database without them. They are not taken over.',
    );
  if (first)
    throw new SettingsWrong(
      'KEYS_DATABASE_URL has no keys, and DATABASE_URL has events; expected the keys that they are sealed with. Restore them.',
    );
};

/** What is sealed begins with the number of its format, and JSON with this. */
const inClear = '{'.charCodeAt(0);

/** A keys' database from before lacks those made last, so they are looked for in that many of the newest events. */
const newest = 100_000;

/** @throws SettingsWrong where the log names keys that were neither kept nor destroyed */
export const refuseOlderKeys = async (admin: pg.Pool, keysAdmin: pg.Pool): Promise<void> => {
  const named = await admin.query<{ scope: string }>(
    `SELECT DISTINCT key_id AS scope FROM event_store.envelopes
     WHERE position > (SELECT max(position) FROM event_store.events) - $1`,
    [newest],
  );
  const { rows } = await keysAdmin.query<{ scope: string }>(
    `SELECT n.scope FROM unnest($1::text[]) AS n (scope)
     WHERE NOT EXISTS (SELECT FROM vault.keys k WHERE k.scope = n.scope)
       AND NOT EXISTS (SELECT FROM vault.tombstones t WHERE t.scope = n.scope) ORDER BY 1`,
    [named.rows.map(({ scope }) => scope)],
  );
  if (rows.length === 0) return;
  const some = rows.slice(0, 10).map(({ scope }) => scope);
  throw new SettingsWrong(
    `KEYS_DATABASE_URL lacks ${rows.length} keys that events of DATABASE_URL are sealed with ` +
      `(${some.join(', ')}${rows.length > some.length ? ', …' : ''}); expected keys as new as the log. Restore them.`,
  );
};
