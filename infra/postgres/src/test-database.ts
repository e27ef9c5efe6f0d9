import { randomBytes } from 'node:crypto';
import { connect, ensureDatabase } from './roles.js';

export interface TestDatabase {
  /** The superuser's. */
  readonly url: string;
  /** Ends the connections that are left, and removes it. */
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
    await pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).finally(() => pool.end());
  };
  return { url, drop };
}
