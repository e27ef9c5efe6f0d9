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
      // It tells when it began against when it was to begin: of a policy that says so.
      if (lead === null || due === null) return undefined;
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
    case 'AccusationPut':
      return told('investigation', 'StudentTold', { toldAt: data.putAt });
    case 'LetterSent':
      return data.to.includes('student') ? told('investigation', 'StudentTold', { toldAt: data.sentAt }) : undefined;
    case 'MeetingRecorded': {
      const { kind, attended, startedAt } = data;
      return told('investigation', 'MeetingHeld', { kind, attended, heldAt: inUtc(startedAt) });
    }
    case 'AnswerRecorded':
      return told('investigation', 'AnswerGiven', { accepts: data.accepts, receivedAt: inUtc(data.receivedAt) });
    case 'DecidedAtDesk': {
      const { step: _, ...decision } = data;
      return told('investigation', 'DecidedAtDesk', decision);
    }
    case 'NoCaseFound':
      return told('investigation', 'NoCaseFound', { foundAt: data.foundAt, stage: data.stage });
    default:
      return undefined;
  }
};

const inUtc = (instant: string): string => new Date(instant).toISOString();
