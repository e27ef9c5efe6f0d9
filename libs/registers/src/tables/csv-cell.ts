import type { z } from 'zod';
import { inner } from './table.js';

/**
 * What a cell stands for, by the field's schema. A list is separated by `;`; the parts of an entry that has several, by `|`.
 * What cannot be read so is left as it is: the schema then says what it expects.
 */
export function valueOf(cell: string, schema: z.ZodType): unknown {
  const bare = inner(inner(schema, 'default'), 'optional');
  switch (bare.def.type) {
    case 'array':
      return listIn(cell, inner(bare, 'array'));
    case 'object':
      return entryIn(cell, (bare as z.ZodObject).shape as Record<string, z.ZodType>);
    case 'boolean':
      return cell === '' ? undefined : (truths.get(cell.toLowerCase()) ?? cell);
    case 'number':
      return cell === '' ? undefined : /^-?\d{1,15}(\.\d{1,10})?$/.test(cell) ? Number(cell) : cell;
    default:
      return cell === '' ? undefined : cell;
  }
}

/** Spreadsheets write them large. */
const truths = new Map([
  ['true', true],
  ['false', false],
]);

const listIn = (cell: string, schema: z.ZodType): readonly unknown[] =>
  cell.trim() === '' ? [] : cell.split(';').map((entry) => valueOf(entry.trim(), schema) ?? '');

const entryIn = (cell: string, fields: Readonly<Record<string, z.ZodType>>): unknown => {
  const parts = cell.split('|');
  const named = Object.entries(fields);
  if (parts.length > named.length) return cell;
  return withoutAbsent(named.map(([name, schema], nth) => [name, valueOf((parts[nth] ?? '').trim(), schema)]));
};

export const withoutAbsent = (fields: readonly (readonly [string, unknown])[]): object =>
  Object.fromEntries(fields.filter(([, value]) => value !== undefined));
