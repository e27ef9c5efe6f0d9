import { connect, createTestDatabase, migrate } from '@probity/postgres';
import type { Pool } from 'pg';
import { busMigrations, messagingMigrations } from '../migrations.js';

export interface MessagingDatabase {
  readonly url: string;
  readonly pool: Pool;
  close(): Promise<void>;
}

/** A database with the bus, and these services' schemas. */
export async function messagingDatabase(...services: readonly string[]): Promise<MessagingDatabase> {
  const database = await createTestDatabase();
  const pool = connect(database.url);
  await migrate(pool, busMigrations);
  for (const schema of services) await migrate(pool, { ...messagingMigrations, schema });
  return {
    url: database.url,
    pool,
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}
