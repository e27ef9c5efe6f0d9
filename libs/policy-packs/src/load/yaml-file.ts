import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  YAMLParseError,
  type Document,
  type Scalar,
} from 'yaml';
import type { z } from 'zod';
import { excessesIn, tokensOf } from './limits.js';
import type { Problem } from './problems.js';
import { shapeProblems } from './shape-problems.js';
import { yamlErrors } from './yaml-errors.js';

export type Path = readonly (string | number)[];

/** Told with a problem, where it is known. */
export interface Pointer {
  /** What may have been meant. */
  readonly suggestion?: string | undefined;
  /** How far into the text that stands at the path. */
  readonly within?: number | undefined;
}

export type Report = (path: Path, message: string, pointer?: Pointer) => void;

/** A file whose structure is right; what else is wrong with it is reported by path. */
export interface PackFile<T> {
  readonly value: T;
  /** As it stands in the file. */
  readonly raw: unknown;
  readonly report: Report;
}

/** As many as are told of one file that is no YAML, or too much. */
const mostTold = 20;

/** @returns undefined where the structure is wrong, after telling `problems` what and where */
export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: Problem[],
): PackFile<T> | undefined {
  const document = parsed(file, text, problems);
  if (document === undefined) return undefined;
  const raw: unknown = document.yaml.toJS({ maxAliasCount: -1 });
  const report: Report = (path, message, { suggestion, within } = {}) => {
    const at = document.at(offsetOf(document.yaml, path, within));
    problems.push({ file, ...at, clauses: clausesAround(raw, path), message, suggestion });
  };
  const checked = schema.safeParse(raw ?? {});
  if (checked.success) return { value: checked.data, raw, report };
  for (const { path, message, suggestion } of shapeProblems(checked.error, schema, raw))
    report(path, message, { suggestion });
  return undefined;
}

interface Parsed {
  readonly yaml: Document;
  at(offset: number): { readonly line: number; readonly column: number };
}

function parsed(file: string, text: string, problems: Problem[]): Parsed | undefined {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tell = (found: readonly { readonly offset: number; readonly message: string }[]) =>
    problems.push(
      ...found.slice(0, mostTold).map(({ offset, message }) => ({ file, ...at(offset), clauses: [], message })),
    );
  lines.addNewLine(0);
  const tokens = tokensOf(text);
  if ('message' in tokens) {
    for (const { index } of text.slice(0, tokens.offset).matchAll(/\n/g)) lines.addNewLine(index + 1);
    tell([tokens]);
    return undefined;
  }
  const yaml = documentOf(tokens, text.length, lines);
  const errors = yamlErrors([...yaml.errors, ...yaml.warnings], text);
  const found = errors.length > 0 ? errors : excessesIn(yaml);
  tell(found);
  return found.length > 0 ? undefined : { yaml, at };
}

/** As `parseDocument` of the parser's package makes it, from tokens that were told apart before. */
function documentOf(tokens: readonly string[], length: number, lines: LineCounter): Document {
  const parser = new Parser(lines.addNewLine);
  function* structures() {
    for (const token of tokens) yield* parser.next(token);
    yield* parser.end();
  }
  const composer = new Composer({ prettyErrors: false, logLevel: 'error' });
  const [document, another] = composer.compose(structures(), true, length) as Iterable<Document.Parsed>;
  if (document === undefined) throw new Error('the parser makes one document at least');
  if (another !== undefined) {
    const [begin, end] = another.range;
    document.errors.push(new YAMLParseError([begin, end], 'MULTIPLE_DOCS', 'Source contains multiple documents'));
  }
  return document;
}

/** Where the entry at the path begins: its text, or else its key; of its nearest ancestor where there is no such entry. */
function offsetOf(document: Document, path: Path, within = 0): number {
  let at: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (isMap(at)) {
      const pair = at.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      at = pair.value;
    } else if (isSeq(at)) {
      at = at.items[Number(step)];
      offset = isScalar(at) || isMap(at) || isSeq(at) ? (at.range?.[0] ?? offset) : offset;
    } else return offset;
  }
  return isScalar(at) && typeof at.value === 'string' ? textOffset(at, at.value, within) : offset;
}

/** Text over several lines is found where it begins. */
function textOffset(scalar: Scalar, text: string, within: number): number {
  const [begin, end] = scalar.range ?? [0, 0];
  const quotes = (end - begin - text.length) / 2;
  return quotes === 0 || quotes === 1 ? begin + (within === 0 ? 0 : quotes + within) : begin;
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
