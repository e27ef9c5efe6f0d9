import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClauses } from '../load/clause-table.js';
import type { Problem } from '../load/problems.js';
import { packsDirectory } from '../packs-directory.js';
import { citationsIn } from './citations.js';
import { digestOf, readProof } from './proof-file.js';
import { conformance, MOST_BY_SYSTEM, type Conformance, type Held, type JestRun } from './report.js';
import { systemRowsIn } from './system-rows.js';

/** What must hold of a pack; fewer fails. */
interface Wanted {
  readonly pack: string;
  readonly version: string;
  /** What its clauses begin with. */
  readonly prefix: string;
  /** So many clauses were held before. */
  readonly floor: number;
  /** Whether each `must` row has a rule. */
  readonly isWhole: boolean;
}

/** `main.js <jest results> <folder of tests by clause> <Wanted[] as JSON>`. */
const [results = '', tests = '', packs = '[]'] = process.argv.slice(2);
const run = JSON.parse(readFileSync(results, 'utf8')) as JestRun;

const reports = (JSON.parse(packs) as readonly Wanted[]).map((wanted) => {
  const report = reportOn(wanted);
  for (const clause of report.clauses) console.log(inLines(clause));
  return { wanted, report };
});
for (const { wanted, report } of reports) tell(wanted, report);
for (const { wanted, report } of reports) console.log(`${wanted.pack} ${report.held}/${report.clauses.length}`);

function reportOn({ pack, version, prefix }: Wanted): Conformance {
  const directory = join(packsDirectory, pack, version);
  const problems: Problem[] = [];
  const table = readClauses('clauses.csv', readFileSync(join(directory, 'clauses.csv'), 'utf8'), problems);
  if (!table) throw new Error(problems.map(({ line, message }) => `clauses.csv:${line}: ${message}`).join('\n'));
  return conformance({
    clauses: table.values(),
    citations: citationsIn(directory),
    system: systemRowsIn(directory),
    run,
    suite: `${pack} ${version}`,
    proved: provedOf(pack, version),
    prefix,
  });
}

function provedOf(pack: string, version: string): Readonly<Record<string, readonly string[]>> {
  const { state, proved } = readProof({ pack, version }, digestOf({ pack, version }, { packs: packsDirectory, tests }));
  const what = {
    none: 'Nothing is proved yet',
    stale: 'The proof is stale: the pack, its tests or the engine changed',
  };
  if (state !== 'fresh') console.log(`${pack}: ${what[state]}. Run: npm run conformance -- --prove`);
  return proved;
}

function inLines({ clause, rules, tests: counting, others, by, wants }: Held): string {
  return [
    by === 'nothing' ? `OPEN  ${clause}: ${wants}` : `held  ${clause}${by === 'system' ? ' (by the system)' : ''}`,
    ...rules.map((place) => `        rule  ${place}`),
    ...counting.map((test) => `        test  ${test}`),
    ...others.map((test) => `        also  ${test}`),
  ].join('\n');
}

function tell({ pack, floor, isWhole }: Wanted, report: Conformance): void {
  const { held, heldByActAlone, heldBySystem, mustWithoutRule, unknown } = report;
  const wrong = [
    ...unknown.map((clause) => `A test names ${clause}, which the table does not have.`),
    ...(held < floor ? [`${floor} clauses were held before.`] : []),
    ...(isWhole ? mustWithoutRule.map((clause) => `${clause} is a must, and nothing in the pack cites it.`) : []),
    ...(heldBySystem > MOST_BY_SYSTEM ? [`${heldBySystem} are kept by the system; ${MOST_BY_SYSTEM} may be.`] : []),
  ];
  for (const line of wrong) console.log(`${pack}: ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
  console.log(
    `${pack}: ${heldByActAlone} held only by an act's own clauses, not by any rule, row, item, field or step; ${heldBySystem} by the system`,
  );
}
