import { randomBytes } from 'node:crypto';
import { connect, ensureDatabase } from './roles.js';

export interface TestDatabase {
  /** The superuser's. */
  readonly url: string;
  /** Ends the connections that are left, and removes it and the database of its keys. */
  drop(): Promise<void>;
}

/** An empty database on the server of `TEST_DATABASE_URL`, for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the tests with npm run jest, which starts a server.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = await ensureDatabase(server, name);
  const drop = async (): Promise<void> => {
    const pool = connect(server, { max: 1 });
    try {
      for (const each of [name, `${name}_keys`]) await pool.query(`DROP DATABASE IF EXISTS ${each} WITH (FORCE)`);
    } finally {
      await pool.end();
    }
  };
  return { url, drop };
}
