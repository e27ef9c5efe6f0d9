import { publicEvents, type PublicType, type Source } from './public-events.js';

/** `intake.CaseOpened` */
export type PublicName = { [S in Source]: `${S}.${PublicType<S>}` }[Source];

const names = Object.entries(publicEvents).flatMap(([source, types]) =>
  Object.keys(types).map((type) => `${source}.${type}` as PublicName),
);

/** What each service acts on. The topics that it must be able to read follow from it. */
export const receives: Readonly<Record<Source, readonly PublicName[]>> = {
  intake: [
    'investigation.AnonymityLifted',
    'investigation.StudentTold',
    'hearings.StudentTold',
    'hearings.DecisionCommunicated',
  ],
  investigation: ['intake.CaseOpened', 'records.CaseClosed'],
  hearings: [
    'intake.CaseOpened',
    'investigation.ManagerAssigned',
    'investigation.ImplicatedNamed',
    'investigation.ReportSignedOff',
    'investigation.CaseReferred',
    'investigation.AnswerGiven',
    'investigation.MeetingHeld',
    'investigation.StudentTold',
    'investigation.DecidedAtDesk',
    'investigation.AnonymityLifted',
    'sanctions.HistoryTold',
    'hearings.DecisionCommunicated',
    'records.CaseClosed',
  ],
  sanctions: [
    'intake.CaseOpened',
    'investigation.InvestigationStarted',
    'investigation.NoCaseFound',
    'investigation.CaseReferred',
    'hearings.FindingReached',
    'hearings.ActionDecided',
    'hearings.ActionVaried',
    'sanctions.CourseEnded',
    'records.CaseClosed',
  ],
  'regulator-notification': [
    'intake.CaseOpened',
    'investigation.InvestigationStarted',
    'investigation.NoCaseFound',
    'investigation.ReportSignedOff',
    'hearings.FindingReached',
    'hearings.ActionDecided',
    'sanctions.CertificatesInvalidated',
    'records.CaseClosed',
  ],
  // It keeps an account of what anybody told.
  records: names,
};
