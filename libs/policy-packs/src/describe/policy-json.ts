import type { Clause } from '../policy.js';
import type { PackDescription } from './describe-pack.js';
import { entriesOf } from './entries.js';
import type { Entry } from './entry.js';

export interface ClauseInWords extends Clause {
  /** What the system does for it; nothing where no entry of the pack rests on it. */
  readonly does: readonly Omit<Entry, 'clauses'>[];
}

export interface PolicyJson extends Omit<PackDescription, 'clauses'> {
  /** In the order of the clause table. */
  readonly clauses: readonly ClauseInWords[];
}

/** The pack as it stands, and clause by clause what the system does for each. */
export const policyAsJson = (description: PackDescription): PolicyJson => ({
  ...description,
  clauses: clausesInWords(description),
});

export function clausesInWords(description: PackDescription): readonly ClauseInWords[] {
  const byClause = new Map<string, Omit<Entry, 'clauses'>[]>();
  for (const { clauses, ...entry } of entriesOf(description)) {
    for (const id of new Set(clauses)) byClause.set(id, [...(byClause.get(id) ?? []), entry]);
  }
  return description.clauses.map((clause) => ({ ...clause, does: byClause.get(clause.id) ?? [] }));
}
