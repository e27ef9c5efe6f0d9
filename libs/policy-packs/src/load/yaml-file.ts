import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { takenOut } from './taken-out.js';
import type { Problem } from './problems.js';

export type Path = readonly (string | number)[];

/** A file whose structure is right; what else is wrong with it is reported by path. */
export interface PackFile<T> {
  readonly value: T;
  /** As it stands in the file. */
  readonly raw: unknown;
  report(path: Path, message: string): void;
}

/** @returns undefined where the structure is wrong, after telling `problems` what and where */
export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: Problem[],
  without?: string,
): PackFile<T> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const found = document.errors.map((error) => ({ line: lineAt(error.pos[0]), message: error.message }));
    problems.push(...found.map((problem) => ({ file, clauses: [], ...problem })));
    return undefined;
  }
  const whole: unknown = document.toJS();
  const raw = without === undefined ? whole : takenOut(whole, without);
  const report = (path: Path, message: string) => {
    problems.push({ file, line: lineAt(offsetOf(document, path)), clauses: clausesAround(raw, path), message });
  };
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return { value: parsed.data, raw, report };
  for (const issue of parsed.error.issues) reportIssue(issue, report);
  return undefined;
}

function reportIssue(issue: z.core.$ZodIssue, report: PackFile<unknown>['report']): void {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) report([...path, key], `${inWords(path)}has no "${key}"`);
  } else {
    const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
    report(path, `${inWords(path)}${isMissing ? 'is missing' : issue.message}`);
  }
}

const inWords = (path: Path) => (path.length === 0 ? '' : `${path.join('/')}: `);

/** Where the entry at the path begins; of its nearest ancestor where there is no such entry. */
function offsetOf(document: Document, path: Path): number {
  let at: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) {
      const pair = at.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      at = pair.value;
    } else if (isSeq(at)) {
      at = at.items[Number(step)];
      offset = isScalar(at) || isMap(at) || isSeq(at) ? (at.range?.[0] ?? offset) : offset;
    } else break;
  }
  return offset;
}

function clausesAround(raw: unknown, path: Path): readonly string[] {
  let at = raw;
  let nearest: readonly string[] = [];
  for (const step of [...path, '']) {
    if (typeof at !== 'object' || at === null) break;
    const clauses: unknown = (at as Record<string, unknown>)['clauses'];
    if (Array.isArray(clauses)) nearest = clauses.map(String);
    at = (at as Record<string, unknown>)[step];
  }
  return nearest;
}
