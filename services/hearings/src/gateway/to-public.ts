import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { HearingEvent } from '../domain/hearing/hearing.js';

/** What hearings tells the other services: what was found, what was decided, and that it was communicated. No words. */
export const toPublic = ({ recorded, event }: Told): PublicDraft | undefined => {
  const hearing = recorded.stream.slice('hearing-'.length);
  const { type, data } = event as HearingEvent;
  if (type === 'FindingReached') {
    const findings = data.findings.map(({ point, offence, outcome }) => ({ point, offence, outcome }));
    return told('hearings', 'FindingReached', { hearing, reachedAt: data.reachedAt, findings, proven: data.proven });
  }
  if (type === 'ActionDecided') {
    const actions = data.actions.map(({ code, effect, parameters }) => ({ code, effect, parameters }));
    return told('hearings', 'ActionDecided', { hearing, decidedAt: data.decidedAt, actions });
  }
  if (type === 'DecisionCommunicated')
    return told('hearings', 'DecisionCommunicated', { hearing, sentAt: data.sentAt });
  if (type === 'AppealLodged')
    return told('hearings', 'AppealLodged', { appeal: recorded.id, lodgedAt: data.lodgedAt });
  return undefined;
};
