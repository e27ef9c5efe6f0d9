import { FactMissing, type Policy } from '@probity/policy-packs';
import type { RecordedOffence } from './subject.js';

/** Those for whom an offence is to be looked at: by the policy of the case that is considered, and whom it is about. */
export interface Considering {
  readonly policy: Policy;
  /** Level on which the student is registered, in that case; null: not told. */
  readonly registeredLevel: number | null;
}

type Counted = Omit<RecordedOffence, 'setAside'>;

/** Where the level on which the student is registered was not told, it may be that nobody knows. */
export type Standing = 'spent' | 'unspent' | 'unknown';

/**
 * Whether an offence is spent, by the policy's table `offence-standing`: none is where there is no such table, or where nobody
 * told the level of its module.
 * @param all those on record, the earliest first
 */
export const standingOf = (
  offence: Counted,
  all: readonly Counted[],
  { policy, registeredLevel }: Considering,
): Standing => {
  const { category, moduleLevel, course } = offence;
  if (moduleLevel === null || !policy.tables.includes('offence-standing')) return 'unspent';
  const first = all.find((one) => one.category === category && (one.moduleLevel ?? 0) >= degreeLevel);
  const facts = {
    offence: {
      ...{ category, moduleLevel, firstAtLevel5Plus: first?.case === offence.case },
      ...{ coursePassed: course?.passed ?? false, standardPenaltyOpen: course?.standardPenaltyOpen ?? false },
    },
    student: registeredLevel === null ? {} : { startedLevel5: registeredLevel >= degreeLevel },
  };
  try {
    return policy.table('offence-standing', facts).rows.some(({ then }) => then['spent'] === true)
      ? 'spent'
      : 'unspent';
  } catch (error) {
    if (error instanceof FactMissing) return 'unknown';
    throw error;
  }
};

/** As the facts of that table are named. */
const degreeLevel = 5;
