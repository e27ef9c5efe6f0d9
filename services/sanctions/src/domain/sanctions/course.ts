import { toldBy } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { NoteCourseReported, NoteCourseTime, NoteLearningSystem } from './commands.js';
import { after } from './completion.js';
import { reports, type Course } from './course-events.js';
import { courseFacts, currentCourse, hasPassed, isCourse } from './course-facts.js';
import { instructed } from './instructions.js';
import { boardFacts } from './board-facts.js';
import { isBinding } from './facts.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { KnownSanctions, Sanctions } from './sanctions.js';

interface Rested {
  readonly authority: readonly string[];
}

/** The events, and that a course is given, once it binds and the student has been told. */
export const withCourses = (events: Decision, { at }: Given, sanctions: Sanctions, policy: Policy): Decision => {
  const known = knownOf(after(events, sanctions));
  if (!known?.decided || known.noted?.subject.kind !== 'student') return events;
  const { key: decision, actions } = known.decided;
  const isGiven = (index: number) => known.courses.some((one) => one.decision === decision && one.index === index);
  const ripe = actions.flatMap((action, index) => {
    const { after: step = '', within = '' } = action;
    const isTold = step === '' || known.steps.names.includes(step);
    if (!isCourse(action) || !isBinding(known, action) || !isTold || isGiven(index)) return [];
    const notifiedAt = String(toldBy(known.steps, step)['at'] ?? at);
    const { date: dueOn, endsAt, clauses } = policy.deadline(within, notifiedAt);
    return [{ decision, index, notifiedAt, dueOn, endsAt, clauses: [...clauses] }];
  });
  const courses = ripe.map((one, place) => {
    const data = { number: known.courses.length + 1 + place, ...one };
    return fact('CourseGiven', data, { authority: one.clauses });
  });
  return [...events, ...courses];
};

const courseOf = (sanctions: Sanctions, number: number): Course | undefined =>
  knownOf(sanctions)?.courses.find((one) => one.number === number);

/** What became of telling the learning system: it took note, or has not so often that a person must see to it. */
export const noteLearningSystem = (command: NoteLearningSystem & Given, sanctions: Sanctions): Decision => {
  const { number, attempts, error, at } = command;
  const course = courseOf(sanctions, number);
  if (!course || course.toldAt || course.withdrawn) return [];
  const authority = { authority: [] };
  if (error === null) return [fact('LearningSystemTold', { number, attempts, toldAt: at }, authority)];
  return course.unreached ? [] : [fact('LearningSystemUnreached', { number, attempts, error, triedAt: at }, authority)];
};

/**
 * What the learning system tells, once each. It may come late, or before what happened earlier. That the same happened at another
 * time corrects what was told: what was told last holds.
 */
export const noteCourseReported = (
  command: NoteCourseReported & Given,
  sanctions: Sanctions,
  policy: Policy,
): Decision => {
  const { number, what, happenedAt, message, at } = command;
  const course = courseOf(sanctions, number);
  const type = reports[what];
  if (!course || course.reported[type] === happenedAt) return [];
  const rested = { authority: clausesOf(sanctions, course, policy) };
  const noted = fact(type, { number, happenedAt, receivedAt: at, message }, rested);
  return ended([noted], command, sanctions, rested);
};

export const noteCourseTime = (command: NoteCourseTime & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const course = courseOf(sanctions, command.number);
  if (!course || course.expired || course.withdrawn || Date.parse(command.at) <= Date.parse(course.endsAt)) return [];
  const data = { number: course.number, endedAt: course.endsAt };
  return [fact('CourseTimeExpired', data, { authority: clausesOf(sanctions, course, policy) })];
};

const clausesOf = (sanctions: Sanctions, { decision, index }: Course, policy: Policy): readonly string[] => {
  const { decided = null } = knownOf(sanctions) ?? {};
  const action = decided?.key === decision ? decided.actions[index] : undefined;
  return action?.confirmed === undefined ? [] : (policy.step(action.confirmed)?.clauses ?? []);
};

/** The events, and what follows from them where a step among them confirms how the course ended. */
export const settled = (events: Decision, command: Given, sanctions: Sanctions, policy: Policy): Decision => {
  const known = knownOf(after(events, sanctions));
  const course = known && currentCourse(known);
  const [recorded] = events;
  if (!known || !course || recorded?.type !== 'StepRecorded') return events;
  if (known.decided?.actions[course.index]?.confirmed !== recorded.data.step) return events;
  const [row] = policy.table('course-outcome', {
    course: courseFacts(known),
    board: boardFacts(known, { at: command.at, policy }),
  }).rows;
  if (!row) return events;
  const { mark, after: step, from, spent: _, ...others } = row.then;
  const said = Object.entries(others).filter((one): one is [string, string | number | boolean] => isSimple(one[1]));
  const data = {
    ...{ number: course.number, passed: hasPassed(course), mark: String(mark), with: Object.fromEntries(said) },
    ...{ after: String(step ?? ''), from: String(from ?? ''), clauses: [...row.clauses], confirmedAt: command.at },
  };
  const rested = { authority: row.clauses };
  const confirmed = [...events, fact('CourseOutcomeConfirmed', data, rested)];
  return instructed(ended(confirmed, command, sanctions, rested), command, sanctions, policy);
};

const isSimple = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/**
 * The events, and that the course has ended, where they change that: it is passed as it is told, and else as it is confirmed, or
 * where it was told to be passed and that is taken back.
 */
export const ended = (events: Decision, { at }: Given, sanctions: Sanctions, rested: Rested): Decision => {
  const known = knownOf(after(events, sanctions));
  const course = known && currentCourse(known);
  if (!known || !course || (!hasPassed(course) && !course.confirmed && !course.ended)) return events;
  const passed = hasPassed(course);
  if (course.ended?.passed === passed) return events;
  const data = { number: course.number, passed, standardPenaltyOpen: mayTryAgain(known), endedAt: at };
  return [...events, fact('CourseEnded', data, rested)];
};

/** As far as the register says. */
const mayTryAgain = ({ noted }: KnownSanctions): boolean => {
  const { attempt = null, attemptsAllowed = null } = noted?.assessment ?? {};
  return attempt === null || attemptsAllowed === null || attempt < attemptsAllowed;
};
