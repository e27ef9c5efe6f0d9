import type { Condition, Outcome } from '../cel.js';
import { FactMissing, FactStrange, FactsUnusable, type Fact, type Facts, type TableRuling } from '../policy.js';

export type HitPolicy = 'unique' | 'first' | 'collect';

export interface CompiledTable {
  readonly name: string;
  readonly hit: HitPolicy;
  readonly rows: readonly {
    readonly when: Condition;
    readonly result: TableRuling['rows'][number];
  }[];
  /** By input: the only values that it may have. */
  readonly values: Readonly<Record<string, readonly (string | number)[]>>;
}

/** @throws where a value is not among those declared, and where not exactly one row hits a `unique` table */
export function decide(table: CompiledTable, facts: Facts): TableRuling {
  const read: Record<string, Fact> = {};
  const rows: TableRuling['rows'][number][] = [];
  for (const { when, result } of table.rows) {
    const outcome = evaluated(table, when, result.clauses, facts);
    Object.assign(read, outcome.read);
    if (outcome.value) rows.push(result);
    if (outcome.value && table.hit === 'first') break;
  }
  checkValues(table, read);
  const isUndecided = table.hit === 'collect' ? false : rows.length !== 1;
  if (isUndecided)
    throw new FactsUnusable(`${rows.length} rows of the table ${table.name} hit: ${JSON.stringify(read)}`);
  return { table: table.name, rows, read };
}

function evaluated({ name }: CompiledTable, when: Condition, clauses: readonly string[], facts: Facts): Outcome {
  try {
    return when.evaluate(facts);
  } catch (error) {
    if (error instanceof FactMissing)
      error.neededBy ??= { act: name, code: name, clauses, says: `The table ${name} turns on it.` };
    throw error;
  }
}

function checkValues({ name, values }: CompiledTable, read: Readonly<Record<string, Fact>>): void {
  for (const [input, declared] of Object.entries(values)) {
    const given = Object.hasOwn(read, input) ? [read[input]].flat() : [];
    const stranger = given.find((value) => !(declared as readonly unknown[]).includes(value));
    if (stranger !== undefined) throw new FactStrange(input, name, declared.map(String), stranger);
  }
}
