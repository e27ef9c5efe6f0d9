import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClauses } from '../load/clause-table.js';
import type { Problem } from '../load/problems.js';
import { packsDirectory } from '../packs-directory.js';
import { citationsIn } from './citations.js';
import { conformance, type JestRun } from './report.js';

/** `main.js <jest results> <name=pack/version=prefix=floor …>`: fails where fewer clauses are held than were before. */
const [results = '', ...packs] = process.argv.slice(2);
const run = JSON.parse(readFileSync(results, 'utf8')) as JestRun;

for (const pack of packs) {
  const [name = '', folder = '', prefix = '', floor = '0'] = pack.split('=');
  const directory = join(packsDirectory, folder);
  const problems: Problem[] = [];
  const table = readClauses('clauses.csv', readFileSync(join(directory, 'clauses.csv'), 'utf8'), problems);
  if (!table) throw new Error(problems.map(({ line, message }) => `clauses.csv:${line}: ${message}`).join('\n'));
  const { clauses, held, heldByActAlone, unknown } = conformance(table.values(), citationsIn(directory), run, prefix);
  for (const { clause, rules, tests } of clauses) {
    console.log(`${rules.length > 0 && tests.length > 0 ? 'held' : 'OPEN'}  ${clause}`);
    for (const place of rules) console.log(`        rule  ${place}`);
    for (const test of tests) console.log(`        test  ${test}`);
  }
  for (const clause of unknown) console.log(`A test names ${clause}, which the catalogue does not have.`);
  if (held < Number(floor)) console.log(`${floor} clauses were held before.`);
  if (unknown.length > 0 || held < Number(floor)) process.exitCode = 1;
  console.log(`${heldByActAlone} held only by an act's own clauses, not by any rule, row, item, field or step.`);
  console.log(`${name} ${held}/${clauses.length}`);
}
