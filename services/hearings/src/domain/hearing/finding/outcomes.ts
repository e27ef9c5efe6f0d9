import type { Refusal } from '@probity/decider';
import { notAmong, type ChoiceOption, type Policy } from '@probity/policy-packs';
import type { SaidFinding } from './points.js';

const list = 'finding-outcomes';

/** What other services know every outcome by that is no breach, whatever the policy calls it. */
export const notShown = 'not-shown';

/** What the policy lets a finding come to; without a list of it nothing can be found. */
const outcomesOf = (policy: Policy): readonly ChoiceOption[] =>
  policy.facts(list) === undefined ? [] : policy.choices(list, {});

/** The findings by the policy's own codes, where it knows the word for it. */
export const inPolicysWords = (said: readonly SaidFinding[], policy: Policy): readonly SaidFinding[] => {
  const outcomes = outcomesOf(policy);
  return said.map((finding) => {
    const known = outcomes.find((one) => isMeant(one, finding.outcome));
    if (!known) return finding;
    return { ...finding, outcome: known.breach === true ? known.code : notShown };
  });
};

const isMeant = ({ code, synonyms }: ChoiceOption, word: string): boolean =>
  [code, ...synonyms].some((one) => plain(one) === plain(word));

const plain = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');

/** Nothing but a word of the policy says that there was a breach. */
export const unknownOutcomes = (said: readonly SaidFinding[], policy: Policy, act: string): readonly Refusal[] => {
  const outcomes = outcomesOf(policy);
  const { title = 'The policy', clauses = [] } = policy.describe().choices[list] ?? {};
  return said.flatMap(({ outcome }, at) =>
    outcomes.some((one) => isMeant(one, outcome))
      ? []
      : [
          {
            code: 'no-such-outcome',
            clauses: clauses.length > 0 ? clauses : (policy.act(act)?.clauses ?? []),
            field: `/findings/${at}/outcome`,
            ...notAmong(title, outcome, outcomes),
          },
        ],
  );
};
