import type { Clause } from '../policy.js';
import type { Citation } from './citations.js';
import { isOperational } from './prove.js';
import { SYSTEM_FILE, type SystemRow } from './system-rows.js';

/** An operational clause, and what holds it. */
export interface Held {
  readonly clause: string;
  readonly force: string;
  readonly rules: readonly string[];
  /** Those that passed and go red without it, and those that show that the system keeps it. */
  readonly tests: readonly string[];
  /** Passed and name it, and need not rest on it. */
  readonly others: readonly string[];
  /** Why it is not held; empty where it is. */
  readonly wants: string;
  readonly by: 'rule' | 'act-alone' | 'system' | 'nothing';
}

/** A jest run as it writes itself. */
export interface JestRun {
  readonly testResults: readonly {
    /** The path of the file. */
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly fullName: string;
    }[];
  }[];
}

export interface Conformance {
  readonly clauses: readonly Held[];
  readonly held: number;
  /** Of those, the ones that no rule, row, item, field or step rests on: only acts as a whole do. */
  readonly heldByActAlone: number;
  readonly heldBySystem: number;
  /** `must`, and nothing in the pack cites it. */
  readonly mustWithoutRule: readonly string[];
  /** Clauses that a test names and the table does not have. */
  readonly unknown: readonly string[];
}

export interface Findings {
  readonly clauses: Iterable<Clause>;
  readonly citations: readonly Citation[];
  readonly system: readonly SystemRow[];
  readonly run: JestRun;
  /** What precedes the titles of the pack's tests by clause in the run: `tennis-club 1982`. */
  readonly suite: string;
  /** By clause, the titles that went red without it. */
  readonly proved: Readonly<Record<string, readonly string[]>>;
  /** What this policy's clauses begin with. */
  readonly prefix: string;
}

/** So many clauses of a policy may be kept by the system where no rule can hold them. */
export const MOST_BY_SYSTEM = 15;

/** Which operational clauses (every force but `guidance`) are held. */
export function conformance(findings: Findings): Conformance {
  const known = [...findings.clauses];
  const passed = passedIn(findings.run);
  const clauses = known.filter(isOperational).map((clause) => holding(clause, findings, passed));
  const held = clauses.filter(({ by }) => by !== 'nothing');
  const ids = new Set(known.map(({ id }) => id));
  const unknown = passed.flatMap((test) => test.clauses).filter((id) => id.startsWith(findings.prefix) && !ids.has(id));
  return {
    clauses,
    held: held.length,
    heldByActAlone: held.filter(({ by }) => by === 'act-alone').length,
    heldBySystem: held.filter(({ by }) => by === 'system').length,
    mustWithoutRule: clauses.filter(({ force, rules }) => force === 'must' && !rules.length).map((one) => one.clause),
    unknown: [...new Set(unknown)],
  };
}

interface Passed {
  readonly file: string;
  readonly title: string;
  readonly fullName: string;
  readonly clauses: readonly string[];
}

const cited = /\[([A-Za-z]+[-/][A-Za-z0-9./-]+)\]/g;

const passedIn = ({ testResults }: JestRun): readonly Passed[] =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed')
      .map(({ title, fullName }) => ({
        file: name.replaceAll('\\', '/'),
        title,
        fullName,
        clauses: [...fullName.matchAll(cited)].map(([, id]) => id ?? ''),
      })),
  );

function holding(
  { id, force }: Clause,
  { citations, system, suite, proved }: Findings,
  passed: readonly Passed[],
): Held {
  const places = citations.filter(({ clause }) => clause === id);
  const rules = places.filter(({ place }) => !place.startsWith(SYSTEM_FILE));
  const red = (proved[id] ?? []).map((title) => `${suite} ${title}`);
  const counting = red.filter((name) => passed.some(({ fullName }) => fullName === name));
  const shown = system.filter(({ clauses }) => clauses.includes(id)).map((row) => shownBy(row.tests, passed));
  const missing = shown.flatMap((row) => row.missing);
  const bySystem = shown.some((row) => row.missing.length === 0);
  const by = counting.length > 0 && rules.length > 0 ? byRules(rules) : bySystem ? 'system' : 'nothing';
  const tests = [...counting, ...shown.flatMap(({ found }) => found)];
  const naming = passed.filter(({ clauses }) => clauses.includes(id)).map(({ fullName }) => fullName);
  return {
    clause: id,
    force,
    rules: places.map(({ place }) => place),
    tests,
    others: naming.filter((name) => !tests.includes(name)),
    by,
    wants: by === 'nothing' ? wanting(places, red, missing) : '',
  };
}

const byRules = (rules: readonly Citation[]) => (rules.every(({ isActsOwn }) => isActsOwn) ? 'act-alone' : 'rule');

function wanting(places: readonly Citation[], red: readonly string[], missing: readonly string[]): string {
  if (places.length === 0) return 'nothing in the pack cites it';
  if (missing.length > 0) return `no such test passed: ${missing.join('; ')}`;
  return red.length === 0 ? 'no test is proved to rest on it' : 'the tests that rest on it did not pass';
}

/** Each test as it is named, with its file: whether it is among those that passed. The clauses in its title need not be told. */
function shownBy(tests: readonly string[], passed: readonly Passed[]) {
  const isThere = (named: string) => {
    const [, path = '', title = ''] = /^(\S+\.spec\.ts)\s+(.+)$/.exec(named) ?? [];
    const isNamed = ({ file, ...names }: Passed) =>
      file.endsWith(`/${path}`) && [names.title, names.fullName].map(untagged).includes(untagged(title));
    return passed.some(isNamed);
  };
  return { found: tests.filter(isThere), missing: tests.filter((named) => !isThere(named)) };
}

const untagged = (title: string) => title.replaceAll(cited, '').trim();
