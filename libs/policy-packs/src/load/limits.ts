import { isAlias, isMap, isNode, isScalar, isSeq, Lexer, type Document, type Node } from 'yaml';

/** What a pack may be at most. It may come from anybody; no policy comes near these. */
export const LIMITS = {
  /** Bytes of a file. */
  file: 1_000_000,
  /** Files of acts. */
  files: 100,
  lines: 20_000,
  /** Keys of a file. */
  keys: 10_000,
  /** Words, numbers and signs of a file. */
  tokens: 100_000,
  depth: 20,
  /** Columns that a line is indented. */
  indentation: 200,
  /** Of a list, or of the keys of one map. */
  entries: 1_000,
  /** Entries of a file with every alias written out. */
  writtenOut: 100_000,
  /** Rows of the clause table. */
  clauses: 5_000,
} as const;

export interface Excess {
  readonly offset: number;
  readonly message: string;
}

const tooMany = (offset: number, what: string, limit: number): Excess => ({
  offset,
  message: `${what}, and ${limit.toLocaleString('en-GB')} is the most that is read`,
});

/**
 * The words, numbers and signs of a text, for the parser, or what is too much about them: it is told before they are
 * parsed, as the parser recurses, and compares each key of a map with all others.
 */
export function tokensOf(text: string): readonly string[] | Excess {
  const tokens: string[] = [];
  const state = { offset: 0, open: 0, tokens: 0, keys: 0, lines: 1, begun: 0 };
  for (const token of new Lexer().lex(text)) {
    const excess = countToken(token, state);
    if (excess !== undefined) return excess;
    if (!MARKS.has(token)) state.offset += token.length;
    tokens.push(token);
  }
  return tokens;
}

/** The lexer's own, which stand for nothing in the text: that a document begins, or a plain scalar. */
const MARKS = new Set(['\u0002', '\u001f', '\u0018']);
const OPENING = new Set(['[', '{']);
const CLOSING = new Set([']', '}']);
const BEGINNING = new Set(['-', '?', ':']);

interface Counted {
  offset: number;
  open: number;
  tokens: number;
  keys: number;
  lines: number;
  /** Signs on this line that each begin a list or a map. */
  begun: number;
}

function countToken(token: string, state: Counted): Excess | undefined {
  state.tokens += 1;
  if (OPENING.has(token)) state.open += 1;
  if (CLOSING.has(token)) state.open = Math.max(0, state.open - 1);
  if (token === ':') state.keys += 1;
  if (BEGINNING.has(token) && state.open === 0) state.begun += 1;
  if (token.includes('\n')) {
    state.lines += token.split('\n').length - 1;
    state.begun = 0;
  }
  const { offset } = state;
  if (state.open > LIMITS.depth || state.begun > LIMITS.depth) return tooMany(offset, 'is nested', LIMITS.depth);
  if (/^ +$/.test(token) && token.length > LIMITS.indentation)
    return tooMany(offset, 'is indented', LIMITS.indentation);
  if (state.lines > LIMITS.lines) return tooMany(offset, 'has too many lines', LIMITS.lines);
  if (state.keys > LIMITS.keys) return tooMany(offset, 'has too many keys', LIMITS.keys);
  return state.tokens > LIMITS.tokens ? tooMany(offset, 'says too much', LIMITS.tokens) : undefined;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', '<<']);

interface Size {
  /** Entries, with aliases written out. */
  readonly entries: number;
  readonly height: number;
}

const LEAF: Size = { entries: 1, height: 0 };

/** What is too much, too deep or not allowed in a document that was parsed, with every alias followed. */
export function excessesIn(document: Document): readonly Excess[] {
  const found: Excess[] = [];
  const tell = (node: Node, message: string): Size => {
    found.push({ offset: node.range?.[0] ?? 0, message });
    return LEAF;
  };
  const anchors = new Map<string, Node>();
  const sizes = new Map<Node, Size>();
  const sizeOf = (node: unknown): Size => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) return tell(node, `there is no &${node.source} before *${node.source}`);
      return sizes.get(target) ?? tell(node, `*${node.source} stands within itself`);
    }
    if (!isNode(node)) return LEAF;
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor) anchors.set(node.anchor, node);
    const below = entriesOf(node, tell).map(sizeOf);
    const height = below.length === 0 ? 0 : 1 + Math.max(...below.map((size) => size.height));
    const entries = below.reduce((sum, size) => sum + size.entries, 1);
    const size =
      height > LIMITS.depth ? tell(node, tooMany(0, 'is nested', LIMITS.depth).message) : { entries, height };
    sizes.set(node, size);
    return size;
  };
  const { entries } = sizeOf(document.contents);
  if (entries > LIMITS.writtenOut)
    found.push(tooMany(0, 'is too much with its aliases written out', LIMITS.writtenOut));
  return found;
}

function entriesOf(node: Node, tell: (node: Node, message: string) => unknown): readonly unknown[] {
  if (!isMap(node) && !isSeq(node)) return [];
  if (node.items.length > LIMITS.entries)
    tell(node, tooMany(0, `has ${node.items.length} entries`, LIMITS.entries).message);
  if (isSeq(node)) return node.items;
  for (const { key } of node.items) reportKey(key, tell);
  return node.items.map(({ value }) => value);
}

function reportKey(key: unknown, tell: (node: Node, message: string) => unknown): void {
  if (!isNode(key)) return;
  if (!isScalar(key)) tell(key, 'a key is a word');
  else if (key.value === '<<') tell(key, 'a merge key is not read: write out what it stands for');
  else if (FORBIDDEN.has(String(key.value))) tell(key, `${String(key.value)} may not be a key`);
}
