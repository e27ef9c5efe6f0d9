import { checked } from './checked-rows.js';
import { illegible, type Line, type TableFault, tooManyLines, type UploadedTable } from './line.js';
import { mostLines, PhysicalLines } from './physical-lines.js';
import type { Table } from './table.js';

/** A table as JSON Lines: an object a line. Async as the other form is. */
export async function readJsonLinesTable(table: Table, file: Uint8Array): Promise<UploadedTable> {
  const lines = new PhysicalLines(file);
  if (lines.count > mostLines) return illegible(table.name, [tooManyLines(mostLines)]);
  const notUtf8 = lines.notUtf8();
  const good: Line[] = [];
  const faults: TableFault[] = [];
  for (let line = 1; line <= lines.count; line += 1) {
    const text = decoder.decode(lines.line(line)).trim();
    if (text === '') continue;
    if (notUtf8.has(line)) faults.push({ line, field: '', code: 'utf-8', says: 'the text is in UTF-8' });
    else add(line, text, good, faults);
  }
  // Whoever sends a file that came out empty does not mean that there is nobody any more.
  if (good.length + faults.length === 0) return illegible(table.name, [nothing]);
  return checked(table, good, faults, good.length + faults.length);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const nothing: TableFault = {
  line: 1,
  field: '',
  code: 'empty',
  says: 'at least one line is expected; to leave the table empty, send CSV with its header alone',
};

const add = (line: number, text: string, good: Line[], faults: TableFault[]): void => {
  try {
    good.push({ line, content: JSON.parse(text) as unknown });
  } catch {
    faults.push({ line, field: '', code: 'malformed-json', says: 'one JSON object is expected on the line' });
  }
};
