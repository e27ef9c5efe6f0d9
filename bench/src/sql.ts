import pg from 'pg';

/** Plain connections, without the timeouts of a service. */
export const plainPool = (url: string, max: number, options = ''): pg.Pool =>
  new pg.Pool({ connectionString: url, max, options, idleTimeoutMillis: 0 }).on('error', () => undefined);

/** Everything in the database: tables, indexes, TOAST. After a VACUUM, so that nobody pays for what is dead. */
export async function bytesOnDisk(url: string): Promise<number> {
  const pool = plainPool(url, 1);
  try {
    await pool.query('VACUUM');
    const { rows } = await pool.query<{ bytes: string }>(
      `SELECT sum(pg_total_relation_size(c.oid)) AS bytes
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)'`,
    );
    return Number(rows[0]?.bytes);
  } finally {
    await pool.end();
  }
}
