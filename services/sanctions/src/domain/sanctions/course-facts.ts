import type { Course, CourseReported } from './course-events.js';
import type { DecidedAction } from './decided.js';
import type { KnownSanctions } from './sanctions.js';

export const isCourse = ({ via }: DecidedAction): boolean => via === 'course';

/** The course of what holds now; undefined while none was given. */
export const currentCourse = ({ decided, courses }: KnownSanctions): Course | undefined =>
  courses.find(({ decision }) => decision === decided?.key);

/** What happened after the last day did not happen in time. */
const inTime = ({ reported, endsAt }: Course, ...types: readonly CourseReported[]): boolean =>
  types.some((type) => Date.parse(reported[type] ?? '') <= Date.parse(endsAt));

export const hasPassed = (course: Course): boolean => inTime(course, 'CoursePassed');

/** How it ended was confirmed, and nothing told since says otherwise. */
export const isSettled = (course: Course): boolean => course.confirmed?.passed === hasPassed(course);

/** Whoever passed or failed has reached the test, and whoever reached the test has opened the course, whether that was told or not. */
export const courseFacts = (known: KnownSanctions) => {
  const course = currentCourse(known);
  if (!course) return noCourse;
  const failed = inTime(course, 'CourseFailed');
  return {
    notifiedAt: course.notifiedAt,
    opened: inTime(course, 'CourseOpened', 'CourseTestAccessed', 'CoursePassed', 'CourseFailed'),
    testAccessed: inTime(course, 'CourseTestAccessed', 'CoursePassed', 'CourseFailed'),
    passed: hasPassed(course),
    expired: course.expired,
    over: course.expired || failed,
    settled: isSettled(course),
    undelivered: course.unreached !== null,
  };
};

export const noCourse = {
  ...{ opened: false, testAccessed: false, passed: false, expired: false, over: false },
  ...{ settled: false, undelivered: false },
} as const;
