import { pointerTo } from '../read-register.js';
import { type ReferenceFault, unresolved } from '../references.js';
import type { Register } from '../register.js';
import type { CheckedRow, TableFault, UploadedTable } from './line.js';
import type { TableName } from './table.js';

export interface WithTable {
  /** The register as it would be, with the good lines alone. */
  readonly register: Register;
  readonly kept: number;
  readonly faults: readonly TableFault[];
}

/** A register with a table in the place of the one it has; `more` finds what only a look at other institutions can. Pure. */
export function withTable(
  register: Register,
  { table, rows: read, faults: before, legible }: UploadedTable,
  more: (register: Register) => readonly ReferenceFault[] = () => [],
): WithTable {
  // Nothing was read: what others would lose by that is not what is wrong.
  if (!legible) return { register, kept: 0, faults: before };
  let rows = read;
  const faults: TableFault[] = [...before];
  // A line that goes may take with it what another rests on, so until no more goes.
  for (;;) {
    const candidate: Register = { ...register, [table]: rows.map(({ row }) => row) };
    const found = [...unresolved(candidate), ...more(candidate)];
    const own = found.flatMap((fault) => ofALine(fault, table, rows));
    faults.push(...own.map(({ fault }) => fault));
    if (own.length === 0) {
      faults.push(...found.map((fault) => elsewhere(fault, candidate)));
      return { register: candidate, kept: rows.length, faults: faults.toSorted(byLine) };
    }
    const bad = new Set(own.map(({ nth }) => nth));
    rows = rows.filter((_, nth) => !bad.has(nth));
  }
}

const byLine = (one: TableFault, other: TableFault): number => (one.line ?? Infinity) - (other.line ?? Infinity) || 0;

/** Empty where the line is none of the table's. What stands twice, here and in a table that is there already, is this line's. */
function ofALine(
  { path, before, message, code: given = 'unknown-reference' }: ReferenceFault,
  table: TableName,
  rows: readonly CheckedRow[],
): readonly { readonly nth: number; readonly fault: TableFault }[] {
  const at = path[0] === table ? path : before?.[0] === table ? before : undefined;
  const nth = Number(at?.[1]);
  const row = rows[nth];
  if (!at || !row) return [];
  const other = before === at ? path : before;
  const says = other ? `${message}: it is ${whereOf(other, table, rows)} too` : message;
  const code = before ? 'stands-twice' : given;
  return [{ nth, fault: { line: row.line, field: pointerTo(at.slice(2)), code, says } }];
}

const whereOf = ([list, nth]: readonly PropertyKey[], table: TableName, rows: readonly CheckedRow[]): string =>
  list === table ? `in line ${rows[Number(nth)]?.line}` : `in ${String(list)}`;

/** Something that no line has is referred to from another table. */
function elsewhere({ path, message }: ReferenceFault, register: Register): TableFault {
  const [list, nth] = path as readonly [keyof Register, number];
  const row = (register[list] as readonly Readonly<Record<string, unknown>>[])[nth];
  const id = String(row?.['id'] ?? row?.['number'] ?? row?.['code'] ?? resultOf(row) ?? nth);
  const says = `${id} of ${list} ${message} then: it refers to what no good line has`;
  return { line: null, field: pointerTo(path), code: 'loses-reference', says };
}

/** How a student stands in a part of a module has no id of its own. */
const resultOf = (row: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  row?.['component'] === undefined ? undefined : [row['student'], row['module'], row['component']].join(' ');
