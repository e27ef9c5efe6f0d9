import { dayOf, type Policy } from '@probity/policy-packs';
import { deskDecisionOf, findingOf, isProven, notedOf, type CaseFile } from '../file/file.js';

/** What statistics know of a case: codes and numbers, and nothing that leads to it. */
export interface CountedCase {
  readonly institution: string;
  /** The calendar year of the report's receipt, where the policy is: `2026`. */
  readonly year: string;
  /** As it was found; else as it was decided alone, referred, or opened. */
  readonly category: string;
  readonly level: string;
  readonly faculty: string;
  readonly outcome: Outcome;
  /** Calendar days from the report to the decision, of a destroyed case about so many; null while there is none. */
  readonly days: number | null;
  /** Clauses that the institution did not keep, as often as it did not: on time limits, and others. */
  readonly late: readonly string[];
  readonly otherwise: readonly string[];
}

export type Outcome = 'open' | 'no-case' | 'not-proven' | 'proven';

export const notKnown = 'not-known';

/** Undefined while the case is not known to be opened. Pure. */
export const countedCaseOf = (file: CaseFile, policy: Policy): CountedCase | undefined => {
  const [opening] = notedOf(file, 'CaseOpeningNoted');
  if (!opening) return undefined;
  const received = dayOf(opening.reportReceivedAt, policy);
  const decidedAt = decisionOf(file);
  const breaches = notedOf(file, 'BreachesNoted').flatMap(({ clauses }) => clauses);
  const limits = clausesOfLimits(policy);
  return {
    institution: file.institution,
    year: received.slice(0, 4),
    category: categoryOf(file) ?? opening.classification,
    level: opening.level === null ? notKnown : String(opening.level),
    faculty: opening.faculty ?? notKnown,
    outcome: outcomeOf(file),
    days: decidedAt === undefined ? null : daysBetween(received, dayOf(decidedAt, policy)),
    late: breaches.filter((clause) => limits.has(clause)),
    otherwise: breaches.filter((clause) => !limits.has(clause)),
  };
};

const categoryOf = (file: CaseFile): string | undefined => {
  const referrals = notedOf(file, 'ReferralNoted').toSorted((a, b) => b.referredAt.localeCompare(a.referredAt));
  const said = [findingOf(file)?.category, deskDecisionOf(file)?.category, ...referrals.map((one) => one.category)];
  return said.find((category) => category) ?? undefined;
};

const outcomeOf = (file: CaseFile): Outcome => {
  if (findingOf(file) ?? deskDecisionOf(file)) return isProven(file) ? 'proven' : 'not-proven';
  return notedOf(file, 'NoCaseNoted').length > 0 ? 'no-case' : 'open';
};

/** When it was first decided, whatever an appeal changed. */
const decisionOf = (file: CaseFile): string | undefined => {
  const first = (instants: readonly string[]): string | undefined => instants.toSorted()[0];
  return (
    first(notedOf(file, 'FindingNoted').map(({ reachedAt }) => reachedAt)) ??
    first(notedOf(file, 'DeskDecisionNoted').map(({ decidedAt }) => decidedAt)) ??
    first(notedOf(file, 'NoCaseNoted').map(({ foundAt }) => foundAt))
  );
};

const day = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / day);

const limits = new WeakMap<Policy, ReadonlySet<string>>();

const clausesOfLimits = (policy: Policy): ReadonlySet<string> => {
  const known = limits.get(policy);
  if (known) return known;
  const found = new Set(Object.values(policy.describe().deadlines).flatMap(({ clauses = [] }) => clauses));
  limits.set(policy, found);
  return found;
};
