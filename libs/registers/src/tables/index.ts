import { readCsvTable } from './csv-table.js';
import { readJsonLinesTable } from './json-lines-table.js';
import type { UploadedTable } from './line.js';
import type { Table } from './table.js';

export { InvalidTable } from './invalid-table.js';
export type { TableFault, UploadedTable } from './line.js';
export { type Row, type Table, type TableName, tables } from './table.js';
export { withTable } from './with-table.js';
export { NotInThisFormat, writeCsvTable, writeJsonLinesTable } from './write-table.js';

type Read = (table: Table, file: Uint8Array) => Promise<UploadedTable>;

/** What a table may be uploaded as, by media type. */
export const tableTypes: ReadonlyMap<string, Read> = new Map([
  ['text/csv', readCsvTable],
  ['application/x-ndjson', readJsonLinesTable],
]);
