import { type CsvRecord, mostBroken, readCsv } from './csv-records.js';
import { valueOf, withoutAbsent } from './csv-cell.js';
import { checked } from './checked-rows.js';
import { illegible, type TableFault, tooManyLines, type UploadedTable } from './line.js';
import { mostLines, PhysicalLines } from './physical-lines.js';
import type { Table } from './table.js';

/** A table as CSV, whose first row names the columns. */
export async function readCsvTable(table: Table, file: Uint8Array): Promise<UploadedTable> {
  const lines = new PhysicalLines(file);
  if (lines.count > mostLines) return illegible(table.name, [tooManyLines(mostLines)]);
  const notUtf8 = lines.notUtf8();
  const { records, broken } = await readCsv(lines);
  const [header, ...rows] = records;
  const wrong = wrongFile(table, header, broken, notUtf8);
  if (!header || wrong.length > 0) return illegible(table.name, wrong);
  const faults: TableFault[] = broken.map((line) => ({ line, ...brokenQuotes }));
  const good: CsvRecord[] = [];
  for (const record of rows) {
    const fault = wrongRecord(record, header.cells.length, notUtf8);
    if (fault) faults.push({ line: record.line, ...fault });
    else good.push(record);
  }
  const content = good.map(({ line, cells }) => ({ line, content: rowOf(table, header.cells, cells) }));
  return checked(table, content, faults, rows.length + broken.length);
}

type Fault = Omit<TableFault, 'line'>;

const fault = (code: string, says: string, field = ''): Fault => ({ field, code, says });

const brokenQuotes = fault(
  'quotes',
  'a cell with quotes, commas or line breaks stands in quotes that are closed, and quotes within it are doubled',
);
const notInUtf8 = fault('utf-8', 'the text is in UTF-8');

/** What is wrong before any row can be read. */
function wrongFile(
  table: Table,
  header: CsvRecord | undefined,
  broken: readonly number[],
  notUtf8: ReadonlySet<number>,
): readonly TableFault[] {
  if (broken.length >= mostBroken)
    return [{ line: null, ...fault('no-csv', `this is no CSV: the quotes of ${mostBroken} lines do not come out`) }];
  const [firstBroken] = broken;
  if (firstBroken !== undefined && (!header || firstBroken < header.line))
    return [{ line: firstBroken, ...brokenQuotes }];
  if (!header) return [{ line: 1, ...fault('header', `the first line names the columns: ${namesOf(table)}`) }];
  const found = isWithin(header, notUtf8) ? [notInUtf8] : wrongColumns(table, header.cells);
  return found.map((one) => ({ line: header.line, ...one }));
}

function wrongColumns({ fields, ...table }: Table, names: readonly string[]): readonly Fault[] {
  const known = new Map(Object.entries(fields));
  const twice = names.filter((name, nth) => names.indexOf(name) < nth);
  const missing = [...known].filter(([name, schema]) => !names.includes(name) && !schema.safeParse(undefined).success);
  return [
    ...names
      .filter((name) => !known.has(name))
      .map((name) =>
        fault('unknown-column', `${quoted(name)} is no column of ${table.name}: ${namesOf({ fields })}`, pointer(name)),
      ),
    ...twice.map((name) => fault('column-twice', `${quoted(name)} stands twice`, pointer(name))),
    ...missing.map(([name]) => fault('column-missing', `${quoted(name)} is required`, pointer(name))),
  ];
}

const namesOf = ({ fields }: Pick<Table, 'fields'>): string => Object.keys(fields).join(', ');
const quoted = (name: string): string => `"${name.slice(0, 100)}"`;
const pointer = (name: string): string => `/${name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;

function wrongRecord(record: CsvRecord, columns: number, notUtf8: ReadonlySet<number>): Fault | undefined {
  if (isWithin(record, notUtf8)) return notInUtf8;
  const { length } = record.cells;
  if (length === columns) return undefined;
  const where = record.height === 1 ? '' : `, up to line ${record.line + record.height - 1}`;
  return fault(
    'cells',
    `as many cells as the header has columns, ${columns}, are expected; there are ${length}${where}`,
  );
}

const isWithin = ({ line, height }: CsvRecord, lines: ReadonlySet<number>): boolean =>
  lines.size > 0 && Array.from({ length: height }, (_, nth) => line + nth).some((one) => lines.has(one));

const rowOf = ({ fields }: Table, names: readonly string[], cells: readonly string[]): object =>
  withoutAbsent(
    names.flatMap((name, nth) => {
      const schema = fields[name];
      return schema ? [[name, valueOf(cells[nth] ?? '', schema)] as const] : [];
    }),
  );
