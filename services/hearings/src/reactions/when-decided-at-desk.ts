import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { noteOriginalOf } from '../api/appeal.meeting.js';
import { hearingOf, hearingSubject } from '../subjects.js';

/** Somebody decided alone whether there was a breach: others learn of it, and it may be reviewed, as of any decision. */
export const whenDecidedAtDesk =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const told = event.data as PublicData<'investigation', 'DecidedAtDesk'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteDeskDecision', institution, policy, case: id, ...told } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteDeskDecision'), command);
    if (told.proven) await noteOriginalOf(hearings, event);
  };
