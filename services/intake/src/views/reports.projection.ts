import type { Projection, Streams } from '@probity/shell';
import { reportSubject } from '../subjects.js';
import { ReportRow } from './report.entity.js';

/** The list of reports: each row as its stream adds up to. */
export const reportsProjection = (streams: Streams): Projection => ({
  name: 'reports_v1',
  categories: ['report'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => recorded.stream.slice('report-'.length)));
    for (const id of ids) {
      const { state, version } = await streams.load(reportSubject, id);
      if (state.status === 'none') continue;
      const { institution, reference, receivedAt, reporterKind, missing, acknowledged, scope, category, cases } = state;
      const row = { id, institution, reference, receivedAt, reporterKind, missing: [...missing], acknowledged, scope };
      await manager.upsert(
        ReportRow,
        { ...row, classification: category?.classification ?? null, cases: cases.length, version },
        ['id'],
      );
    }
  },
});
