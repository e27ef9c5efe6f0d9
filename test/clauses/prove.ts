import { join } from 'node:path';
import { PackError, packsDirectory } from '@probity/policy-packs';
import { citationsIn, digestOf, prove, writeProof, type ProvedClause } from '@probity/policy-packs/conformance';
import { titleOf } from './clause-test.js';
import { inParts, packs, type PackUnderTest } from './packs.js';

/**
 * `prove.js <this folder, as source> [pack …]`: takes each clause out of each pack in turn, and keeps beside the packs which
 * tests went red. What is wrong with a test is an error, and then nothing is kept of that pack.
 */
const [sources = '', ...names] = process.argv.slice(2);

for (const name of names.filter((one) => !packs.some(({ pack }) => pack === one))) {
  console.error(`There is no pack ${name}.`);
  process.exitCode = 1;
}
for (const one of packs.filter(({ pack }) => names.length === 0 || names.includes(pack))) {
  if (!isProved(one)) process.exitCode = 1;
}

function isProved(of: PackUnderTest): boolean {
  try {
    return proved(of);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    console.error(`${of.pack}  error  the pack does not load:\n${error.message}`);
    return false;
  }
}

function proved(of: PackUnderTest): boolean {
  const { pack, version, tests } = of;
  const began = performance.now();
  const parts = inParts(of);
  const checks = tests.map((test) => ({ clauses: test.clauses, title: titleOf(test), check: test.check }));
  const { clauses, errors } = prove(checks, parts);
  const cited = new Set(citationsIn(join(packsDirectory, pack, version)).map(({ clause }) => clause));
  const unproved = clauses.filter(({ red }) => red.length === 0);
  for (const one of unproved) console.log(`${pack}  unproved  ${one.clause}: ${whyNot(one, cited)}`);
  for (const error of errors) console.error(`${pack}  error  ${error}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${pack}: ${clauses.length - unproved.length} of ${clauses.length} proved by ${tests.length} tests in ${seconds} s`,
  );
  if (errors.length === 0)
    writeProof({ pack, version }, digestOf({ pack, version }, { packs: packsDirectory, tests: sources }), clauses);
  return errors.length === 0;
}

function whyNot({ clause, green }: ProvedClause, cited: ReadonlySet<string>): string {
  if (!cited.has(clause)) return 'nothing in the pack cites it';
  if (green.length === 0) return 'no test cites it';
  return `passes without it: ${green.join('; ')}`;
}
