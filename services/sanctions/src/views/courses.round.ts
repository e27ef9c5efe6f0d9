import { derivedId } from '@probity/messaging';
import { each, isDestroyed, type Round, type ServiceContext } from '@probity/shell';
import { inLanes } from '../learning/lanes.js';
import { attemptsBeforeWork, pauseAfter } from '../learning/retrying.js';
import { send, type OutgoingMessage } from '../learning/sending.js';
import { bySystem } from '../reactions/by-system.js';
import { sanctionsSubject } from '../subjects.js';
import type { CourseRow } from './course.row.js';

/**
 * Tells learning systems of courses, each system one message after the other, until it is taken. A row is taken for a minute
 * while its message is sent, so that several processes send it once; one that ends before it could note what became of it is
 * followed by the same message again, under the same id.
 */
export const coursesRound = (sanctions: ServiceContext): Round => ({
  name: 'courses',
  every: 1_000,
  act: (signal) =>
    inLanes(
      () => waitingInstitutions(sanctions),
      (institution) => tellNext(sanctions, institution),
      signal,
    ),
});

/** Notes when the last day of a course is over, whatever a learning system does. */
export const courseTimesRound = (sanctions: ServiceContext): Round => ({
  name: 'course times',
  every: 1_000,
  act: (signal) => noteExpired(sanctions, signal),
});

const waitingInstitutions = async ({ views }: ServiceContext): Promise<readonly string[]> => {
  const rows = await views.query<{ institution: string }[]>(
    'SELECT DISTINCT institution FROM courses_v1 WHERE NOT told AND NOT void AND next_try <= now()',
  );
  return rows.map(({ institution }) => institution);
};

/** One that cannot be told for a reason of ours is left until its minute is over: those behind it are not held up. */
const tellNext = async (sanctions: ServiceContext, institution: string): Promise<boolean> => {
  const [[row]] = await sanctions.views.query<[CourseRow[], number]>(
    `UPDATE courses_v1 SET next_try = now() + interval '1 minute', tried = tried OR $2 WHERE position =
       (SELECT position FROM courses_v1 WHERE institution = $1 AND NOT told AND NOT void AND next_try <= now()
        ORDER BY next_try, position LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING position, id, institution, case_id, number, attempts, given_at, withdrawn`,
    [institution, sanctions.chosen.learningSystems[institution] !== undefined],
  );
  if (!row) return false;
  try {
    const message = await messageOf(sanctions, row);
    if (message === 'void')
      await sanctions.views.query('UPDATE courses_v1 SET void = true WHERE id = $1 AND withdrawn = $2', [
        ...[row.id, row.withdrawn],
      ]);
    else await tell(sanctions, row, message);
  } catch (error) {
    await sanctions.views.query(`UPDATE courses_v1 SET error = 'unknown' WHERE id = $1`, [row.id]);
    throw error;
  }
  return true;
};

const tell = async (sanctions: ServiceContext, row: CourseRow, message: OutgoingMessage): Promise<void> => {
  const system = sanctions.chosen.learningSystems[row.institution];
  const error = system === undefined ? 'no learning system' : await send(system, message);
  const attempts = row.attempts + 1;
  // Without a system it is a person's work at once.
  if (!row.withdrawn && (error === null || system === undefined || attempts >= attemptsBeforeWork))
    await note(sanctions, row, { attempts, error });
  const pause = system === undefined ? pauseAfter(100) : pauseAfter(attempts);
  // What was withdrawn meanwhile is still to be told.
  await sanctions.views.query(
    `UPDATE courses_v1 SET attempts = $2, error = $3, told = $4, next_try = now() + $5 * interval '1 millisecond'
     WHERE id = $1 AND withdrawn = $6`,
    [row.id, attempts, error, error === null, pause, row.withdrawn],
  );
};

const note = async (
  sanctions: ServiceContext,
  { id, institution, case_id: caseId, number }: CourseRow,
  { attempts, error }: { readonly attempts: number; readonly error: string | null },
): Promise<void> => {
  const requestId = derivedId('learning system', id, error === null ? 'told' : 'unreached');
  const command = { type: 'NoteLearningSystem', number, attempts, error } as const;
  await sanctions.give(sanctionsSubject, caseId, bySystem(sanctions, institution, requestId), command);
};

/**
 * Void where nothing can be read any more, or another decision holds by now: that the course is withdrawn is told once that is
 * noted.
 */
const messageOf = async (
  { streams }: ServiceContext,
  { id, case_id: caseId, number, withdrawn }: CourseRow,
): Promise<OutgoingMessage | 'void'> => {
  const { state } = await streams.load(sanctionsSubject, caseId).catch((error: unknown) => {
    if (isDestroyed(error)) return { state: { status: 'none' } as const };
    throw error;
  });
  if (state.status === 'none' || !state.noted) return 'void';
  const course = state.courses.find((one) => one.number === number);
  if (!course) return 'void';
  const { notifiedAt: timestamp, dueOn } = course;
  const data = { course: id, student: state.noted.subject.id, dueOn };
  if (course.withdrawn && withdrawn)
    return { id: derivedId('course.withdrawn', id), type: 'course.withdrawn', timestamp: course.withdrawn.at, data };
  if (course.decision !== state.decided?.key) return 'void';
  return { id: derivedId('course.given', id), type: 'course.given', timestamp, data };
};

const noteExpired = async (sanctions: ServiceContext, signal: AbortSignal): Promise<void> => {
  const rows = await sanctions.views.query<CourseRow[]>(
    `SELECT position, id, institution, case_id, number, attempts, given_at, withdrawn FROM courses_v1
     WHERE NOT expired AND ends_at < $1 ORDER BY ends_at LIMIT 500`,
    [sanctions.clock.instant()],
  );
  await each(rows, signal, async ({ id, institution, case_id: caseId, number }) => {
    const asked = bySystem(sanctions, institution, derivedId('course time', id));
    await sanctions
      .give(sanctionsSubject, caseId, asked, { type: 'NoteCourseTime', number })
      .catch((error: unknown) => {
        if (!isDestroyed(error)) throw error;
      });
    await sanctions.views.query('UPDATE courses_v1 SET expired = true WHERE id = $1', [id]);
  });
};
