import type { Clause } from '../policy.js';
import type { Citation } from './citations.js';

/** An operational clause, what of the pack holds it, and which passed tests name it. */
export interface Held {
  readonly clause: string;
  readonly rules: readonly string[];
  readonly tests: readonly string[];
  /** Of the pack, only acts as a whole rest on it. */
  readonly byActAlone: boolean;
}

/** A jest run as it writes itself. */
export interface JestRun {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export interface Conformance {
  readonly clauses: readonly Held[];
  /** Held by a rule and by a passed test. */
  readonly held: number;
  /** Of those, the ones that no rule, row, item, field or step rests on: only acts as a whole do. */
  readonly heldByActAlone: number;
  /** Clauses that a test names and the catalogue does not have. */
  readonly unknown: readonly string[];
}

const cited = /\[([A-Za-z]+[-/][A-Za-z0-9./-]+)\]/g;

/** Which operational clauses (every force but `guidance`) are held. `prefix` tells this policy's clauses from others'. */
export const conformance = (
  clauses: Iterable<Clause>,
  citations: readonly Citation[],
  run: JestRun,
  prefix: string,
): Conformance => {
  const known = [...clauses];
  const passed = run.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed')
    .map(({ fullName }) => ({ fullName, clauses: [...fullName.matchAll(cited)].map(([, id]) => id ?? '') }));
  const operational = known
    .filter(({ force }) => force !== 'guidance')
    .map(({ id }) => {
      const own = citations.filter(({ clause }) => clause === id);
      return {
        clause: id,
        rules: own.map(({ place }) => place),
        tests: passed.filter((test) => test.clauses.includes(id)).map(({ fullName }) => fullName),
        byActAlone: own.length > 0 && own.every(({ isActsOwn }) => isActsOwn),
      };
    });
  const held = operational.filter(({ rules, tests }) => rules.length > 0 && tests.length > 0);
  const ids = new Set(known.map(({ id }) => id));
  const unknown = passed.flatMap((test) => test.clauses).filter((id) => id.startsWith(prefix) && !ids.has(id));
  return {
    clauses: operational,
    held: held.length,
    heldByActAlone: held.filter(({ byActAlone }) => byActAlone).length,
    unknown: [...new Set(unknown)],
  };
};
