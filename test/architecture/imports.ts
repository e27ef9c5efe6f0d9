import { parseSync } from '@swc/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Import {
  /** Relative to the repository's root, like every path here. */
  readonly file: string;
  /** A package's name as written (`@probity/decider`, `node:fs`), or a path for a relative import. */
  readonly target: string;
  readonly isPath: boolean;
  /** What is taken by name; `*` for a whole namespace or a side effect. */
  readonly names: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined =>
  isNode(value) && typeof value['value'] === 'string' ? value['value'] : undefined;

const nameOf = (specifier: Node): string => {
  if (specifier['type'] !== 'ImportSpecifier' && specifier['type'] !== 'ExportSpecifier') return '*';
  const name = specifier['imported'] ?? specifier['orig'] ?? specifier['local'];
  return isNode(name) ? String(name['value']) : '*';
};

function namesOf(node: Node): string[] {
  const specifiers = node['specifiers'];
  return Array.isArray(specifiers) && specifiers.length > 0 ? (specifiers as Node[]).map(nameOf) : ['*'];
}

/** `import(…)` and `require(…)` with a plain string. */
function calledModule(node: Node): string | undefined {
  if (node['type'] !== 'CallExpression' || !isNode(node['callee'])) return undefined;
  const callee = node['callee'];
  if (callee['type'] !== 'Import' && callee['value'] !== 'require') return undefined;
  const [first] = node['arguments'] as Node[];
  return text(first?.['expression']);
}

function* found(node: unknown): Generator<{ module: string; names: string[] }> {
  if (!isNode(node)) return;
  const declared = node['type'] === 'TsImportType' ? text(node['argument']) : text(node['source']);
  const module = declared ?? calledModule(node);
  if (module !== undefined) yield { module, names: namesOf(node) };
  for (const value of Object.values(node)) if (isNode(value)) yield* found(value);
}

export function importsOf(file: string, source: string): Import[] {
  const tree: unknown = parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2024' });
  return [...found(tree)].map(({ module, names }) => {
    const isPath = module.startsWith('.');
    return { file, target: isPath ? posix.join(posix.dirname(file), module) : module, isPath, names };
  });
}

/** Every TypeScript source below the folders; nothing built, nothing installed. */
export const sourcesBelow = (root: string, folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return /^(node_modules|dist)$/.test(entry.name) ? [] : sourcesBelow(root, [path]);
      return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : [];
    }),
  );

export const readImports = (root: string, files: readonly string[]): Import[] =>
  files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
