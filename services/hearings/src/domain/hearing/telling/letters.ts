import type { LetterItems } from '@probity/contracts';
import type { Policy } from '@probity/policy-packs';
import type { KnownHearing } from '../hearing.js';
import { knownOf, type Deciding } from '../rule.js';

/** What letters say of a hearing without being told: nobody says it otherwise. */
export const knownToLetters = (deciding: Deciding): LetterItems => {
  const known = knownOf(deciding);
  if (!known) return {};
  const { policy, given } = deciding;
  return {
    ...(known.noted && { reference: known.noted.reference }),
    ...dateOf(known, policy),
    ...decisionOf(known, policy),
    ...penaltyOf(known),
    ...appealOf(policy, given.at),
  };
};

const dateOf = ({ sitting: { date } }: KnownHearing, { timeZone }: Policy): LetterItems => {
  if (!date) return {};
  const as = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...format }).format(new Date(date.at));
  return {
    date: as({ dateStyle: 'full', timeStyle: 'short' }),
    time: as({ timeStyle: 'short' }),
    ...(date.place === null ? {} : { location: date.place }),
  };
};

const decisionOf = ({ finding, penalty }: KnownHearing, policy: Policy): LetterItems => {
  if (!finding) return {};
  const points = finding.findings.map(
    ({ offence, outcome }) => `${policy.offence(offence)?.title ?? offence}: ${inWords(outcome, policy)}.`,
  );
  const penalties = penalty ? [`The penalty: ${titlesOf(penalty).join('; ')}.`] : [];
  const category = finding.category;
  return {
    decision: [...points, ...penalties].join('\n'),
    breach: finding.proven ? 'A breach was found.' : 'No breach was found.',
    ...(category && finding.proven && { category: inWords(category, policy) }),
    'academic-judgment': 'Whether there was a breach is an academic judgment.',
    reasons: finding.findings.map(({ reasons }) => reasons).join('\n'),
    // Where nothing was found there are no penalty, no factors, and nothing follows from them.
    ...(!finding.proven && { ...nothingFound }),
  };
};

const nothingFound = {
  category: 'Nothing was found to be categorised.',
  penalty: 'There is no penalty.',
  factors: 'Nothing was found to be proven, so that there is nothing to weigh for a penalty.',
  consequences: 'Nothing follows from it for academic progress and achievement.',
};

const penaltyOf = ({ penalty }: KnownHearing): LetterItems => {
  if (!penalty) return {};
  const factors = Object.values(penalty.factors).filter((words) => words.trim() !== '');
  return {
    penalty: titlesOf(penalty).join('; '),
    ...(factors.length > 0 && { factors: factors.join('\n') }),
  };
};

const titlesOf = ({ actions }: NonNullable<KnownHearing['penalty']>): readonly string[] => [
  ...new Set(
    actions.map(({ title, parameters, words }) =>
      [title, ...Object.entries({ ...parameters, ...words }).map(([name, value]) => `${name}: ${value}`)].join('; '),
    ),
  ),
];

/** On which grounds, where the policy lists them; and the last day for it, counted from a letter that is sent now. */
const appealOf = (policy: Policy, at: string): LetterItems => {
  const by = policy.act('appeal.lodge')?.by;
  const grounds = policy.describe().choices['appeal-grounds']?.options ?? [];
  return {
    ...(by !== undefined && { 'appeal-deadline': policy.deadline(by, at).date }),
    ...(grounds.length > 0 && { appeal: `The grounds of an appeal: ${grounds.map(({ title }) => title).join('; ')}.` }),
  };
};

const inWords = (code: string, policy: Policy): string => policy.word(code) ?? code.replaceAll('-', ' ');
