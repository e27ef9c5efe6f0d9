import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { HearingEvent } from '../domain/hearing/hearing.js';
import { appealToPublic } from './appeal-to-public.js';

/** What hearings tells the other services: what was found, what was decided, and that it was communicated. No words. */
export const toPublic = ({ recorded, event }: Told): PublicDraft | undefined => {
  if (recorded.stream.startsWith('appeal-')) return appealToPublic({ recorded, event });
  const hearing = recorded.stream.slice('hearing-'.length);
  const { type, data } = event as HearingEvent;
  // What waits for its confirmation is told with that.
  if (type === 'FindingReached' && !data.provisional) {
    const findings = data.findings.map(({ point, offence, outcome }) => ({ point, offence, outcome }));
    const { reachedAt, proven, category = null } = data;
    return told('hearings', 'FindingReached', { hearing, reachedAt, findings, proven, category });
  }
  if (type === 'DeskDecisionNoted') {
    const { decidedAt: reachedAt, findings, proven, category } = data;
    return told('hearings', 'FindingReached', { hearing, reachedAt, findings, proven, category });
  }
  if (type === 'FindingConfirmed') return told('hearings', 'FindingReached', { hearing, ...data.finding });
  if (type === 'ActionDecided') {
    const actions = data.actions.map(({ code, effect, parameters }) => ({ code, effect, parameters }));
    return told('hearings', 'ActionDecided', { hearing, decidedAt: data.decidedAt, actions });
  }
  if ((type === 'PenaltyDecided' && !data.provisional) || type === 'PenaltyConfirmed') {
    // In words, too, which travel sealed: which work or modules it is about.
    const actions = data.actions.map(({ code, effect, parameters, words, clauses, binds, consent }) => ({
      ...{ code, effect, parameters, words, clauses, binds, consent },
    }));
    const { decidedAt, members = [] } = data;
    return told('hearings', 'ActionDecided', { hearing, decidedAt, actions, members });
  }
  if (type === 'StudentInvited') return told('hearings', 'StudentTold', { toldAt: data.invitedAt });
  if (type === 'DecisionCommunicated' || type === 'DecisionLetterSent')
    return told('hearings', 'DecisionCommunicated', { hearing, sentAt: data.sentAt });
  if (type === 'AppealLodged')
    return told('hearings', 'AppealLodged', { appeal: recorded.id, lodgedAt: data.lodgedAt });
  return undefined;
};
