import { currentCourse, hasPassed } from './course-facts.js';
import type { KnownSanctions } from './sanctions.js';

/**
 * Whether boards had met by the day of the decision or, where a course was passed since, by that day. One on awards that met
 * before the work was handed in met on something else.
 */
export const boardFacts = (known: KnownSanctions) => {
  const { boards, decided, noted, consents } = known;
  const course = currentCourse(known);
  const passedAt = course && hasPassed(course) ? course.reported.CoursePassed : undefined;
  const day = passedAt?.slice(0, 10) ?? decided?.on;
  const handedIn = noted?.assessment?.submittedAt?.slice(0, 10) ?? '';
  const { ratifiedOn = null, awardsBoardOn = null } = boards ?? {};
  const ratified = ratifiedOn !== null && day !== undefined && ratifiedOn <= day;
  const awards = awardsBoardOn !== null && day !== undefined && awardsBoardOn <= day && awardsBoardOn >= handedIn;
  const isRecommended = decided?.actions.some(({ binds }) => binds === false) ?? false;
  return {
    ratified,
    met: isRecommended ? awards : ratified,
    actSooner: consents.some(({ actSooner }) => actSooner === true),
  };
};

export const noBoard = { ratified: false, met: false, actSooner: false } as const;
