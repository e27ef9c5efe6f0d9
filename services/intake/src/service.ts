import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { CaseController } from './api/case.controller.js';
import { FileController } from './api/file.controller.js';
import { ReportController } from './api/report.controller.js';
import { toPublic } from './gateway/to-public.js';
import { caseSubject, reportSubject } from './subjects.js';
import { CaseRow } from './views/case.entity.js';
import { casesProjection } from './views/cases.projection.js';
import { ReportRow } from './views/report.entity.js';
import { reportsProjection } from './views/reports.projection.js';

/** Is this ours, under which policy, and is it a case? */
export const intake: ServiceDefinition = {
  name: 'intake',
  subjects: [reportSubject, caseSubject] as unknown as readonly Subject[],
  appendsUnread: ['informant'],
  entities: [ReportRow, CaseRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: ({ streams }) => [reportsProjection(streams), casesProjection],
  gateway: toPublic,
  reactions: () => ({}),
  controllers: [ReportController, CaseController, FileController],
};
