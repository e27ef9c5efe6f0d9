import { setTimeout as sleep } from 'node:timers/promises';
import { position } from '@probity/event-store';
import { Behind, type ServiceContext } from '@probity/shell';
import { In, Not } from 'typeorm';
import { reportSubject } from '../subjects.js';
import { EarlierPracticeRow } from './earlier-practice.entity.js';
import { earlierPracticeName } from './earlier-practice.projection.js';

/** Of these students, those whom another report was about that was dealt with as less than misconduct. */
export const earlierPracticeOf = async (
  context: ServiceContext,
  institution: string,
  report: string,
  students: readonly string[],
  wait = patience,
): Promise<readonly string[]> => {
  if (students.length === 0) return [];
  await caughtUp(context, wait);
  const hashOf = (id: string): string => context.keyedHash(institution, 'person', id);
  const rows = await context.views
    .getRepository(EarlierPracticeRow)
    .findBy({ institution, report: Not(report), studentHash: In(students.map(hashOf)) });
  return students.filter((id) => rows.some(({ studentHash }) => studentHash === hashOf(id)));
};

/** Milliseconds. */
const [pause, patience] = [50, 3_000];

/** What was decided a moment ago counts: the view is waited for, as long as a person would wait. @throws Behind */
const caughtUp = async ({ views, streams }: ServiceContext, wait: number): Promise<void> => {
  const categories = [reportSubject.category];
  for (let waited = 0; waited < wait; waited += pause) {
    const rows: { position: string }[] = await views.query(
      'SELECT position FROM projection_checkpoints WHERE projection = $1',
      [earlierPracticeName],
    );
    const behind = await streams.store.readAll(position(rows[0]?.position ?? 0), { categories }, { limit: 1 });
    if (behind.length === 0) return;
    await sleep(pause);
  }
  throw new Behind(String(await streams.store.head()));
};
