import { inPlainWords, type FoundWrong } from '@probity/contracts';
import type { z } from 'zod';
import { pointerTo } from '../read-register.js';
import type { CheckedRow, Line, TableFault, UploadedTable } from './line.js';
import type { Table } from './table.js';

/** Each line by itself, against the schema of a row. */
export function checked(
  table: Table,
  lines: readonly Line[],
  before: readonly TableFault[],
  inAll: number,
): UploadedTable {
  const rows: CheckedRow[] = [];
  const faults: TableFault[] = [...before];
  for (const { line, content } of lines) {
    const { success, data, error } = table.row.safeParse(content);
    const found = success ? unstorable(data, []) : error.issues.flatMap((issue) => faultsOf(issue, content));
    if (success && found.length === 0) rows.push({ line, row: data });
    else faults.push(...found.map((fault) => ({ line, ...fault })));
  }
  return { table: table.name, lines: inAll, rows, faults, legible: true };
}

type Fault = Omit<TableFault, 'line'>;

const faultsOf = (issue: z.core.$ZodIssue, content: unknown): readonly Fault[] => {
  const field = pointerTo(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: pointerTo([...issue.path, key.slice(0, 100)]),
      code: 'unrecognized-keys',
      says: 'is not a field here',
    }));
  if (isMissing(issue, content)) return [{ field, code: 'required', says: 'is required' }];
  return [{ field, code: issue.code.replaceAll('_', '-'), says: inPlainWords(issue as FoundWrong) }];
};

const isMissing = ({ code, path }: z.core.$ZodIssue, content: unknown): boolean =>
  code === 'invalid_type' &&
  path.length > 0 &&
  path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], content) === undefined;

/** Text that JSON and PostgreSQL cannot both hold; it would come to light when a case rests on it. */
const unstorable = (value: unknown, path: readonly PropertyKey[]): readonly Fault[] => {
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([name, member]) => unstorable(member, [...path, name]));
  if (typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed())) return [];
  const isNul = value.includes('\0');
  return [
    {
      field: pointerTo(path),
      code: isNul ? 'nul' : 'lone-surrogate',
      says: `text without ${isNul ? 'a NUL character' : 'half of a surrogate pair'} is expected`,
    },
  ];
};
