import { DatabaseError, type Pool } from 'pg';
import type { KeyManagement } from './key-management.js';

const BATCH = 500;

interface Row {
  readonly scope: string;
  readonly number: number;
  readonly wrapped: Buffer;
  readonly master: string;
}

/**
 * Wraps every data key anew under the current master key, and takes the others out of use: nothing needs them then, and no
 * process that still wraps with one gets a key. No event is touched. Confirm the new key first (`confirmMaster`), with the
 * old one among the older.
 * @returns how many were wrapped anew
 * @throws MasterKeyMissing Tampered; what was done until then stays done
 */
export const rotate = async (admin: Pool, masters: KeyManagement): Promise<number> => {
  let count = 0;
  do count += await wrapAll(admin, masters);
  while (!(await retireOthers(admin, masters.current)));
  return count;
};

const wrapAll = async (admin: Pool, masters: KeyManagement): Promise<number> => {
  // Keys refer to these, so where there is no other no key is looked at.
  const others = await admin.query('SELECT FROM vault.masters WHERE master <> $1', [masters.current]);
  if (!others.rowCount) return 0;
  let count = 0;
  for (let last = { scope: '', number: 0 }; ;) {
    const { rows } = await admin.query<Row>(
      `SELECT scope, number, wrapped, master FROM vault.keys
       WHERE (scope, number) > ($2, $3) AND master <> $1 ORDER BY scope, number LIMIT $4`,
      [masters.current, last.scope, last.number, BATCH],
    );
    const end = rows.at(-1);
    if (!end) return count;
    count += await wrapAnew(admin, masters, rows);
    last = end;
  }
};

/** Answers false where a key was made under one of them meanwhile; waits for whoever is about to. */
const retireOthers = async (admin: Pool, current: string): Promise<boolean> => {
  try {
    await admin.query('DELETE FROM vault.masters WHERE master <> $1', [current]);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === STILL_REFERRED_TO) return false;
    throw error;
  }
};

const STILL_REFERRED_TO = '23503';

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
