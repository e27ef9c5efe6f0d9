import type { Clause } from '../policy.js';
import { LIMITS } from './limits.js';
import { nearest } from './near.js';
import type { Problem } from './problems.js';

const columns = ['clause', 'requirement', 'kind', 'service', 'force', 'parameters'] as const;

/** `guidance` asks for nothing that the system could do. */
export const FORCES = ['must', 'normally', 'may', 'guidance'] as const;

/** Which part of the system has to do with it; `shared`: more than one, or none. */
export const SERVICES = [
  'intake',
  'investigation',
  'hearings',
  'sanctions',
  'regulator-notification',
  'records',
  'shared',
] as const;

/** @returns the clauses by id, or undefined where the table is unusable, after telling `problems` why */
export function readClauses(file: string, text: string, problems: Problem[]): ReadonlyMap<string, Clause> | undefined {
  const before = problems.length;
  const report = (line: number, message: string, { column = 1, suggestion }: Where = {}) =>
    problems.push({ file, line, column, clauses: [], message, suggestion });
  const { rows: all, unread } = parseCsv(text);
  if (unread !== undefined)
    report(unread.line, 'this is no cell: a quote is not closed, or not doubled', { column: unread.column });
  const [header, ...rows] = all;
  if (header?.cells.join() !== columns.join()) report(1, `the columns must be ${columns.join(', ')}`);
  if (rows.length > LIMITS.clauses)
    report(1, `has ${rows.length} clauses, and ${LIMITS.clauses} is the most that is read`);
  const clauses = new Map<string, Clause>();
  for (const { cells, line } of problems.length > before ? [] : rows) {
    const [id = '', requirement = '', kind = '', service = '', force = '', parameters = ''] = cells;
    if (cells.length !== columns.length) report(line, `${cells.length} cells where ${columns.length} are expected`);
    else reportCells({ id, requirement, service, force }, (...problem) => report(line, ...problem));
    if (clauses.has(id)) report(line, `the clause ${id} stands twice`);
    clauses.set(id, { id, requirement, kind, service, force, parameters });
  }
  return problems.length > before ? undefined : clauses;
}

interface Where {
  readonly column?: number;
  readonly suggestion?: string | undefined;
}

function reportCells(
  { id, requirement, service, force }: Pick<Clause, 'id' | 'requirement' | 'service' | 'force'>,
  report: (message: string, where?: Where) => void,
): void {
  if (id.trim() === '') report('a clause has no name');
  else if (requirement.trim() === '') report(`the clause ${id} has no requirement`);
  const oneOf = (what: string, given: string, known: readonly string[]) => {
    if (known.includes(given)) return;
    report(`the ${what} ${given} is none of ${known.join(', ')}`, { suggestion: nearest(given, known) });
  };
  oneOf('force', force, FORCES);
  oneOf('service', service, SERVICES);
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

interface Csv {
  readonly rows: readonly Row[];
  /** Where the text is no CSV any more. */
  readonly unread: { readonly line: number; readonly column: number } | undefined;
}

/** Each alternative begins with another sign, so that no text is tried twice. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** RFC 4180: cells in quotes may hold commas, doubled quotes and line ends. */
export function parseCsv(text: string): Csv {
  const rows: Row[] = [];
  let cells: string[] = [];
  let at = 0;
  let line = 1;
  let begun = 1;
  while (at < text.length || cells.length > 0) {
    CELL.lastIndex = at;
    const found = CELL.exec(text);
    if (found === null) return { rows, unread: { line, column: at - text.lastIndexOf('\n', at - 1) } };
    const [whole, quoted, plain = '', end] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    at += whole.length;
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: begun });
    cells = [];
    begun = line;
  }
  return { rows, unread: undefined };
}
