import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { EnterCourseResult } from './commands.js';
import { reports } from './course-events.js';
import { currentCourse } from './course-facts.js';
import { ended } from './course.js';
import { fact, knownOf, present, rule, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

const act = 'sanctions.enter-course-result';

/** A person enters what became of the course, where the learning system cannot tell, or told wrongly: how they know is kept. */
export const enterCourseResult = (
  command: EnterCourseResult & Given,
  sanctions: Sanctions,
  policy: Policy,
): Decision => {
  const { what, happenedAt, reason, at } = command;
  const known = knownOf(sanctions);
  const course = known && currentCourse(known);
  const type = reports[what];
  if (course && (course.reported[type] ?? 'never') === happenedAt) return [];
  const happened = Date.parse(happenedAt ?? '');
  const result = {
    ofCourse: course !== undefined,
    reasonGiven: reason.trim() !== '',
    dateFits:
      happenedAt === 'never' || (happened >= Date.parse(course?.notifiedAt ?? '') && happened <= Date.parse(at)),
  };
  const ruling = rule(act, { result }, command, sanctions, policy);
  const { number } = present(course, 'a course');
  const by = { reason, ruling: kept(ruling) };
  const event =
    happenedAt === 'never'
      ? fact('CourseReportTakenBack', { number, what: type, takenBackAt: at, ...by }, ruling)
      : fact(type, { number, happenedAt: present(happenedAt, 'a day'), receivedAt: at, ...by }, ruling);
  return ended([event], command, sanctions, ruling);
};
