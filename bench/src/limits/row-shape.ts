import type { Pool } from 'pg';

export interface RowShape {
  /** Our event table without its rows: same columns, indexes and checks. */
  readonly table: string;
  /** The columns that are written, in order. */
  readonly columns: readonly string[];
  /** One row of ours as text, for the columns that an insert gives a value of its own. */
  readonly sample: Readonly<Record<string, string>>;
}

/** What each row needs anew; the other columns get the sample's values. Both numbers come from one sequence. */
const FRESH: Readonly<Record<string, string>> = {
  position: "nextval('bench.position')",
  version: "nextval('bench.position')",
  stream: "'hearing-' || gen_random_uuid()",
  id: 'gen_random_uuid()',
  recorded_at: 'clock_timestamp()',
};

/** Follows whatever the schema is; needs one event of ours in it. */
export async function makeRowTable(pool: Pool, name: string): Promise<RowShape> {
  const table = `bench.${name}`;
  await pool.query(`CREATE SCHEMA IF NOT EXISTS bench; CREATE SEQUENCE IF NOT EXISTS bench.position;
    DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (LIKE event_store.events INCLUDING ALL)`);
  const { rows } = await pool.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = 'event_store.events'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attnum`,
  );
  const columns = rows.map((row) => row.name);
  const taken = columns.filter((column) => !(column in FRESH)).map((column) => `${column}::text AS ${column}`);
  const sample = await pool.query<Record<string, string>>(
    `SELECT ${taken.join(', ')} FROM event_store.events ORDER BY position DESC LIMIT 1`,
  );
  const [found] = sample.rows;
  if (!found) throw new Error('there is no event to take the shape of');
  return { table, columns, sample: found };
}

/** @param parameter how a value of the sample is referred to, by its place among them */
export function insertStatement({ table, columns, sample }: RowShape, parameter: (place: number) => string): string {
  const given = Object.keys(sample);
  const values = columns.map((column) => FRESH[column] ?? parameter(given.indexOf(column)));
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
}
