import type { EarlierOffence, KnownHearing } from './hearing.js';

/**
 * What rules may read of earlier offences: none was found after `at`. Until they were told here, nothing but whether the body has
 * been told of them.
 */
export const historyFacts = ({ history, historyReleased }: KnownHearing, at: string) => {
  const released = historyReleased !== null;
  if (!history) return { released };
  const offences = history.offences.filter(({ foundAt }) => Date.parse(foundAt) <= Date.parse(at));
  const isFound = offences.some(isAtLevel5Plus);
  const isKnown = isFound || offences.every(({ moduleLevel }) => moduleLevel !== null);
  return { released, careers: careersOf(offences), ...(isKnown && { breachAtLevel5Plus: isFound }) };
};

const careersOf = (offences: readonly EarlierOffence[]): readonly string[] => [
  ...new Set(offences.map(({ career }) => career)),
];

const isAtLevel5Plus = ({ moduleLevel }: EarlierOffence): boolean => (moduleLevel ?? 0) >= 5;
