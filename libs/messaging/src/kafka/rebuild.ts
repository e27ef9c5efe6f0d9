import type { Pool } from 'pg';
import { KafkaTables } from '../postgres/kafka-tables.js';
import { ProgressTables } from '../postgres/progress-tables.js';

/** Asks the relays of these services to publish everything anew, under the same ids. One that does not run does so when it does. */
export async function askToRebuild(pool: Pool, sources: readonly string[]): Promise<void> {
  const tables = new KafkaTables(pool);
  const progress = new ProgressTables(pool);
  for (const source of sources) {
    await tables.ask(source);
    await progress.ask(source);
  }
}
