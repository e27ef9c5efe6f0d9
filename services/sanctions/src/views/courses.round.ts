import { derivedId } from '@probity/messaging';
import { each, isDestroyed, type Round, type ServiceContext } from '@probity/shell';
import type { EntityManager } from 'typeorm';
import { attemptsBeforeWork, pauseAfter } from '../learning/retrying.js';
import { send, type OutgoingMessage } from '../learning/sending.js';
import { bySystem } from '../reactions/by-system.js';
import { sanctionsSubject } from '../subjects.js';
import type { CourseRow } from './course.row.js';

/**
 * Tells learning systems of courses, one message after the other, until each is taken; and notes when the last day of one is
 * over. A row is locked while its message is sent, so that several processes send it once; one that ends before it could note
 * that is followed by the same message again, under the same id.
 */
export const coursesRound = (sanctions: ServiceContext): Round => ({
  name: 'courses',
  every: 1_000,
  act: async (signal) => {
    while (!signal.aborted && (await sanctions.views.transaction((manager) => tellNext(sanctions, manager))));
    await noteExpired(sanctions, signal);
  },
});

const tellNext = async (sanctions: ServiceContext, manager: EntityManager): Promise<boolean> => {
  const [row] = await manager.query<CourseRow[]>(
    `SELECT position, id, institution, case_id, number, attempts FROM courses_v1
     WHERE NOT told AND NOT void AND next_try <= now() ORDER BY next_try, position LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  if (!row) return false;
  const message = await messageOf(sanctions, row);
  if (message === 'void') await manager.query('UPDATE courses_v1 SET void = true WHERE id = $1', [row.id]);
  else await tell(sanctions, row, message, manager);
  return true;
};

const tell = async (
  sanctions: ServiceContext,
  row: CourseRow,
  message: OutgoingMessage,
  manager: EntityManager,
): Promise<void> => {
  const system = sanctions.chosen.learningSystems[row.institution];
  const error = system === undefined ? 'no learning system' : await send(system, message);
  const attempts = row.attempts + 1;
  // Without a system it is a person's work at once.
  if (error === null || system === undefined || attempts >= attemptsBeforeWork)
    await note(sanctions, row, { attempts, error });
  await manager.query(
    `UPDATE courses_v1 SET attempts = $2, error = $3, told = $4, next_try = now() + $5 * interval '1 millisecond'
     WHERE id = $1`,
    [row.id, attempts, error, error === null, system === undefined ? pauseAfter(100) : pauseAfter(attempts)],
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

/** Void where another decision holds by now, or nothing can be read any more. */
const messageOf = async (
  { streams }: ServiceContext,
  { id, case_id: caseId, number }: CourseRow,
): Promise<OutgoingMessage | 'void'> => {
  const { state } = await streams.load(sanctionsSubject, caseId).catch((error: unknown) => {
    if (isDestroyed(error)) return { state: { status: 'none' } as const };
    throw error;
  });
  if (state.status === 'none' || !state.noted) return 'void';
  const course = state.courses.find((one) => one.number === number);
  if (!course || course.decision !== state.decided?.key) return 'void';
  const { notifiedAt: timestamp, dueOn } = course;
  const data = { course: id, student: state.noted.subject.id, dueOn };
  return { id: derivedId('course.given', id), type: 'course.given', timestamp, data };
};

const noteExpired = async (sanctions: ServiceContext, signal: AbortSignal): Promise<void> => {
  const rows = await sanctions.views.query<CourseRow[]>(
    `SELECT position, id, institution, case_id, number, attempts FROM courses_v1
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
