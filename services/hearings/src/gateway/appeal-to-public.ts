import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { AppealEvent } from '../domain/appeal/events.js';

/** What hearings tells the others of an appeal: that it was lodged, what came of it, and that the procedures are at an end. */
export const appealToPublic = ({ recorded, event }: Told): PublicDraft | undefined => {
  const { type, data } = event as AppealEvent;
  if (type === 'AppealLodged')
    return told('hearings', 'AppealLodged', { appeal: recorded.id, lodgedAt: data.lodgedAt });
  if (type === 'AppealDecided') {
    const { appeal, decidedAt, outcome } = data;
    return told('hearings', 'AppealDecided', { appeal, decidedAt, outcome });
  }
  if (type === 'AppealDeclined') {
    const { appeal, declinedAt: decidedAt } = data;
    return told('hearings', 'AppealDecided', { appeal, decidedAt, outcome: 'declined' });
  }
  if (type === 'ActionVaried') {
    const { hearing, decidedAt, outcome, proven } = data;
    const actions = data.actions.map(({ code, effect, parameters, words, clauses, binds }) => ({
      ...{ code, effect, parameters, words, clauses, binds },
    }));
    return told('hearings', 'ActionVaried', { hearing, decidedAt, outcome, proven, actions });
  }
  if (type === 'ProceduresCompleted') return told('hearings', 'ProceduresCompleted', { completedAt: data.completedAt });
  return undefined;
};
