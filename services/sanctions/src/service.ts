import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { CertificateController } from './api/certificate.controller.js';
import { SanctionsController } from './api/sanctions.controller.js';
import { LearningController } from './api/learning.controller.js';
import { toPublic } from './gateway/to-public.js';
import { InstructionsController } from './api/instructions.controller.js';
import { whenActionDecided } from './reactions/when-action-decided.js';
import { whenActionVaried } from './reactions/when-action-varied.js';
import { whenCaseClosed } from './reactions/when-case-closed.js';
import { whenCaseOpened } from './reactions/when-case-opened.js';
import { whenCaseReferred } from './reactions/when-case-referred.js';
import { whenCourseEnded } from './reactions/when-course-ended.js';
import { whenFindingReached } from './reactions/when-finding-reached.js';
import { whenInvestigationStarted } from './reactions/when-investigation-started.js';
import { whenNoCaseFound } from './reactions/when-no-case-found.js';
import { certificateSubject, sanctionsSubject, subjectSubject } from './subjects.js';
import { boardsRound } from './views/boards.round.js';
import { consideredProjection } from './views/considered.projection.js';
import { coursesProjection } from './views/courses.projection.js';
import { coursesRound, courseTimesRound } from './views/courses.round.js';
import { historyRound } from './views/history.round.js';
import { InstructionRow } from './views/instruction.entity.js';
import { instructionsProjection } from './views/instructions.projection.js';
import { penalisedProjection } from './views/penalised.projection.js';

/** Was it done? */
export const sanctions: ServiceDefinition = {
  name: 'sanctions',
  subjects: [sanctionsSubject, certificateSubject, subjectSubject] as unknown as readonly Subject[],
  entities: [InstructionRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: () => [instructionsProjection, coursesProjection, penalisedProjection, consideredProjection],
  rounds: (context) => [coursesRound(context), courseTimesRound(context), boardsRound(context), historyRound(context)],
  scopes: { seals: ['case', 'certificate', 'subject'], opens: ['case', 'certificate', 'subject'] },
  gateway: toPublic,
  reactions: (context) => ({
    'intake.CaseOpened': whenCaseOpened(context),
    'investigation.InvestigationStarted': whenInvestigationStarted(context),
    'investigation.NoCaseFound': whenNoCaseFound(context),
    'investigation.CaseReferred': whenCaseReferred(context),
    'hearings.FindingReached': whenFindingReached(context),
    'hearings.ActionDecided': whenActionDecided(context),
    'hearings.ActionVaried': whenActionVaried(context),
    'sanctions.CourseEnded': whenCourseEnded(context),
    'records.CaseClosed': whenCaseClosed(context),
  }),
  controllers: [SanctionsController, CertificateController, InstructionsController, LearningController],
};
