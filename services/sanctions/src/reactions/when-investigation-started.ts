import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { sanctionsSubject } from '../subjects.js';

/** The investigation was initiated: that day's prices are charged. */
export const whenInvestigationStarted =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { startedAt } = event.data as PublicData<'investigation', 'InvestigationStarted'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteInvestigation', institution, policy, case: id, startedAt } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteInvestigation'), command);
  };
