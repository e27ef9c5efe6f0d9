import type { EntityManager } from 'typeorm';

/** Of the messages, which go by `forgetCase`; and of the letters, which are counted by themselves. */
const otherwise = ['letters_v1', 'inbox_messages', 'inbox_parkings', 'relay_heads'];

/**
 * Takes every row out of the service's own tables that names the case in a column `case_id`, whichever view it is of.
 * @returns how many
 */
export const removeRowsOfCase = async (manager: EntityManager, caseId: string): Promise<number> => {
  const tables = await manager.query<{ name: string }[]>(
    `SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
       AND a.attname = 'case_id' AND NOT a.attisdropped AND c.relname <> ALL ($1) ORDER BY 1`,
    [otherwise],
  );
  let count = 0;
  for (const { name } of tables) count += await removed(manager, name, 'case_id::text = $1', [caseId]);
  return count;
};

/** @returns how many rows are gone */
export const removed = async (
  manager: EntityManager,
  table: string,
  where: string,
  values: readonly unknown[],
): Promise<number> => {
  const [row] = await manager.query<{ count: number }[]>(
    `WITH gone AS (DELETE FROM ${manager.connection.driver.escape(table)} WHERE ${where} RETURNING 1)
     SELECT count(*)::int AS count FROM gone`,
    [...values],
  );
  return row?.count ?? 0;
};
