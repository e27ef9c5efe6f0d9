import type { Row, TableName } from './table.js';

export interface TableFault {
  /** As an editor counts, from 1; null where it is no line's: a row elsewhere would lose what it refers to. */
  readonly line: number | null;
  /** JSON pointer: within the line's row, or where there is no line within the register. */
  readonly field: string;
  readonly code: string;
  /** What is expected, and never what was there. */
  readonly says: string;
}

/** What a line holds, before anything of it is checked. */
export interface Line {
  readonly line: number;
  readonly content: unknown;
}

export interface CheckedRow {
  readonly line: number;
  readonly row: Row;
}

/** A table as it was uploaded: its good lines, and what is wrong with the others. */
export interface UploadedTable {
  readonly table: TableName;
  /** How many lines hold something, the header not among them. */
  readonly lines: number;
  readonly rows: readonly CheckedRow[];
  readonly faults: readonly TableFault[];
  /** Whether what is wrong is of single lines, so that the others may be kept without them. */
  readonly legible: boolean;
}

/** Nothing of the file can be taken for a row. */
export const illegible = (table: TableName, faults: readonly TableFault[]): UploadedTable => ({
  table,
  lines: 0,
  rows: [],
  faults,
  legible: false,
});

export const tooManyLines = (most: number): TableFault => ({
  line: null,
  field: '',
  code: 'too-many-lines',
  says: `at most ${most} lines are expected`,
});
