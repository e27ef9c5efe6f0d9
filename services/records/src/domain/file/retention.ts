import { dayOf, type Policy } from '@probity/policy-packs';
import { earliestDestruction } from '@probity/record/retention';
import { hearablesOf, isHeard, notedOf, type CaseFile, type Retention } from './file.js';

type Rule = Retention['rule'];

/**
 * How long the record is kept: of the rows of the policy's table that hit, the one that keeps longest. A row whose clock
 * has not started keeps without an end. Pure.
 * @throws where no row hits, or one names a clock that a case file has not
 */
export const retentionOf = (file: CaseFile, policy: Policy): Retention => {
  const { rows } = policy.table('retention', retentionFacts(file));
  const clocks = clocksOf(file);
  const rules = rows.map(({ then, clauses, settings }) => {
    const [keep, from] = [String(then['keep']), String(then['from'])];
    if (!isClock(from)) throw new Error(`no clock of a case file is called ${from}`);
    const startedAt = clocks[from];
    const earliest =
      startedAt === null ? null : earliestDestruction({ keep, from: startedAt, timeZone: policy.timeZone });
    return { keep, from, startedAt, earliest, clauses: [...clauses], settings: [...settings] };
  });
  const [first, ...others] = rules;
  if (!first) throw new Error(`${policy.title} does not say how long this record is kept`);
  const rule = others.reduce(longer, first);
  return { earliest: rule.earliest, timeZone: policy.timeZone, rule, rules, why: whyOf(rule, policy) };
};

export const retentionFacts = (file: CaseFile) => ({
  centreSanctioned: effectsOf(file).includes('centre-sanction'),
  certificatesInvalidated: notedOf(file, 'InvalidCertificatesNoted').length > 0,
  prosecution: hasProsecution(file),
});

const effectsOf = (file: CaseFile): readonly string[] => [
  ...notedOf(file, 'ActionNoted').flatMap(({ actions }) => actions.map(({ effect }) => effect)),
  ...notedOf(file, 'SanctionNoted').map(({ effect }) => effect),
];

const hasProsecution = (file: CaseFile): boolean => notedOf(file, 'ProsecutionNoted').length > 0;

const longer = (a: Rule, b: Rule): Rule => {
  if (a.earliest === null || b.earliest === null) return a.earliest === null ? a : b;
  return b.earliest > a.earliest ? b : a;
};

interface Clocks {
  /** The investigation was completed: its report signed off, or nothing found to answer. */
  readonly completed: string | null;
  /** The case and any appeals have been heard, in court too where it went there. */
  readonly heard: string | null;
}

const isClock = (name: string): name is keyof Clocks => name === 'completed' || name === 'heard';

const clocksOf = (file: CaseFile): Clocks => {
  const completed = latest([
    ...notedOf(file, 'FinalReportNoted').map(({ signedOffAt }) => signedOffAt),
    ...notedOf(file, 'NoCaseNoted').map(({ foundAt }) => foundAt),
  ]);
  const own = latest([
    ...notedOf(file, 'FindingNoted').map(({ reachedAt }) => reachedAt),
    ...notedOf(file, 'ActionNoted').map(({ decidedAt }) => decidedAt),
  ]);
  return {
    completed,
    heard: isHearingOpen(file) ? null : latest([own ?? completed, ...file.heard.map(({ heardAt }) => heardAt)]),
  };
};

/** Each appeal and each prosecution has been heard, or the clock has not started. */
const isHearingOpen = (file: CaseFile): boolean => hearablesOf(file).some((one) => !isHeard(file, one));

const latest = (instants: readonly (string | null)[]): string | null =>
  instants.reduce((last, next) => (last === null || (next !== null && next > last) ? next : last), null);

const whyOf = ({ keep, from, startedAt, earliest, clauses, settings }: Rule, policy: Policy): string => {
  const [clause] = clauses;
  const because = clause
    ? `${policy.clause(clause)?.requirement ?? clause} [${clauses.join(', ')}].`
    : settings
        .map((name) => `The policy states no period; the setting ${name} does. ${policy.setting(name).why}`)
        .join(' ');
  if (startedAt === null || earliest === null)
    return `Kept without an end: what starts the clock, "${from}", has not happened. ${because}`;
  return `Kept for ${inWords(keep)} from ${dayOf(startedAt, policy)} (${from}): not destroyed before ${earliest}. ${because}`;
};

const units: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day' };

/** `P5Y` as "5 years". */
const inWords = (duration: string): string =>
  [...duration.matchAll(/(\d+)([YMWD])/g)]
    .map(([, n, unit = '']) => `${n} ${units[unit]}${n === '1' ? '' : 's'}`)
    .join(', ');
