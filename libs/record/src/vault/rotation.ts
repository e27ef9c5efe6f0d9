import type { Pool } from 'pg';
import type { KeyManagement } from './key-management.js';

const BATCH = 500;

interface Row {
  readonly scope: string;
  readonly number: number;
  readonly wrapped: Buffer;
  readonly master: string;
}

/**
 * Wraps every data key anew under the current master key; no event is touched, and processes go on. Start them all with the
 * new key first, and keep the old one among the older until this has resolved: then nothing needs it.
 * @returns how many were wrapped anew
 * @throws MasterKeyMissing Tampered; what was done until then stays done
 */
export const rotate = async (admin: Pool, masters: KeyManagement): Promise<number> => {
  let count = 0;
  for (;;) {
    const { rows } = await admin.query<Row>(
      'SELECT scope, number, wrapped, master FROM vault.keys WHERE master <> $1 ORDER BY scope, number LIMIT $2',
      [masters.current, BATCH],
    );
    if (rows.length === 0) break;
    count += await wrapAnew(admin, masters, rows);
  }
  await admin.query(
    `DELETE FROM vault.masters m WHERE m.master <> $1
     AND EXISTS (SELECT FROM vault.masters c WHERE c.master = $1)
     AND NOT EXISTS (SELECT FROM vault.keys k WHERE k.master = m.master)`,
    [masters.current],
  );
  return count;
};

const wrapAnew = async (admin: Pool, masters: KeyManagement, rows: readonly Row[]): Promise<number> => {
  const anew = await Promise.all(
    rows.map(async ({ scope, wrapped, master }) => {
      const key = await masters.unwrap(scope, { master, bytes: wrapped });
      return (await masters.wrap(scope, key).finally(() => key.fill(0))).bytes;
    }),
  );
  // A key that was destroyed meanwhile is not there to be changed.
  const { rowCount } = await admin.query(
    `UPDATE vault.keys k SET wrapped = u.wrapped, master = $1
     FROM unnest($2::text[], $3::integer[], $4::bytea[]) AS u (scope, number, wrapped)
     WHERE k.scope = u.scope AND k.number = u.number`,
    [masters.current, rows.map(({ scope }) => scope), rows.map((row) => row.number), anew],
  );
  return rowCount ?? 0;
};
