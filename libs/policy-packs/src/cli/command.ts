import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { yearsInWords } from '../calendar/bank-holidays.js';
import { policyOf } from '../compile/policy-of.js';
import { policyAsHtml } from '../describe/policy-html.js';
import { policyAsJson } from '../describe/policy-json.js';
import { jsonSchemas } from '../load/json-schema.js';
import { inOneLine } from '../load/problems.js';
import { packsDirectory } from '../packs-directory.js';
import type { ActCatalogue, Policy } from '../policy.js';
import { checkPacks, type CheckedPack } from './check.js';
import { explain } from './explain.js';
import { factsOf } from './facts.js';
import { readFacts, readSaid, Unusable } from './facts-file.js';
import { packFolders } from './pack-folders.js';

export interface Answer {
  /** Of the process: 0, or 1 where something is wrong, or 2 where the question is. */
  readonly status: 0 | 1 | 2;
  readonly out: string;
}

const USAGE = `npm run policy -- check <folder>     everything that is wrong with a pack, or with a folder of packs
npm run policy -- facts <folder> <act, step, table, tariff or deadline>     what it reads, and an example to fill in
npm run policy -- explain <folder> <act, step, table, tariff, choices or deadline> --facts <file.json> [--said <file.json>]
npm run policy -- explain <folder> <body, clause or deadline>
npm run policy -- table <folder>     the whole policy as HTML, clause by clause
npm run policy -- json <folder>      the same as JSON
npm run policy -- schema             writes the JSON Schemas for editors
`;

/** @param catalogues of every service, and of the procedure: what no catalogue has is a mistake */
export function policyCommand(args: readonly string[], catalogues: readonly ActCatalogue[]): Answer {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { facts: { type: 'string' }, said: { type: 'string' } },
    });
    return answer(positionals, values, catalogues);
  } catch (error) {
    if (error instanceof Unusable) return { status: 1, out: `${error.message}\n` };
    if (isOfArguments(error)) return { status: 2, out: `${error.message}\n${USAGE}` };
    throw error;
  }
}

const isOfArguments = (error: unknown): error is Error =>
  String((error as { readonly code?: unknown }).code).startsWith('ERR_PARSE_ARGS');

function answer(
  [command, folder, name]: readonly string[],
  { facts, said }: { readonly facts?: string | undefined; readonly said?: string | undefined },
  catalogues: readonly ActCatalogue[],
): Answer {
  if (command === 'schema') return writeSchemas(join(packsDirectory, '../schema'));
  if (folder === undefined) return { status: 2, out: USAGE };
  if (command === 'check') return check(folder, catalogues);
  if (command === 'table') return { status: 0, out: policyAsHtml(onePolicy(folder, catalogues).describe()) };
  if (command === 'json')
    return { status: 0, out: `${JSON.stringify(policyAsJson(onePolicy(folder, catalogues).describe()), null, 2)}\n` };
  if ((command !== 'explain' && command !== 'facts') || name === undefined) return { status: 2, out: USAGE };
  const policy = onePolicy(folder, catalogues);
  if (command === 'facts') return { status: 0, out: factsOf(policy, name) };
  const given = facts === undefined ? undefined : readFacts(facts);
  return { status: 0, out: explain(policy, name, given, said === undefined ? {} : readSaid(said)) };
}

function check(folder: string, catalogues: readonly ActCatalogue[]): Answer {
  const found = packFolders(folder);
  if (found.folders.length === 0) return { status: 1, out: `${folder}: there is no pack here\n` };
  const { problems, warnings, packs } = checkPacks(found, catalogues);
  const isWhole = packs.every(({ isReadable }) => isReadable);
  const lines = [
    ...problems.map(inOneLine),
    ...warnings.map((warning) => `warning: ${inOneLine(warning)}`),
    ...packs.flatMap(remarks),
    ...(isWhole ? [] : ['Not everything could be checked: mend these first, and check again.']),
    problems.length === 0
      ? 'Nothing is wrong.'
      : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
  ];
  return { status: problems.length === 0 ? 0 : 1, out: `${lines.join('\n')}\n` };
}

function remarks(checked: CheckedPack): readonly string[] {
  const { folder, isReadable, operational, uncited, unusedDeadlines } = checked;
  if (!isReadable) return [];
  return [
    `${folder}: something rests on ${operational - uncited.length} of ${operational} operational clauses.`,
    ...(uncited.length === 0 ? [] : ['  Nothing rests on:']),
    ...uncited.map(({ id, requirement }) => `    ${id}: ${requirement}`),
    ...(unusedDeadlines.length === 0 ? [] : [`  Nothing in the pack is due by: ${unusedDeadlines.join(', ')}`]),
    ...calendarOf(checked),
  ];
}

/** A day that is counted in a year of which no holidays are known stops the reckoning. */
function calendarOf({ compiled }: CheckedPack): readonly string[] {
  if (!compiled?.reckoning) return [];
  const { name, years } = compiled.reckoning.calendar;
  const { from } = compiled.identity.inForce;
  const isLate = from.slice(0, 4) < (years[0] ?? '');
  const since = isLate ? `, and the policy is in force from ${from.slice(0, 4)}` : '';
  return [
    `  Its calendar, ${name}, has the holidays of ${yearsInWords(years)}${since}: no day is counted in another year.`,
  ];
}

/** @throws Unusable with everything that is wrong with it */
function onePolicy(folder: string, catalogues: readonly ActCatalogue[]): Policy {
  const found = packFolders(folder);
  if (found.folders.length !== 1) throw new Unusable(`${folder}: this is not the folder of one pack`);
  const { problems, packs } = checkPacks(found, catalogues);
  const compiled = packs[0]?.compiled;
  if (problems.length > 0 || !compiled?.reckoning) throw new Unusable(problems.map(inOneLine).join('\n'));
  return policyOf(compiled, compiled.reckoning);
}

function writeSchemas(directory: string): Answer {
  mkdirSync(directory, { recursive: true });
  const written = [...jsonSchemas()].map(([name, schema]) => {
    const file = join(directory, `${name}.schema.json`);
    writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    return file;
  });
  return { status: 0, out: `${written.join('\n')}\n` };
}
