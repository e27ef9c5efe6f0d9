import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { keepHistory } from './keep-history.js';
import { sanctionsSubject } from '../subjects.js';

/** An appeal changed what was decided: what is in effect of it is taken back, and what holds now is due. */
export const whenActionVaried =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { hearing, decidedAt, outcome, proven, actions } = event.data as PublicData<'hearings', 'ActionVaried'>;
    const { institution, policy, case: id } = event;
    const of = { institution, policy, case: id };
    const command = { type: 'NoteVariation', ...of, hearing, decidedAt, outcome, proven, actions } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteVariation'), command);
    await keepHistory(sanctions, event);
  };
