import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** The case is closed: nothing is decided any more. */
export const whenCaseClosed =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const { closedAt } = event.data as PublicData<'records', 'CaseClosed'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteClosure', institution, policy, case: id, closedAt } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteClosure'), command);
  };
