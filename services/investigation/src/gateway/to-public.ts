import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { InvestigationEvent } from '../domain/investigation/events.js';

/** What the investigation tells the other services: who is accountable, that it began, and how it ended. Codes and ids alone. */
export const toPublic = ({ event }: Told): PublicDraft | undefined => {
  const { type, data } = event as InvestigationEvent;
  switch (type) {
    case 'ManagerAssigned':
      return told('investigation', 'ManagerAssigned', { manager: data.manager });
    case 'ImplicatedNamed':
      return told('investigation', 'ImplicatedNamed', { centreStaff: data.centreStaff });
    case 'InvestigationStarted': {
      const { lead, startedAt, due, late } = data;
      return told('investigation', 'InvestigationStarted', { lead, startedAt, dueOn: due.date, late });
    }
    case 'ReportSignedOff': {
      const { manager, lead, version, signedOffAt, established, evidence } = data;
      return told('investigation', 'ReportSignedOff', {
        manager,
        lead,
        reportVersion: version,
        signedOffAt,
        established,
        evidence,
      });
    }
    case 'LessonsRecorded':
      return told('investigation', 'LessonsRecorded', { count: data.lessons.length, recordedAt: data.recordedAt });
    case 'AnonymityLifted':
      return told('investigation', 'AnonymityLifted', { liftedAt: data.liftedAt });
    case 'CaseReferred': {
      const { ruling: _, by, ...referral } = data;
      return told('investigation', 'CaseReferred', { ...referral, referredBy: by });
    }
    case 'NoCaseFound':
      return told('investigation', 'NoCaseFound', { foundAt: data.foundAt });
    default:
      return undefined;
  }
};
