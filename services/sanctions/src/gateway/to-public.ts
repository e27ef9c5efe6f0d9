import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';

/**
 * What sanctions tells the other services: what is held, invalid and in effect, what is outstanding, and that nothing is left;
 * and the body what is on record of the subject, sealed.
 */
export const toPublic = ({ event }: Told): PublicDraft | undefined => {
  const { type, data } = event as SanctionsEvent;
  switch (type) {
    case 'CertificatesWithheld': {
      const { hold, certificates, reviewOn } = data;
      return told('sanctions', 'CertificatesWithheld', { hold, certificates: certificates.length, reviewOn });
    }
    case 'HoldEnded':
      return told('sanctions', 'HoldEnded', { hold: data.hold, endedAt: data.endedAt });
    case 'CertificatesInvalidated': {
      const { invalidatedAt, certificates } = data;
      return told('sanctions', 'CertificatesInvalidated', { invalidatedAt, certificates });
    }
    case 'SanctionPutIntoEffect': {
      const { action, effect, inEffectAt } = data;
      return told('sanctions', 'SanctionInEffect', { action, effect, inEffectAt });
    }
    case 'HistoryTaken': {
      const { version, takenAt: toldAt, offences } = data;
      return told('sanctions', 'HistoryTold', { version, toldAt, offences });
    }
    case 'CourseEnded':
      return told('sanctions', 'CourseEnded', { passed: data.passed, endedAt: data.endedAt });
    case 'EffectsCompleted':
      return told('sanctions', 'EffectsCompleted', { completedAt: data.completedAt });
    case 'ConfirmationsChanged':
      return told('sanctions', 'ConfirmationsChanged', { outstanding: data.outstanding });
    default:
      return undefined;
  }
};
