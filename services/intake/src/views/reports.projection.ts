import type { Projection, ServiceContext } from '@probity/shell';
import { reportSubject } from '../subjects.js';
import { ReportRow } from './report.entity.js';

/** What the reporter's kind is bound to. */
export const reporterColumn = 'reports_v2.reporter_kind';

/** The list of reports: each row as its stream adds up to. */
export const reportsProjection = ({ streams, texts }: ServiceContext): Projection => ({
  name: 'reports_v2',
  categories: ['report'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => recorded.stream.slice('report-'.length)));
    for (const id of ids) {
      const { state, version } = await streams.load(reportSubject, id);
      if (state.status === 'none') continue;
      const { institution, reference, receivedAt, missing, acknowledged, scope, category, cases } = state;
      const reporterKind = await texts.seal(reportSubject.scope(id), reporterColumn, state.reporterKind);
      const row = { id, institution, reference, receivedAt, reporterKind, missing: [...missing], acknowledged, scope };
      await manager.upsert(
        ReportRow,
        { ...row, classification: category?.classification ?? null, cases: cases.length, version },
        ['id'],
      );
    }
  },
});
