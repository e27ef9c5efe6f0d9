import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { AppealController } from './api/appeal.controller.js';
import { AppealsController } from './api/appeals.controller.js';
import { DocumentController } from './api/document.controller.js';
import { HearingController } from './api/hearing.controller.js';
import { SittingController } from './api/sitting.controller.js';
import { toPublic } from './gateway/to-public.js';
import { whenAnonymityLifted } from './reactions/when-anonymity-lifted.js';
import { whenAnswerGiven } from './reactions/when-answer-given.js';
import { whenCaseClosed } from './reactions/when-case-closed.js';
import { whenCaseOpened } from './reactions/when-case-opened.js';
import { whenCaseReferred } from './reactions/when-case-referred.js';
import { whenDecidedAtDesk } from './reactions/when-decided-at-desk.js';
import { whenDecisionCommunicated } from './reactions/when-decision-communicated.js';
import { whenHistoryTold } from './reactions/when-history-told.js';
import { whenImplicatedNamed } from './reactions/when-implicated-named.js';
import { whenManagerAssigned } from './reactions/when-manager-assigned.js';
import { whenMeetingHeld } from './reactions/when-meeting-held.js';
import { whenReportSignedOff } from './reactions/when-report-signed-off.js';
import { whenStudentTold } from './reactions/when-student-told.js';
import { appealSubject, hearingSubject } from './subjects.js';
import { ComparableRow } from './views/comparable.entity.js';
import { comparablesProjection } from './views/comparables.projection.js';
import { erase } from './views/erase.js';

/** Was there a breach, of what kind, and what follows from it? */
export const hearings: ServiceDefinition = {
  name: 'hearings',
  subjects: [hearingSubject, appealSubject] as unknown as readonly Subject[],
  scopes: { seals: ['case'], opens: ['case', 'evidence'] },
  entities: [ComparableRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: (context) => [comparablesProjection(context)],
  erase,
  gateway: toPublic,
  reactions: (context) => ({
    'intake.CaseOpened': whenCaseOpened(context),
    'investigation.ManagerAssigned': whenManagerAssigned(context),
    'investigation.ImplicatedNamed': whenImplicatedNamed(context),
    'investigation.ReportSignedOff': whenReportSignedOff(context),
    'investigation.CaseReferred': whenCaseReferred(context),
    'investigation.AnswerGiven': whenAnswerGiven(context),
    'investigation.MeetingHeld': whenMeetingHeld(context),
    'investigation.StudentTold': whenStudentTold(context),
    'investigation.DecidedAtDesk': whenDecidedAtDesk(context),
    'investigation.AnonymityLifted': whenAnonymityLifted(context),
    'sanctions.HistoryTold': whenHistoryTold(context),
    'hearings.DecisionCommunicated': whenDecisionCommunicated(context),
    'records.CaseClosed': whenCaseClosed(context),
  }),
  controllers: [HearingController, DocumentController, SittingController, AppealsController, AppealController],
};
