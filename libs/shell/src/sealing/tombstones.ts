import type pg from 'pg';
import type { Destruction } from '@probity/record';

/** The scope whose key was destroyed, by whom, on what it rests, and when. */
export type Listed = Destruction & { readonly scope: string };

type Querying = Pick<pg.Pool, 'query'>;

/** Those that the log's database lists. */
export const listedTombstones = async (database: Querying): Promise<readonly Listed[]> =>
  (await database.query<Listed>('SELECT scope, at, by, why FROM deployment.tombstones ORDER BY at, scope')).rows;

/** Adds those that it does not list. The first telling stays. */
export const listTombstones = async (database: Querying, found: readonly Listed[]): Promise<void> => {
  await database.query(
    `INSERT INTO deployment.tombstones (scope, at, by, why)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT (scope) DO NOTHING`,
    [
      found.map((one) => one.scope),
      found.map((one) => one.at),
      found.map((one) => one.by),
      found.map((one) => one.why),
    ],
  );
};
