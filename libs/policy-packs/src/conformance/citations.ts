import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';

/** A place in a pack that rests on a clause. */
export interface Citation {
  readonly clause: string;
  /** `acts/investigation.yaml:54 lead-trained`. */
  readonly place: string;
  /** Whether it is the list of an act as a whole: no rule, row, item or step says what the clause asks. */
  readonly isActsOwn: boolean;
}

/** Every entry of a pack that names clauses: rules, steps, table rows, notice and document items, offences, deadlines. */
export const citationsIn = (directory: string): readonly Citation[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && file !== 'readings.yaml')
    .sort()
    .flatMap((file) => inFile(file, readFileSync(join(directory, file), 'utf8')));

const inFile = (file: string, text: string): readonly Citation[] => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const found: Citation[] = [];
  visit(document, {
    Pair: (_, pair, path) => {
      if (!isScalar(pair.key) || pair.key.value !== 'clauses' || !isSeq(pair.value)) return;
      const { line } = lines.linePos(pair.key.range?.[0] ?? 0);
      const name = nameOf(path);
      const place = `${file}:${line}${name && ` ${name}`}`;
      const isActsOwn = file.startsWith('acts/') && path.length === depthOfActs;
      for (const item of pair.value.items)
        if (isScalar(item)) found.push({ clause: String(item.value), place, isActsOwn });
    },
  });
  return found;
};

/** Above what an act says: the document, its map, the act's pair, the act's map. A step has two more, for `steps`. */
const depthOfActs = 4;

/** The entry's own code, or the key that it stands under. */
const nameOf = (path: readonly unknown[]): string => {
  const entry = path.at(-1);
  const code = isMap(entry) ? entry.get('code') : undefined;
  if (typeof code === 'string') return code;
  const above = path.at(-2) as { readonly key?: unknown } | undefined;
  return isScalar(above?.key) ? String(above.key.value) : '';
};
