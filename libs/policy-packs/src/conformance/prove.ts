import type { PackInParts } from '../compile/pack-in-parts.js';
import type { Clause, Policy } from '../policy.js';

/** A test of some clauses on a policy, which throws where the policy is not as they say. */
export interface ClauseCheck {
  readonly clauses: readonly string[];
  /** Unlike any other of the pack. */
  readonly title: string;
  readonly check: (policy: Policy) => unknown;
}

/** What the tests of one operational clause do on the pack without it, by title. */
export interface ProvedClause {
  readonly clause: string;
  readonly red: readonly string[];
  /** They rest on something else, or on nothing. */
  readonly green: readonly string[];
}

export interface Proof {
  /** In the order of the clause table. */
  readonly clauses: readonly ProvedClause[];
  /** What is wrong with the tests themselves; then nothing is proved. */
  readonly errors: readonly string[];
}

export const isOperational = ({ force }: Pick<Clause, 'force'>): boolean => force !== 'guidance';

/** Runs the tests of each operational clause on the pack without it: only those that go red then count for it. */
export function prove(tests: readonly ClauseCheck[], pack: PackInParts): Proof {
  const onWhole = tests.map((test) => ({ test, failure: failureOf(test.check, pack.whole) }));
  const broken = onWhole.filter(({ failure }) => failure !== undefined);
  const sound = tests.filter((test) => !broken.some((one) => one.test === test));
  const clauses = pack.clauses.filter(isOperational).map(({ id }) => {
    const own = sound.filter((test) => test.clauses.includes(id));
    const without = own.length > 0 ? pack.without(id) : undefined;
    const red = own.filter(({ check }) => without === undefined || failureOf(check, without) !== undefined);
    const green = own.filter((test) => !red.includes(test));
    return { clause: id, red: titlesOf(red), green: titlesOf(green) };
  });
  const told = broken.map(({ test, failure }) => `${test.title}: fails on the whole pack: ${failure}`);
  return { clauses, errors: [...misnamed(pack.clauses, tests), ...told] };
}

const titlesOf = (tests: readonly ClauseCheck[]) => tests.map(({ title }) => title);

function misnamed(known: readonly Clause[], tests: readonly ClauseCheck[]): readonly string[] {
  const ids = new Set(known.map(({ id }) => id));
  const titles = titlesOf(tests);
  return [
    ...tests.flatMap(({ title, clauses }) =>
      clauses.filter((id) => !ids.has(id)).map((id) => `${title}: there is no clause ${id}`),
    ),
    ...titles.filter((title, i) => titles.indexOf(title) < i).map((title) => `${title}: stands twice`),
  ];
}

/** Undefined where it passes. */
function failureOf(check: ClauseCheck['check'], policy: Policy): string | undefined {
  try {
    const result = check(policy);
    if (!(result instanceof Promise)) return undefined;
    result.catch(() => undefined);
    return 'a check waits for nothing';
  } catch (error) {
    return String(error).split('\n')[0];
  }
}
