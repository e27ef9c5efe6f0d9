import type { Policy } from '@probity/policy-packs';
import type { OwnPart } from '@probity/shell';
import { currentCourse, hasPassed } from './domain/sanctions/course-facts.js';
import type { Sanctions } from './domain/sanctions/sanctions.js';

/** The course that the student was told of. */
export const ownPart = (state: Sanctions, _policy: Policy): OwnPart => {
  const course = state.status === 'none' ? undefined : currentCourse(state);
  if (!course) return {};
  const { dueOn, endsAt, expired, withdrawn, notifiedAt } = course;
  return {
    stage: { is: 'course', since: notifiedAt },
    course: { dueOn, endsAt, passed: hasPassed(course), over: expired, withdrawn: withdrawn !== null },
  };
};
