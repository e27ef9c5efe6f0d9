import { escapeIdentifier } from 'pg';

export interface Forgetting {
  readonly service: string;
  /** The service's own schema, with the tables of `messagingMigrations`. */
  readonly schema: string;
}

/** A connection, in a transaction. */
export interface Querying {
  query<Row extends object>(sql: string, values: readonly unknown[]): Promise<{ readonly rows: readonly Row[] }>;
}

/**
 * Takes a case whose record was destroyed out of a service's messages: what it said on the bus, and all that came in of it,
 * handled, waiting or parked. In the caller's transaction; repeated, it does nothing.
 * @returns how many messages are gone
 */
export async function forgetCase(client: Querying, { service, schema }: Forgetting, caseId: string): Promise<number> {
  const table = (name: string): string => `${escapeIdentifier(schema)}.${name}`;
  const { rows } = await client.query<{ removed: string }>('select bus.forget($1) as removed', [caseId]);
  const said = Number(rows[0]?.removed ?? 0);
  // A bus that holds fewer than were published is taken for one that has lost some.
  await client.query(
    `update ${table('relay_checkpoints')} set published = greatest(0, published - $2::bigint) where service = $1`,
    [service, said],
  );
  const heard = await client.query<{ count: string }>(
    `with gone as (delete from ${table('inbox_messages')} where case_id = $1 returning 1)
     select count(*) as count from gone`,
    [caseId],
  );
  for (const name of ['inbox_parkings', 'relay_heads'])
    await client.query(`delete from ${table(name)} where case_id = $1`, [caseId]);
  return said + Number(heard.rows[0]?.count ?? 0);
}
