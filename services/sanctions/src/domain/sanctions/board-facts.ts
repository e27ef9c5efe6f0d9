import { dayOf, type Policy } from '@probity/policy-packs';
import { currentCourse, hasPassed } from './course-facts.js';
import type { KnownSanctions } from './sanctions.js';

/** Days are those of the policy's time zone; without a policy, those of UTC. */
export interface Now {
  readonly at: string;
  readonly policy?: Policy | undefined;
}

/**
 * Whether boards had met by the day of the decision or, where a course was passed since, by that day: that says who acts. And
 * whether the one on awards has met since, to which what was decided is a recommendation. One that met before the work was
 * handed in met on something else.
 */
export const boardFacts = (known: KnownSanctions, now: Now) => {
  const { boards, consents } = known;
  const day = dayOfDecision(known, now);
  const ratified = day !== undefined && boards?.ratifiedOn != null && boards.ratifiedOn <= day;
  const awards = awardsBoards(known, now).some((met) => day !== undefined && met <= day);
  const isRecommended = known.decided?.actions.some(({ binds }) => binds === false) ?? false;
  return {
    ratified,
    met: isRecommended ? awards : ratified,
    metSince: isRecommended && metSince(known, now) !== undefined,
    actSooner: consents.some(({ actSooner }) => actSooner === true),
  };
};

export const noBoard = { ratified: false, met: false, metSince: false, actSooner: false } as const;

/** The first day after the decision on which the board on awards met. */
export const metSince = (known: KnownSanctions, now: Now): string | undefined => {
  const decidedOn = dayOfDecision(known, now);
  return awardsBoards(known, now).find((met) => decidedOn !== undefined && met > decidedOn && met <= today(now));
};

const awardsBoards = ({ awardsBoards: days, noted }: KnownSanctions, now: Now): readonly string[] => {
  const submittedAt = noted?.assessment?.submittedAt;
  const handedIn = submittedAt ? dayHere(submittedAt, now) : '';
  return days.filter((met) => met >= handedIn);
};

const dayOfDecision = (known: KnownSanctions, now: Now): string | undefined => {
  const course = currentCourse(known);
  const passedAt = course && hasPassed(course) ? course.reported.CoursePassed : undefined;
  return passedAt === undefined ? known.decided?.on : dayHere(passedAt, now);
};

const today = (now: Now): string => dayHere(now.at, now);
const dayHere = (at: string, { policy }: Now): string => dayOf(at, policy ?? { timeZone: 'UTC' });
