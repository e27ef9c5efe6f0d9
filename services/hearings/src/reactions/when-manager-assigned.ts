import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** Somebody is accountable for the case from then on: it is theirs to decide. */
export const whenManagerAssigned =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const { manager } = event.data as PublicData<'investigation', 'ManagerAssigned'>;
    const { institution, policy, case: id, time: since } = event;
    const command = { type: 'NoteManager', institution, policy, case: id, manager, since } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteManager'), command);
  };
