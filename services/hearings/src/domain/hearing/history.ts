import type { EarlierOffence, KnownHearing } from './hearing.js';

/**
 * What is on record from before this hearing: of several breaches that are found at one hearing, none is an earlier offence of
 * the others, whichever is found first.
 */
export const earlierOffences = (
  { history, sitting, finding }: Pick<KnownHearing, 'history' | 'sitting' | 'finding'>,
  at: string,
): readonly EarlierOffence[] => {
  const begun = sitting.opened?.openedAt ?? finding?.reachedAt;
  return (history?.offences ?? []).filter(
    ({ foundAt }) =>
      Date.parse(foundAt) <= Date.parse(at) && (begun === undefined || Date.parse(foundAt) < Date.parse(begun)),
  );
};

/**
 * What rules may read of earlier offences: none was found after `at`. Until they were told here, nothing but whether the body has
 * been told of them.
 */
export const historyFacts = (hearing: KnownHearing, at: string) => {
  const released = hearing.historyReleased !== null;
  if (!hearing.history) return { released };
  const offences = earlierOffences(hearing, at);
  const isFound = offences.some(isAtLevel5Plus);
  const isKnown = isFound || offences.every(({ moduleLevel }) => moduleLevel !== null);
  return { released, careers: careersOf(offences), ...(isKnown && { breachAtLevel5Plus: isFound }) };
};

/** Whether it is spent cannot be told of one of them. */
export const isStandingUnknown = (hearing: KnownHearing, at: string): boolean =>
  earlierOffences(hearing, at).some(({ standingUnknown }) => standingUnknown === true);

const careersOf = (offences: readonly EarlierOffence[]): readonly string[] => [
  ...new Set(offences.map(({ career }) => career)),
];

const isAtLevel5Plus = ({ moduleLevel }: EarlierOffence): boolean => (moduleLevel ?? 0) >= 5;
