export interface Problem {
  /** Relative to the folder of packs. */
  readonly file: string;
  readonly line: number;
  /** Of the entry that is wrong; empty where it rests on none. */
  readonly clauses: readonly string[];
  readonly message: string;
}

/** All that is wrong with the packs, a line a problem: `file:line: [clause] message`. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const inOrder = problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
    super(inOrder.map(inOneLine).join('\n'));
    this.problems = inOrder;
  }
}

function inOneLine({ file, line, clauses, message }: Problem): string {
  const rests = clauses.length === 0 ? '' : `[${clauses.join(', ')}] `;
  return `${file}:${line}: ${rests}${message.replaceAll(/\s+/g, ' ').trim()}`;
}
