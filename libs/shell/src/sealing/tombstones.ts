import type pg from 'pg';
import type { Destruction } from '@probity/record';
import type { TombstoneFile } from './tombstone-file.js';

/** The scope whose key was destroyed, by whom, on what it rests, and when. */
export type Listed = Destruction & { readonly scope: string };

type Querying = Pick<pg.Pool, 'query'>;

/** In one statement. */
const page = 1_000;

/** Those that the log's database lists. */
export const listedTombstones = async (database: Querying): Promise<readonly Listed[]> =>
  (await database.query<Listed>('SELECT scope, at, by, why FROM deployment.tombstones ORDER BY at, scope')).rows;

/** Adds those that it does not list, to the file first. The first telling stays. */
export const listTombstones = async (
  database: Querying,
  found: readonly Listed[],
  file?: TombstoneFile,
): Promise<void> => {
  for (let first = 0; first < found.length; first += page)
    await listPage(database, found.slice(first, first + page), file);
};

const listPage = async (database: Querying, found: readonly Listed[], file?: TombstoneFile): Promise<void> => {
  const scopes = found.map(({ scope }) => scope);
  const { rows } = await database.query<Pick<Listed, 'scope'>>(
    'SELECT scope FROM deployment.tombstones WHERE scope = ANY ($1)',
    [scopes],
  );
  const listed = new Set(rows.map(({ scope }) => scope));
  const missing = found.filter(({ scope }) => !listed.has(scope));
  if (missing.length === 0) return;
  await file?.append(missing);
  await database.query(
    `INSERT INTO deployment.tombstones (scope, at, by, why)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT (scope) DO NOTHING`,
    [
      missing.map((one) => one.scope),
      missing.map((one) => one.at),
      missing.map((one) => one.by),
      missing.map((one) => one.why),
    ],
  );
};
