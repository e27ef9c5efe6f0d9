import { dayOf, type Policy } from '@probity/policy-packs';
import { earliestDestruction } from '@probity/record/retention';
import { hearablesOf, isHeard, notedOf, wasFound, type CaseFile, type Retention } from './file.js';

type Rule = Retention['rule'];

const open = 'open';

/**
 * How long the record is kept: of the rows of the policy's table that hit, the one that keeps longest. A row whose clock
 * has not started keeps without an end. Pure.
 * @throws where no row hits, or one names a clock that a case file has not
 */
export const retentionOf = (file: CaseFile, policy: Policy): Retention => {
  // What has not ended, or nobody told where, is not destroyed before its time.
  const ended = { stage: open, ...endedFacts(file, policy) };
  const { rows } = policy.table('retention', { ...retentionFacts(file), ended });
  const clocks = clocksOf(file);
  const rules = rows.map(({ then, clauses, settings }) => {
    const keep = then['keep'] === null ? null : String(then['keep']);
    const from = String(then['from']);
    if (!isClock(from)) throw new Error(`no clock of a case file is called ${from}`);
    const startedAt = clocks[from];
    const earliest =
      startedAt === null || keep === null
        ? null
        : earliestDestruction({ keep, from: startedAt, timeZone: policy.timeZone });
    return { keep, from, startedAt, earliest, clauses: [...clauses], settings: [...settings] };
  });
  const [first, ...others] = rules;
  if (!first) throw new Error(`${policy.title} does not say how long this record is kept`);
  const rule = others.reduce(longer, first);
  return { earliest: rule.earliest, timeZone: policy.timeZone, rule, rules, why: whyOf(rule, policy) };
};

/**
 * How long it is kept where the policy has it destroyed at once, whether or not the case was closed: where it ended, the table
 * says `destroy: now`. Undefined where it does not, or nothing has ended.
 */
export const destroyedAtOnce = (file: CaseFile, policy: Policy): Retention | undefined => {
  const ended = endedFacts(file, policy);
  if (ended.stage === undefined) return undefined;
  const { rows } = policy.table('retention', { ...retentionFacts(file), ended });
  if (rows.length === 0 || !rows.every(({ then }) => then['destroy'] === 'now')) return undefined;
  return retentionOf(file, policy);
};

/** It came to an end after which the policy keeps it. */
export const goesOn = (file: CaseFile, policy: Policy): boolean =>
  endedFacts(file, policy).stage !== undefined && destroyedAtOnce(file, policy) === undefined;

export const retentionFacts = (file: CaseFile) => ({
  centreSanctioned: effectsOf(file).includes('centre-sanction'),
  certificatesInvalidated: notedOf(file, 'InvalidCertificatesNoted').length > 0,
  prosecution: hasProsecution(file),
});

/** How the matter ended: where it came to its end last, as far as that was told; and whether a breach was found, reviewed or not. */
const endedFacts = (file: CaseFile, policy: Policy): { readonly proven: boolean; readonly stage?: string } => {
  const ends = [
    ...notedOf(file, 'ReferralNoted').map(({ to, referredAt: at }) => ({ at, stage: stageBefore(to, policy) })),
    ...notedOf(file, 'DeskDecisionNoted').map(({ decidedAt: at }) => ({ at, stage: 'desk' })),
    ...notedOf(file, 'NoCaseNoted').flatMap(({ foundAt: at, stage }) => (stage === null ? [] : [{ at, stage }])),
  ].toSorted((a, b) => b.at.localeCompare(a.at));
  return { proven: wasFound(file), ...(ends[0] && { stage: ends[0].stage }) };
};

/** A case may be referred to an office that has a body convened: before which one is not told, and nothing has ended. */
const stageBefore = (to: string, policy: Policy): string => policy.bodies.find(({ name }) => name === to)?.form ?? open;

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
  /** It was decided what was found, or that there is nothing to answer. */
  readonly decided: string | null;
  /** The investigation was completed: its report signed off, or nothing found to answer. */
  readonly completed: string | null;
  /** The case and any appeals have been heard, in court too where it went there. */
  readonly heard: string | null;
}

const isClock = (name: string): name is keyof Clocks => ['completed', 'heard', 'decided'].includes(name);

/** Those who consider a case that was referred complete it: by their decision, or once all procedures are at an end. */
const byBody = (file: CaseFile): string | null =>
  notedOf(file, 'ReferralNoted').length === 0
    ? null
    : latest([
        ...notedOf(file, 'FindingNoted').map(({ reachedAt }) => reachedAt),
        ...notedOf(file, 'ActionNoted').map(({ decidedAt }) => decidedAt),
        ...notedOf(file, 'AppealDecisionNoted').map(({ decidedAt }) => decidedAt),
        ...notedOf(file, 'ProceduresCompletionNoted').map(({ completedAt }) => completedAt),
      ]);

const clocksOf = (file: CaseFile): Clocks => {
  const completed = latest([
    ...notedOf(file, 'FinalReportNoted').map(({ signedOffAt }) => signedOffAt),
    ...notedOf(file, 'NoCaseNoted').map(({ foundAt }) => foundAt),
    ...notedOf(file, 'DeskDecisionNoted').map(({ decidedAt }) => decidedAt),
    byBody(file),
  ]);
  const own = latest([
    ...notedOf(file, 'DeskDecisionNoted').map(({ decidedAt }) => decidedAt),
    ...notedOf(file, 'FindingNoted').map(({ reachedAt }) => reachedAt),
    ...notedOf(file, 'ActionNoted').map(({ decidedAt }) => decidedAt),
  ]);
  return {
    decided: latest([own, ...notedOf(file, 'NoCaseNoted').map(({ foundAt }) => foundAt)]),
    completed,
    heard: isHearingOpen(file)
      ? null
      : latest([
          own ?? completed,
          ...notedOf(file, 'AppealDecisionNoted').map(({ decidedAt }) => decidedAt),
          ...file.heard.map(({ heardAt }) => heardAt),
        ]),
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
  if (keep === null)
    return `Kept without an end: the policy leaves the period to ${settings.join(', ')}, which is not set. ${because}`;
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
