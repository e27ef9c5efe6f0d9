import type { Projection, Told } from '@probity/shell';
import type { EntityManager } from 'typeorm';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';

/** Takes each course into the outbox, once: what became of one that is there already stays. */
export const coursesProjection: Projection = {
  name: 'courses_v1',
  categories: ['sanctions'],
  project: async (page, manager) => {
    for (const told of page as readonly Told<SanctionsEvent>[]) await take(told, manager);
  },
};

const take = async ({ recorded, event }: Told<SanctionsEvent>, manager: EntityManager): Promise<void> => {
  const { position, id, institution, case: caseId, actedAt } = recorded;
  if (event.type === 'CourseGiven') {
    const { number, dueOn, endsAt } = event.data;
    await manager.query(
      `INSERT INTO courses_v1 (position, id, institution, case_id, number, due_on, ends_at, given_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [position, id, institution, caseId, number, dueOn, endsAt, actedAt],
    );
  }
  if (event.type === 'LearningSystemTold')
    await manager.query('UPDATE courses_v1 SET told = true WHERE case_id = $1 AND number = $2 AND NOT withdrawn', [
      ...[caseId, event.data.number],
    ]);
  // Told anew, of the other thing, where it may know of the course.
  if (event.type === 'CourseWithdrawn')
    await manager.query(
      `UPDATE courses_v1 SET withdrawn = true, void = NOT tried, told = false, attempts = 0, error = NULL, next_try = now()
       WHERE case_id = $1 AND number = $2 AND NOT withdrawn`,
      [caseId, event.data.number],
    );
  if (event.type === 'CourseTimeExpired')
    await manager.query('UPDATE courses_v1 SET expired = true WHERE case_id = $1 AND number = $2', [
      ...[caseId, event.data.number],
    ]);
};
