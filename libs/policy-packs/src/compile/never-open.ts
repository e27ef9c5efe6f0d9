import { leavesOf } from '../cel.js';
import type { CompiledRule } from '../engine/ruling.js';
import type { PackFiles } from '../load/pack-files.js';
import type { FactTypes } from '../policy.js';
import { combinationsOf, nested } from './combinations.js';

const mostFacts = 10;

/** Whether no facts open all the gates that no reason opens: decided where they read only what is so or is not. */
export function neverOpen(gates: readonly CompiledRule[], types: FactTypes): boolean {
  const closing = gates.filter(({ words }) => words.force === 'must').map(({ condition }) => condition);
  const names = [...new Set(closing.flatMap((condition) => condition.names))];
  const booleans = new Set(leavesOf(types).flatMap(({ name, type }) => (type === 'bool' ? [name] : [])));
  if (closing.length === 0 || names.length > mostFacts || !names.every((name) => booleans.has(name))) return false;
  for (const combination of combinationsOf(names.map((name) => ({ name, values: [true, false] })))) {
    const facts = nested(combination);
    if (closing.every((condition) => condition.evaluate(facts).value)) return false;
  }
  return true;
}

/** Reports a penalty of a group that no table chooses, and that no rule of its own opens either. */
export function reportUnchosenGroups({ tariffs, tables }: PackFiles): void {
  if (tariffs === undefined || tables === undefined) return;
  const rows = Object.values(tables.value).flatMap((table) => table.rows);
  const chosen = new Set<unknown>(rows.flatMap(({ then }) => Object.values(then).flat()));
  for (const [name, { options }] of Object.entries(tariffs.value)) {
    options.forEach(({ group, open }, i) => {
      if (group === undefined || chosen.has(group) || open.length > 0) return;
      tariffs.report([name, 'options', i, 'group'], `no table gives the group ${group}, and no rule opens the penalty`);
    });
  }
}
