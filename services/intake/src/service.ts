import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { CaseController } from './api/case.controller.js';
import { FileController } from './api/file.controller.js';
import { HandlingController } from './api/handling.controller.js';
import { OwnCaseController } from './api/own-case.controller.js';
import { ReportController } from './api/report.controller.js';
import { toPublic } from './gateway/to-public.js';
import { whenAnonymityLifted } from './reactions/when-anonymity-lifted.js';
import { whenStudentTold } from './reactions/when-student-told.js';
import { uncitedFiles } from './rounds/uncited-files.js';
import { caseSubject, reportSubject } from './subjects.js';
import { CaseRow } from './views/case.entity.js';
import { casesProjection } from './views/cases.projection.js';
import { EarlierPracticeRow } from './views/earlier-practice.entity.js';
import { earlierPracticeProjection } from './views/earlier-practice.projection.js';
import { casesAbout } from './views/cases-about.query.js';
import { erase } from './views/erase.js';
import { ReportRow } from './views/report.entity.js';
import { reportsProjection } from './views/reports.projection.js';

/** Is this ours, under which policy, and is it a case? */
export const intake: ServiceDefinition = {
  name: 'intake',
  subjects: [reportSubject, caseSubject] as unknown as readonly Subject[],
  appendsUnread: ['informant'],
  // Of an informant it can seal what was said, and open nothing.
  scopes: {
    seals: ['report', 'case', 'evidence', 'informant'],
    opens: ['report', 'case', 'evidence'],
    destroys: ['evidence'],
  },
  rounds: (context) => [uncitedFiles(context)],
  entities: [ReportRow, CaseRow, EarlierPracticeRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: (context) => [reportsProjection(context), casesProjection(context), earlierPracticeProjection(context)],
  erase,
  casesAbout,
  gateway: toPublic,
  reactions: (context) => ({
    'investigation.AnonymityLifted': whenAnonymityLifted(context),
    'investigation.StudentTold': whenStudentTold(context),
    'hearings.StudentTold': whenStudentTold(context),
    'hearings.DecisionCommunicated': whenStudentTold(context),
  }),
  controllers: [ReportController, HandlingController, CaseController, OwnCaseController, FileController],
};
