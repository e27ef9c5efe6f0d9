export interface Problem {
  /** Relative to the folder of packs. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Of the entry that is wrong; empty where it rests on none. */
  readonly clauses: readonly string[];
  readonly message: string;
  /** What may have been meant. */
  readonly suggestion?: string | undefined;
}

/** A problem with a file as a whole. */
export const wholeFile = (file: string, message: string): Problem => ({
  file,
  line: 1,
  column: 1,
  clauses: [],
  message,
});

/** All that is wrong with the packs, a line a problem: `file:line:column: [clause] message`. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = inOrder(problems);
    super(sorted.map(inOneLine).join('\n'));
    this.problems = sorted;
  }
}

export const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);

export function inOneLine({ file, line, column, clauses, message, suggestion }: Problem): string {
  const rests = clauses.length === 0 ? '' : `[${clauses.join(', ')}] `;
  const meant = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
  return `${file}:${line}:${column}: ${rests}${message.replaceAll(/\s+/g, ' ').trim()}${meant}`;
}
