import type pg from 'pg';
import type { Fact } from '../facts.js';

/** As somebody has them who writes them by hand: facts and reactions are rows, each of a case of its own. */
export const makePlainTables = (pool: pg.Pool): Promise<unknown> =>
  pool.query(`CREATE TABLE facts (id uuid PRIMARY KEY, case_id text NOT NULL, data json NOT NULL);
    CREATE TABLE reactions (case_id text PRIMARY KEY, data json NOT NULL);
    CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, case_id text NOT NULL,
      data json NOT NULL, sent_at timestamptz);
    CREATE INDEX ON outbox (id) WHERE sent_at IS NULL`);

const keepFact = {
  name: 'keep-fact',
  text: 'INSERT INTO facts VALUES ($1, $2, $3)',
};

export async function insertFact(pool: pg.Pool, { envelope, data }: Fact): Promise<void> {
  await pool.query({ ...keepFact, values: [envelope.id, envelope.case, JSON.stringify(data)] });
}

/** The fact and its message in one transaction, of one statement. */
export async function insertFactAndMessage(pool: pg.Pool, { envelope, data }: Fact): Promise<void> {
  await pool.query({
    name: 'keep-fact-and-message',
    text: `WITH kept AS (INSERT INTO facts VALUES ($1, $2, $3))
      INSERT INTO outbox (case_id, data) VALUES ($2, $3)`,
    values: [envelope.id, envelope.case, JSON.stringify(data)],
  });
}

export async function insertReaction(pool: pg.Pool, caseId: string, data: string): Promise<void> {
  await pool.query({
    name: 'keep-reaction',
    text: 'INSERT INTO reactions VALUES ($1, $2) ON CONFLICT DO NOTHING',
    values: [caseId, data],
  });
}
