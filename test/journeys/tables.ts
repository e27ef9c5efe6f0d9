import { connect } from '@probity/postgres';
import type { System } from '../support/system.js';

/** All that is stored, as the owner of the log's database, or of the keys', reads it. */
export class Tables {
  private readonly pools = new Map<string, ReturnType<typeof connect>>();

  constructor(private readonly system: () => System) {}

  async query<Row extends object>(sql: string, values: readonly unknown[] = [], keys = false): Promise<readonly Row[]> {
    const url = new URL(this.system().database.url);
    if (keys) url.pathname += '_keys';
    const pool = this.pools.get(url.href) ?? connect(url.href, { max: 1 });
    this.pools.set(url.href, pool);
    return (await pool.query<Row>(sql, [...values])).rows;
  }

  /** By table, how many rows have the text anywhere. */
  async rowsWith(text: string, keys = false): Promise<Readonly<Record<string, number>>> {
    const tables = await this.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname !~ '^(pg_|information_schema)' ORDER BY 1`,
      [],
      keys,
    );
    if (tables.length < (keys ? 4 : 41)) throw new Error(`${tables.length} tables only: the search would find nothing`);
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await this.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${name} AS t WHERE strpos(t::text, $1) > 0`,
        [text],
        keys,
      );
      if (row && row.count > 0) found[name] = row.count;
    }
    return found;
  }

  async close(): Promise<void> {
    for (const pool of this.pools.values()) await pool.end();
  }
}

const services = ['hearings', 'intake', 'investigation', 'records', 'regulator-notification', 'sanctions'];

/** Where the log, what a case was, and that it is gone are told: ids, and numbers. */
const tombstones = [
  'deployment.tombstones',
  'deployment.erasures',
  'records.destructions_v1',
  ...services.map((service) => `${service.replaceAll('-', '_')}.erased`),
  'vault.tombstones',
  'vault.scopes',
];

/** The tables among these that are no tombstones. */
export const notTombstones = (found: object): readonly string[] =>
  Object.keys(found).filter((name) => !tombstones.includes(name));
