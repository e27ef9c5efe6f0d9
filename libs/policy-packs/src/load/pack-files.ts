import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Clause } from '../policy.js';
import { readClauses } from './clause-table.js';
import { LIMITS } from './limits.js';
import { nearest } from './near.js';
import { wholeFile, type Problem } from './problems.js';
import { namesIn, readText } from './read-text.js';
import { shapes, type Shape } from './schema.js';
import { readYaml, type PackFile } from './yaml-file.js';

/** The files of one pack. A file that is undefined has been reported, and what refers to it cannot be checked. */
export interface PackFiles {
  /** `tennis-club/1982`, below the folder of packs. */
  readonly folder: string;
  /**
   * SHA-256, in hexadecimal, of what was read; the same as, in the pack's folder,
   * `find . -name '*.yaml' -o -name clauses.csv | LC_ALL=C sort | xargs sha256sum | sha256sum`.
   */
  readonly digest: string;
  readonly clauses: ReadonlyMap<string, Clause> | undefined;
  readonly identity: PackFile<Shape<'identity'>> | undefined;
  readonly offices: PackFile<Shape<'offices'>> | undefined;
  readonly offences: PackFile<Shape<'offences'>> | undefined;
  /** By service; undefined as a whole where one of them is. */
  readonly acts: ReadonlyMap<string, PackFile<Shape<'acts'>>> | undefined;
  readonly tables: PackFile<Shape<'tables'>> | undefined;
  readonly deadlines: PackFile<Shape<'deadlines'>> | undefined;
  readonly documents: PackFile<Shape<'documents'>> | undefined;
  readonly notices: PackFile<Shape<'notices'>> | undefined;
  readonly tariffs: PackFile<Shape<'tariffs'>> | undefined;
  readonly choices: PackFile<Shape<'choices'>> | undefined;
  readonly bodies: PackFile<Shape<'bodies'>> | undefined;
  readonly hidden: PackFile<Shape<'hidden'>> | undefined;
  readonly vocabulary: PackFile<Shape<'vocabulary'>> | undefined;
  readonly enforcedBySystem: PackFile<Shape<'enforced-by-system'>> | undefined;
  readonly regulators: PackFile<Shape<'regulators'>> | undefined;
  readonly settings: PackFile<Shape<'settings'>> | undefined;
  readonly readings: PackFile<Shape<'readings'>> | undefined;
}

const required = ['identity.yaml', 'clauses.csv'];

/** @param directory the folder of packs */
export function readPack(directory: string, folder: string, problems: Problem[]): PackFiles {
  const before = problems.length;
  const names = namesIn(directory, folder, problems);
  const isRead = problems.length === before;
  const acts = names.includes('acts') ? namesIn(directory, `${folder}/acts`, problems) : [];
  const missing = required.filter((file) => !names.includes(file));
  if (isRead) problems.push(...missing.map((file) => wholeFile(`${folder}/${file}`, 'is missing')));
  reportUnknownFiles(folder, names, acts, problems);
  const sums = new Map<string, string>();
  const text = (file: string) => {
    const content = readText(directory, `${folder}/${file}`, problems);
    if (content !== undefined) sums.set(file, sha256(content));
    return content;
  };
  const read = <T>(file: string, schema: z.ZodType<T>) => {
    if (missing.includes(file)) return undefined;
    const content = file.startsWith('acts/') || names.includes(file) ? text(file) : '';
    return content === undefined ? undefined : readYaml(`${folder}/${file}`, content, schema, problems);
  };
  const clauses = missing.includes('clauses.csv') ? undefined : text('clauses.csv');
  const files = {
    folder,
    clauses: clauses === undefined ? undefined : readClauses(`${folder}/clauses.csv`, clauses, problems),
    identity: read('identity.yaml', shapes.identity),
    offices: read('offices.yaml', shapes.offices),
    offences: read('offences.yaml', shapes.offences),
    acts: readActs(acts, (file) => read(`acts/${file}`, shapes.acts)),
    tables: read('tables.yaml', shapes.tables),
    deadlines: read('deadlines.yaml', shapes.deadlines),
    documents: read('documents.yaml', shapes.documents),
    notices: read('notices.yaml', shapes.notices),
    tariffs: read('tariffs.yaml', shapes.tariffs),
    choices: read('choices.yaml', shapes.choices),
    bodies: read('bodies.yaml', shapes.bodies),
    hidden: read('hidden.yaml', shapes.hidden),
    vocabulary: read('vocabulary.yaml', shapes.vocabulary),
    enforcedBySystem: read('enforced-by-system.yaml', shapes['enforced-by-system']),
    regulators: read('regulators.yaml', shapes.regulators),
    settings: read('settings.yaml', shapes.settings),
    readings: read('readings.yaml', shapes.readings),
  };
  return { ...files, digest: digestOf(sums) };
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const digestOf = (sums: ReadonlyMap<string, string>): string =>
  sha256(
    [...sums]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([file, sum]) => `${sum}  ./${file}\n`)
      .join(''),
  );

function readActs(
  files: readonly string[],
  read: (file: string) => PackFile<Shape<'acts'>> | undefined,
): PackFiles['acts'] {
  const acts = new Map<string, PackFile<Shape<'acts'>>>();
  let isWhole = files.length <= LIMITS.files;
  for (const file of isWhole ? files : []) {
    if (!file.endsWith('.yaml')) continue;
    const content = read(file);
    if (content === undefined) isWhole = false;
    else acts.set(file.slice(0, -'.yaml'.length), content);
  }
  return isWhole ? acts : undefined;
}

/** A misspelt file name would silently take its rules away. */
function reportUnknownFiles(
  folder: string,
  names: readonly string[],
  acts: readonly string[],
  problems: Problem[],
): void {
  const sections = Object.keys(shapes).filter((shape) => shape !== 'acts');
  const known = ['clauses.csv', 'README.md', 'acts', ...sections.map((shape) => `${shape}.yaml`)];
  const strangers = [
    ...names.filter((name) => !known.includes(name)).map((name) => ({ name, file: name })),
    ...acts.filter((name) => !name.endsWith('.yaml')).map((name) => ({ name, file: `acts/${name}` })),
  ];
  for (const { name, file } of strangers) {
    const suggestion = nearest(name, known);
    problems.push({ ...wholeFile(`${folder}/${file}`, 'is not a file that a pack has'), suggestion });
  }
  if (acts.length > LIMITS.files) {
    problems.push(
      wholeFile(`${folder}/acts`, `has ${acts.length} files, and ${LIMITS.files} is the most that is read`),
    );
  }
}
