import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Clause } from '../policy.js';
import { readClauses } from './clause-table.js';
import type { Problem } from './problems.js';
import { shapes, type Shape } from './schema.js';
import { readYaml, type PackFile } from './yaml-file.js';

/** The files of one pack. A file that is undefined has been reported, and what refers to it cannot be checked. */
export interface PackFiles {
  /** `imi/8`, below the folder of packs. */
  readonly folder: string;
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

/** @param without a clause: whatever rests on it is taken out first */
export function readPack(directory: string, folder: string, problems: Problem[], without?: string): PackFiles {
  const text = (file: string) => {
    const path = join(directory, folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const missing = required.filter((file) => text(file) === undefined);
  problems.push(...missing.map((file) => ({ file: `${folder}/${file}`, line: 1, clauses: [], message: 'is missing' })));
  reportUnknownFiles(directory, folder, problems);
  const read = <T>(file: string, schema: z.ZodType<T>) =>
    missing.includes(file) ? undefined : readYaml(`${folder}/${file}`, text(file) ?? '', schema, problems, without);
  const clauses = text('clauses.csv');
  return {
    folder,
    clauses: clauses === undefined ? undefined : readClauses(`${folder}/clauses.csv`, clauses, problems),
    identity: read('identity.yaml', shapes.identity),
    offices: read('offices.yaml', shapes.offices),
    offences: read('offences.yaml', shapes.offences),
    acts: readActs(join(directory, folder, 'acts'), (file) => read(`acts/${file}`, shapes.acts)),
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
}

function readActs(folder: string, read: (file: string) => PackFile<Shape<'acts'>> | undefined): PackFiles['acts'] {
  const acts = new Map<string, PackFile<Shape<'acts'>>>();
  let isWhole = true;
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (!file.endsWith('.yaml')) continue;
    const content = read(file);
    if (content === undefined) isWhole = false;
    else acts.set(file.slice(0, -'.yaml'.length), content);
  }
  return isWhole ? acts : undefined;
}

/** A misspelt file name would silently take its rules away. */
function reportUnknownFiles(directory: string, folder: string, problems: Problem[]): void {
  const known = [...Object.keys(shapes).filter((shape) => shape !== 'acts'), 'acts/'].map((shape) => `${shape}.yaml`);
  const isKnown = (file: string) => file === 'clauses.csv' || file === 'README.md' || known.includes(file);
  const inFolder = (name: string) => {
    const entries = existsSync(join(directory, folder, name)) ? readdirSync(join(directory, folder, name)) : [];
    return entries.map((entry) => ({ entry, file: name === '' ? entry : `${name}/${entry}` }));
  };
  const strangers = [
    ...inFolder('').filter(({ entry }) => entry !== 'acts' && !isKnown(entry)),
    ...inFolder('acts').filter(({ entry }) => !entry.endsWith('.yaml')),
  ];
  for (const { file } of strangers) {
    problems.push({ file: `${folder}/${file}`, line: 1, clauses: [], message: 'is not a file that a pack has' });
  }
}
