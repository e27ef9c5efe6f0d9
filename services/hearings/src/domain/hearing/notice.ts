import type { Refusal } from '@probity/decider';
import type { NoticeDefinition, Policy } from '@probity/policy-packs';
import type { KnownHearing } from './hearing.js';

export interface Composed {
  readonly text: string;
  /** One for each item that the notice must hold and that has nothing in it. */
  readonly refusals: readonly Refusal[];
}

/** The institution's words with the values in their places: `{{findings}}`. */
export const compose = (
  { title, template, items }: NoticeDefinition,
  values: Readonly<Record<string, string>>,
): Composed => {
  const places = [...template.matchAll(/\{\{([a-z-]+)\}\}/g)].map(([, place]) => place ?? '');
  const empty = items.filter(({ code }) => places.includes(code) && (values[code] ?? '').trim() === '');
  return {
    text: template.replace(/\{\{([a-z-]+)\}\}/g, (_, place: string) => values[place] ?? ''),
    refusals: empty.map(({ code, says, clauses }) => ({
      code: `missing-${code}`,
      clauses,
      says: `${title} must contain: ${says}`,
    })),
  };
};

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
  actions: (action?.actions ?? [])
    .map(({ title, parameters, words }) => `- ${[title, ...inWords({ ...parameters, ...words })].join('; ')}`)
    .join('\n'),
  rationale: action?.rationale ?? '',
});

const inWords = (parameters: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(parameters).map(([name, value]) => `${name}: ${value}`);
