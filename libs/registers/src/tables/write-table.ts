import type { z } from 'zod';
import { inner, type Row, type Table } from './table.js';

/** A table holds what its format has no place for: a separator within an entry. */
export class NotInThisFormat extends Error {
  override readonly name = 'NotInThisFormat';
}

/** As it can be uploaded again; every field of the table is a column. @throws NotInThisFormat */
export const writeCsvTable = ({ fields }: Table, rows: readonly Row[]): string => {
  const columns = Object.entries(fields);
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;
  const cellsOf = (row: Row) =>
    columns.map(([name, schema]) => cellOf((row as Readonly<Record<string, unknown>>)[name], schema));
  return [columns.map(([name]) => name), ...rows.map(cellsOf)].map(line).join('');
};

export const writeJsonLinesTable = (_table: Table, rows: readonly Row[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const cellOf = (value: unknown, schema: z.ZodType): string => {
  if (value === undefined || value === null) return '';
  const bare = inner(inner(schema, 'default'), 'optional');
  if (!Array.isArray(value)) return String(value);
  return value.map((entry) => entryOf(entry, inner(bare, 'array'))).join(';');
};

const entryOf = (entry: unknown, schema: z.ZodType): string => {
  if (typeof entry !== 'object' || entry === null) return part(entry);
  const shape = Object.keys((schema as z.ZodObject).shape);
  const parts = shape.map((name) => part((entry as Readonly<Record<string, unknown>>)[name]));
  return parts.join('|').replace(/\|+$/, '');
};

/** Where a list of texts is within an entry, or a text has a separator, a cell cannot say it. */
const part = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  const text = String(value);
  if (typeof value === 'object' || /[;|]/.test(text) || text !== text.trim()) throw new NotInThisFormat();
  return text;
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
