import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export interface MigrateOptions {
  readonly schema: string;
  /** Holds `NNNN-name.sql` files, and nothing else that ends in `.sql`. */
  readonly directory: string | URL;
  /** Where several libraries keep tables in one schema, each has its own set of numbers. `own` when left out. */
  readonly set?: string;
}

/** A file that was applied has changed or gone, came in before one that was applied, or failed. Names the file. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
  constructor(
    readonly file: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(`migration ${file}: ${why}`, options);
  }
}

interface Migration {
  readonly file: string;
  readonly sql: string;
  readonly sha256: string;
}

type Applied = Pick<Migration, 'file' | 'sha256'>;

async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort();
  const numbers = new Set<string>();
  for (const file of files) {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(file)) throw new MigrationRefused(file, 'the name is not NNNN-name.sql');
    const number = file.slice(0, 4);
    if (numbers.has(number)) throw new MigrationRefused(file, `there is another ${number}`);
    numbers.add(number);
  }
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(join(directory, file), 'utf8');
      return { file, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** What is still to be applied, in order. @throws MigrationRefused when what was applied is not what stands there now */
export function pending<M extends Applied>(files: readonly M[], applied: readonly Applied[]): M[] {
  const byName = new Map(files.map((migration) => [migration.file, migration]));
  for (const { file, sha256 } of applied) {
    const now = byName.get(file);
    if (!now) throw new MigrationRefused(file, 'was applied to this database, and is missing');
    if (now.sha256 !== sha256)
      throw new MigrationRefused(file, 'has changed since it was applied; write a new one instead');
  }
  const done = new Set(applied.map(({ file }) => file));
  const last =
    applied
      .map(({ file }) => file)
      .sort()
      .at(-1) ?? '';
  const rest = files.filter(({ file }) => !done.has(file));
  const late = rest.find(({ file }) => file < last);
  if (late) throw new MigrationRefused(late.file, `comes before ${last}, which was applied; give it a later number`);
  return rest;
}

async function apply(
  client: pg.PoolClient,
  schema: string,
  set: string,
  { file, sql, sha256 }: Migration,
): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL search_path = ${schema}, public`);
    await client.query(sql);
    await client.query(`INSERT INTO ${schema}.migrations (set, file, sha256) VALUES ($1, $2, $3)`, [set, file, sha256]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationRefused(file, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function applyAll(
  client: pg.PoolClient,
  schema: string,
  set: string,
  files: readonly Migration[],
): Promise<string[]> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.migrations (
       set text NOT NULL, file text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (set, file))`,
  );
  const { rows } = await client.query<Applied>(
    `SELECT file, sha256 FROM ${schema}.migrations WHERE set = $1 ORDER BY file`,
    [set],
  );
  const todo = pending(files, rows);
  for (const migration of todo) await apply(client, schema, set, migration);
  return todo.map(({ file }) => file);
}

/**
 * Applies each file once, in order, each in a transaction of its own with the schema first in the search path; makes the
 * schema. One process at a time; the others wait, and then find nothing to do.
 * @returns the files applied now
 * @throws MigrationRefused
 */
export async function migrate(pool: pg.Pool, options: MigrateOptions): Promise<string[]> {
  const directory = options.directory instanceof URL ? fileURLToPath(options.directory) : options.directory;
  const files = await readMigrations(directory);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // The lock and a large migration may take longer than a request may.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await client.query("SELECT pg_advisory_lock(hashtext('probity.migrations'), hashtext($1))", [options.schema]);
    return await applyAll(client, pg.escapeIdentifier(options.schema), options.set ?? 'own', files);
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw broken;
  } finally {
    await client
      .query("SELECT pg_advisory_unlock(hashtext('probity.migrations'), hashtext($1))", [options.schema])
      .then(() => client.query('RESET statement_timeout; RESET lock_timeout'))
      .catch((error: Error) => (broken ??= error));
    client.release(broken);
  }
}
