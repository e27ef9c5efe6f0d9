import type { Policy } from '@probity/policy-packs';
import type { KnownHearing } from '../hearing.js';

/** What the notice of a decision is filled with. Nothing in it is of whoever reported. */
export const decisionValues = (
  { noted, finding, action }: KnownHearing,
  policy: Policy,
): Readonly<Record<string, string>> => ({
  reference: noted?.reference ?? '',
  findings: (finding?.findings ?? [])
    .map(
      ({ offence, outcome, reasons }) =>
        `- ${policy.offence(offence)?.title ?? offence}: ${outcome.replace('-', ' ')}. ${reasons}`,
    )
    .join('\n'),
  actions:
    action?.actions.length === 0
      ? 'No action is taken.'
      : (action?.actions ?? [])
          .map(({ title, parameters, words }) => `- ${[title, ...inWords({ ...parameters, ...words })].join('; ')}`)
          .join('\n'),
  rationale: action?.rationale ?? '',
});

const inWords = (parameters: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(parameters).map(([name, value]) => `${name}: ${value}`);
