import type { Clause } from '../policy.js';
import type { Problem } from './problems.js';

const columns = ['clause', 'requirement', 'kind', 'service', 'force', 'parameters'] as const;

/** @returns the clauses by id, or undefined where the table is unusable, after telling `problems` why */
export function readClauses(file: string, text: string, problems: Problem[]): ReadonlyMap<string, Clause> | undefined {
  const before = problems.length;
  const report = (line: number, message: string) => problems.push({ file, line, clauses: [], message });
  const [header, ...rows] = parseCsv(text);
  if (header?.cells.join() !== columns.join()) report(1, `the columns must be ${columns.join(', ')}`);
  const clauses = new Map<string, Clause>();
  for (const { cells, line } of rows) {
    const [id = '', requirement = '', kind = '', service = '', force = '', parameters = ''] = cells;
    if (cells.length !== columns.length) report(line, `${cells.length} cells where ${columns.length} are expected`);
    if (clauses.has(id)) report(line, `the clause ${id} stands twice`);
    clauses.set(id, { id, requirement, kind, service, force, parameters });
  }
  return problems.length > before ? undefined : clauses;
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** RFC 4180: cells in quotes may hold commas, doubled quotes and line ends. */
export function parseCsv(text: string): readonly Row[] {
  const rows: { cells: string[]; line: number }[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  for (const [whole, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (whole === '' && cells.length === 0) break;
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: begun });
    cells = [];
    begun = line;
  }
  return rows;
}
