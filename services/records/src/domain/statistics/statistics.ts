import type { CountedCase } from './counted-case.js';
import { suppressed, type Cell, type Told, type ToldCell } from './suppressed.js';

export interface Breaches {
  /** How many there are, and in how many cases. */
  readonly count: Told;
  readonly cases: Told;
  readonly byClause: readonly ToldCell[] | null;
}

/** Null in place of rows: there are too few cases to tell anything of them. */
export interface Statistics {
  readonly cases: Told;
  readonly byCategory: readonly ToldCell[] | null;
  readonly byLevel: readonly ToldCell[] | null;
  readonly byFaculty: readonly ToldCell[] | null;
  readonly byOutcome: readonly ToldCell[] | null;
  /** Calendar days from the report to the decision, of the cases that are decided. */
  readonly daysToDecision: { readonly cases: Told; readonly median: number | null };
  readonly breachesOfTimeLimits: Breaches;
  readonly otherBreaches: Breaches;
}

export interface YearTold extends Statistics {
  readonly year: string;
}

/**
 * Each year by itself, in order; one in which there was nothing is left out. There is no sum over years: no two numbers are of
 * periods of which one has a part of the other, and so no difference tells what was left out.
 */
export const byYear = (cases: readonly CountedCase[], below: number): readonly YearTold[] =>
  [...Map.groupBy(cases, ({ year }) => year)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([year, own]) => ({ year, ...statisticsOf(own, below) }));

/** What cases add up to, without small numbers: those below `below`. Pure. */
export const statisticsOf = (cases: readonly CountedCase[], below: number): Statistics => {
  const isFew = cases.length > 0 && cases.length < below;
  const by = (valueOf: (one: CountedCase) => string) => (isFew ? null : suppressed(cellsOf(cases.map(valueOf)), below));
  const byOutcome = by(({ outcome }) => outcome);
  return {
    cases: few(cases.length, below),
    byCategory: by(({ category }) => category),
    byLevel: by(({ level }) => level),
    byFaculty: by(({ faculty }) => faculty),
    byOutcome,
    daysToDecision: daysOf(cases, byOutcome, below),
    breachesOfTimeLimits: breachesOf(
      cases.map(({ late }) => late),
      below,
    ),
    otherBreaches: breachesOf(
      cases.map(({ otherwise }) => otherwise),
      below,
    ),
  };
};

const few = (count: number, below: number): Told => (count > 0 && count < below ? `<${below}` : count);

/** How many are decided says how many are open: it is told where that is. */
const daysOf = (
  cases: readonly CountedCase[],
  byOutcome: Statistics['byOutcome'],
  below: number,
): Statistics['daysToDecision'] => {
  const days = cases.flatMap((one) => one.days ?? []).toSorted((a, b) => a - b);
  const open = byOutcome?.find(({ value }) => value === 'open')?.count ?? 0;
  const isTold = byOutcome !== null && typeof open === 'number';
  const isEnough = days.length >= below;
  return {
    cases: isTold ? few(days.length, below) : '*',
    median: isEnough ? medianOf(days) : null,
  };
};

const medianOf = (sorted: readonly number[]): number => {
  const middle = Math.floor(sorted.length / 2);
  const [lower = 0, upper = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (lower + upper) / 2;
};

const breachesOf = (ofCases: readonly (readonly string[])[], below: number): Breaches => {
  const clauses = ofCases.flat();
  const withAny = ofCases.filter(({ length }) => length > 0).length;
  if (clauses.length > 0 && clauses.length < below) return { count: `<${below}`, cases: `<${below}`, byClause: null };
  const either = ofCases.length > 0 && ofCases.length < below ? null : suppressed(cellsOf(ofCases.map(hasAny)), below);
  const cases = either?.find(({ value }) => value === 'any')?.count ?? (withAny === 0 ? 0 : '*');
  return { count: clauses.length, cases, byClause: suppressed(cellsOf(clauses), below) };
};

const hasAny = ({ length }: readonly string[]): string => (length > 0 ? 'any' : 'none');

/** In the order of their codes. */
const cellsOf = (values: readonly string[]): readonly Cell[] =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, { length: count }]) => ({ value, count }))
    .toSorted((a, b) => (a.value < b.value ? -1 : 1));
