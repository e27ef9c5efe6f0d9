import { tables, tableTypes } from '@probity/registers';

/** A register has no such table. */
export class NoSuchTable extends Error {
  override readonly name = 'NoSuchTable';
  readonly tables = [...tables.keys()];
}

/** A table is not taken in that format. */
export class UnsupportedTable extends Error {
  override readonly name = 'UnsupportedTable';
  readonly types = [...tableTypes.keys()];
}
