import { isDestroyed, NotFound, type Asked, type ServiceContext } from '@probity/shell';
import { sanctionsSubject } from '../subjects.js';
import type { CourseRow } from './course.row.js';

/** @throws NotFound where the institution has given no such course */
export const getCourse = async ({ views }: ServiceContext, institution: string, id: string): Promise<CourseRow> => {
  const [row] = await views.query<CourseRow[]>(
    `SELECT position, id, institution, case_id, number, attempts, given_at, withdrawn FROM courses_v1 WHERE institution = $1 AND id = $2`,
    [institution, id],
  );
  if (!row) throw new NotFound();
  return row;
};

/** A course that the learning system has not taken note of, or of which it does not know that it is withdrawn. */
export interface Undelivered {
  readonly course: string;
  readonly case: string;
  readonly reference: string | null;
  readonly dueOn: string;
  /** What it is to be told: that the course is given, or that it is withdrawn. */
  readonly type: 'course.given' | 'course.withdrawn';
  /** How often it was tried, why it failed last, and when it is tried again. */
  readonly attempts: number;
  readonly because: string | null;
  readonly nextTryAt: string;
}

/** Those of the institution, for those who by the policy of the case tell its student of the course; the oldest first. */
export const undelivered = async (sanctions: ServiceContext, asked: Asked): Promise<readonly Undelivered[]> => {
  const rows = await sanctions.views.query<Row[]>(
    `SELECT id, case_id, number, due_on::text, attempts, error, next_try, withdrawn FROM courses_v1
     WHERE institution = $1 AND NOT told AND NOT void ORDER BY position LIMIT 200`,
    [asked.institution ?? ''],
  );
  const seen = await Promise.all(rows.map((row) => asSeen(sanctions, asked, row)));
  return seen.filter((one) => one !== undefined);
};

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly number: number;
  readonly due_on: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly next_try: Date;
  readonly withdrawn: boolean;
}

const asSeen = async (sanctions: ServiceContext, { actor }: Asked, row: Row): Promise<Undelivered | undefined> => {
  const { state } = await sanctions.streams.load(sanctionsSubject, row.case_id).catch((error: unknown) => {
    if (isDestroyed(error)) return { state: { status: 'none' } as const };
    throw error;
  });
  if (state.status === 'none') return undefined;
  const course = state.courses.find(({ number }) => number === row.number);
  const step = course?.withdrawn?.toldBy ?? state.decided?.actions[course?.index ?? -1]?.after ?? '';
  const offices = sanctions.policies.get(state.policy).step(step)?.who.offices ?? [];
  if (!offices.some((office) => actor.offices.includes(office))) return undefined;
  return {
    ...{ course: row.id, case: row.case_id, reference: state.noted?.reference ?? null, dueOn: row.due_on },
    type: row.withdrawn ? 'course.withdrawn' : 'course.given',
    ...{ attempts: row.attempts, because: row.error, nextTryAt: row.next_try.toISOString() },
  };
};
