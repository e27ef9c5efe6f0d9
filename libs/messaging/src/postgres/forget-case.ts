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
 * Takes a case whose record was destroyed out of a service's messages: what it said on the bus, and what it has not handled
 * or keeps parked. Both hold ids of the register in clear. In the caller's transaction; repeated, it does nothing.
 */
export async function forgetCase(client: Querying, { service, schema }: Forgetting, caseId: string): Promise<void> {
  const table = (name: string): string => `${escapeIdentifier(schema)}.${name}`;
  const { rows } = await client.query<{ removed: string }>('select bus.forget($1) as removed', [caseId]);
  // A bus that holds fewer than were published is taken for one that has lost some.
  await client.query(
    `update ${table('relay_checkpoints')} set published = greatest(0, published - $2::bigint) where service = $1`,
    [service, rows[0]?.removed ?? 0],
  );
  await client.query(
    `update ${table('inbox_messages')} set handled_at = now(), event = null where case_id = $1 and handled_at is null`,
    [caseId],
  );
  await client.query(
    `update ${table('inbox_parkings')} set redriven_at = now(), redriven_by = $2 where case_id = $1 and redriven_at is null`,
    [caseId, `system:${service}`],
  );
}
