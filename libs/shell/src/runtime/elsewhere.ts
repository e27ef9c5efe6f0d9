import pg from 'pg';
import type { DataSource } from 'typeorm';

/** What every service may read of every other: who stands in for whom, who has which part in a case, and how many letters have not gone. */
export const readByAll = ['case_parts_v1', 'stand_ins_v1', 'letters_unsent_v1'] as const;

type Table = (typeof readByAll)[number];

/** The role that all services are in, and that may read those tables. */
export const readers = 'probity_parts_readers';

/** Milliseconds. A service that starts for the first time is known by then. */
const lookEvery = 5_000;

/** What services that run in other processes recorded, from their schemas of the same database. */
export class Elsewhere {
  private readonly schemas = new Map<Table, { readonly names: readonly string[]; readonly at: number }>();

  constructor(private readonly here: () => readonly { readonly schema: string; readonly views: DataSource }[]) {}

  /** @param where a condition on the table's columns, with `values` */
  async rows<Row>(table: Table, where: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const [any] = this.here();
    const schemas = any ? await this.schemasWith(table, any.views) : [];
    if (!any || schemas.length === 0) return [];
    const each = schemas.map((schema) => `SELECT * FROM ${pg.escapeIdentifier(schema)}.${table} WHERE ${where}`);
    return any.views.query<Row[]>(each.join(' UNION ALL '), [...values]);
  }

  private async schemasWith(table: Table, views: DataSource): Promise<readonly string[]> {
    const known = this.schemas.get(table);
    if (known && performance.now() - known.at < lookEvery) return known.names;
    const own = this.here().map(({ schema }) => schema);
    const found = await views.query<{ name: string }[]>(
      `SELECT n.nspname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relname = $1 AND n.nspname <> ALL ($2)
         AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')`,
      [table, own],
    );
    const names = found.map(({ name }) => name);
    this.schemas.set(table, { names, at: performance.now() });
    return names;
  }
}

const everywhere = new WeakMap<DataSource, Elsewhere>();

/** What all services recorded, those of this process among them. @param views of any service: all are in the same database */
export const acrossServices = (views: DataSource): Elsewhere => {
  const known = everywhere.get(views) ?? new Elsewhere(() => [{ schema: '', views }]);
  everywhere.set(views, known);
  return known;
};
