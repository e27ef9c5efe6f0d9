import type { Projection, ServiceContext } from '@probity/shell';
import { wasDealtWithAsLess } from '../domain/report/report.js';
import { reportSubject } from '../subjects.js';
import { EarlierPracticeRow } from './earlier-practice.entity.js';

export const earlierPracticeName = 'earlier_practice_v1';

/** Who was dealt with as less than misconduct, by each report as its stream adds up to. */
export const earlierPracticeProjection = (context: ServiceContext): Projection => ({
  name: earlierPracticeName,
  categories: [reportSubject.category],
  project: async (page, manager) => {
    const reports = new Set(page.map(({ recorded }) => recorded.stream.slice('report-'.length)));
    for (const report of reports) {
      const { state } = await context.streams.load(reportSubject, report);
      await manager.delete(EarlierPracticeRow, { report });
      if (state.status === 'none' || !wasDealtWithAsLess(state)) continue;
      const { institution } = state;
      const rows = state.students.map(({ id }) => ({
        ...{ report, institution },
        studentHash: context.keyedHash(institution, 'person', id),
      }));
      if (rows.length > 0) await manager.insert(EarlierPracticeRow, rows);
    }
  },
});
