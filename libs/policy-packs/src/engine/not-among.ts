import type { Refusal } from '@probity/decider';

/** Of what there is: its code, and what the institution calls it. */
export interface Known {
  readonly code: string;
  readonly title: string;
}

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** What a refusal of an unknown code says: what there is instead, with the titles in `facts.known`. */
export const notAmong = (
  title: string,
  code: string,
  known: readonly Known[],
): Required<Pick<Refusal, 'says' | 'facts'>> => {
  const codes = known.map((one) => one.code);
  const instead = codes.length === 0 ? '' : ` There ${codes.length === 1 ? 'is' : 'are'} ${listed.format(codes)}.`;
  return {
    says: `${title} has no ${code}.${instead}`,
    facts: { known: Object.fromEntries(known.map((one) => [one.code, one.title])) },
  };
};
