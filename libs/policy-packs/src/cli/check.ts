import { join } from 'node:path';
import { compilePack, type CompiledPack } from '../compile/compile-pack.js';
import { reportSamePrefix, reportTwoInForce } from '../compile/compile-packs.js';
import { camelCase } from '../compile/names.js';
import { readPack, type PackFiles } from '../load/pack-files.js';
import { inOrder, type Problem } from '../load/problems.js';
import { readText } from '../load/read-text.js';
import { shapes } from '../load/schema.js';
import { readYaml } from '../load/yaml-file.js';
import { packsDirectory } from '../packs-directory.js';
import type { ActCatalogue, Clause } from '../policy.js';
import { reportNumbersSaid } from './numbers-said.js';
import { packFolders, type PackFolders } from './pack-folders.js';

export interface Checked {
  /** In the order of file and line. */
  readonly problems: readonly Problem[];
  /** What is likely to be one, and need not. */
  readonly warnings: readonly Problem[];
  readonly packs: readonly CheckedPack[];
}

/** What is no mistake, and worth knowing. */
export interface CheckedPack {
  readonly folder: string;
  /** Undefined for a pack without an identity. */
  readonly compiled: CompiledPack | undefined;
  /** Whether every file could be read: what refers to one that could not be was not checked. */
  readonly isReadable: boolean;
  readonly operational: number;
  /** Operational clauses on which no entry of the pack rests. */
  readonly uncited: readonly Clause[];
  /** That no act is due by, that nothing leads to, and that no rule or letter reads. */
  readonly unusedDeadlines: readonly string[];
}

/** Everything that is wrong with these packs, and what nothing in them rests on. */
export function checkPacks({ directory, folders }: PackFolders, catalogues: readonly ActCatalogue[]): Checked {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const calendars = [directory, packsDirectory].map((packs) => join(packs, '..', 'calendars'));
  const packs = folders.map((folder) => {
    const files = readPack(directory, folder, problems);
    const before = problems.length;
    reportNumbersSaid(files);
    warnings.push(...problems.splice(before));
    return { folder, compiled: compilePack(files, calendars, { catalogues, isWhole: true }, {}), ...remarksOn(files) };
  });
  const own = packs.flatMap(({ compiled }) => compiled ?? []);
  const together: Problem[] = [];
  const all = [...identitiesBeside(directory, folders), ...own];
  reportTwoInForce(all, together);
  reportSamePrefix(all, together);
  problems.push(...together.filter(({ file }) => folders.some((folder) => file.startsWith(`${folder}/`))));
  return { problems: inOrder(problems), warnings: inOrder(warnings), packs };
}

/** Of the packs that a system would load together with these: what is wrong with them is not asked here. */
function identitiesBeside(directory: string, checked: readonly string[]) {
  const seen = new Set(checked);
  return [...new Set([directory, packsDirectory])].flatMap((packs) =>
    packFolders(packs).folders.flatMap((folder) => {
      const file = `${folder}/identity.yaml`;
      const text = seen.has(folder) ? undefined : readText(packs, file, []);
      seen.add(folder);
      const identity = text === undefined ? undefined : readYaml(file, text, shapes.identity, [])?.value;
      return identity === undefined ? [] : [{ identity }];
    }),
  );
}

function remarksOn(files: PackFiles): Pick<CheckedPack, 'isReadable' | 'operational' | 'uncited' | 'unusedDeadlines'> {
  const { folder: _, digest: __, clauses, acts, readings: ___, ...others } = files;
  const raw = [...Object.values(others), ...(acts?.values() ?? [])].map((file) => file?.raw);
  const cited = new Set(raw.flatMap(clausesCited));
  const used = new Set(raw.flatMap((each) => deadlinesUsed(each)));
  const operational = [...(clauses?.values() ?? [])].filter(({ force }) => force !== 'guidance');
  return {
    isReadable: Object.values(files).every((file) => file !== undefined),
    operational: operational.length,
    uncited: operational.filter(({ id }) => !cited.has(id)),
    unusedDeadlines: Object.keys(files.deadlines?.value ?? {}).filter((name) => !used.has(camelCase(name))),
  };
}

/** Whatever stands under `clauses`, at any depth. */
function clausesCited(at: unknown): readonly string[] {
  if (typeof at !== 'object' || at === null) return [];
  return Object.entries(at).flatMap(([key, value]) =>
    key === 'clauses' && Array.isArray(value) ? value.map(String) : clausesCited(value),
  );
}

/** By the names that deadlines have as facts: whatever stands under `by` or `follows`, or as `inTime.<name>` in a condition. */
function deadlinesUsed(at: unknown, key = ''): readonly string[] {
  if (typeof at === 'string') {
    if (key === 'by' || key === 'follows') return [camelCase(at)];
    return [...at.matchAll(/\binTime\.(\w+)/g)].map(([, name = '']) => name);
  }
  if (typeof at !== 'object' || at === null) return [];
  return Object.entries(at).flatMap(([name, value]) => deadlinesUsed(value, Array.isArray(at) ? key : name));
}
