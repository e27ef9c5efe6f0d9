import { leavesOf } from '../cel.js';
import type { CompiledTable } from '../engine/table.js';
import type { Fact, FactTypes } from '../policy.js';
import { combinationsOf, nested, type Inputs } from './combinations.js';
import type { Report } from './conditions.js';

const mostCombinations = 20_000;
/** Of a row with a combination. */
const mostTrials = 1_000_000;
const mostTold = 3;

/**
 * Tries every combination of the values that a table's conditions read: where no row of a `unique` or `first` table hits
 * there is a gap, where two rows of a `unique` table hit they overlap. Values of strings, numbers and lists are those
 * that the table declares.
 */
export function reportGapsAndOverlaps(table: CompiledTable, types: FactTypes, report: Report): void {
  if (table.hit === 'collect' || (table.hit === 'first' && hasLastResort(table))) return;
  const named = new Set(table.rows.flatMap(({ when }) => when.names));
  const inputs = leavesOf(types)
    .filter(({ name }) => named.has(name))
    .map(({ name, type }) => ({ name, type, count: countOf(type, table.values[name]) }));
  const open = inputs.filter(({ count }) => count === 0);
  for (const { name } of open)
    report([table.name], `declare the values of ${name} under inputs, to find gaps and overlaps`);
  const combinations = inputs.reduce((product, { count }) => product * count, 1);
  if (combinations > mostCombinations || combinations * table.rows.length > mostTrials) {
    report([table.name], `${inDigits(combinations)} combinations of ${table.rows.length} rows are too many to try`);
  } else if (open.length === 0) {
    const tried = inputs.map(({ name, type }) => ({ name, values: valuesOf(type, table.values[name]) }));
    tryAll(table, tried, report);
  }
}

const inDigits = (count: number) => (count < 1e9 ? count.toLocaleString('en-GB') : 'more than 1,000,000,000');

const hasLastResort = ({ rows }: CompiledTable) => rows.at(-1)?.when.text.trim() === 'true';

function countOf(type: string, declared: readonly unknown[] = []): number {
  if (type === 'bool') return 2;
  return type === 'list<string>' && declared.length > 0 ? 2 ** declared.length : declared.length;
}

function valuesOf(type: string, declared: readonly (string | number)[] = []): readonly Fact[] {
  if (type === 'bool') return [true, false];
  return type === 'list<string>' && declared.length > 0 ? subsetsOf(declared.map(String)) : declared;
}

const subsetsOf = (values: readonly string[]): string[][] =>
  values.reduce<string[][]>((subsets, value) => subsets.flatMap((subset) => [subset, [...subset, value]]), [[]]);

function tryAll(table: CompiledTable, inputs: Inputs, report: Report): void {
  let told = 0;
  for (const combination of combinationsOf(inputs)) {
    const facts = nested(combination);
    const hits = table.rows.flatMap(({ when }, i) => (when.evaluate(facts).value ? [i + 1] : []));
    const where = combination.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ') || 'always';
    if (hits.length === 0) report([table.name], `a gap: no row hits where ${where}`);
    else if (hits.length === 1 || table.hit === 'first') continue;
    else report([table.name, 'rows', (hits[1] ?? 1) - 1], `an overlap: rows ${hits.join(' and ')} hit where ${where}`);
    told += 1;
    if (told === mostTold) return;
  }
}
