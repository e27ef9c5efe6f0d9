import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** Who the student is may be known. */
export const whenAnonymityLifted =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const told = event.data as PublicData<'investigation', 'AnonymityLifted'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteAnonymity', institution, policy, case: id, ...told } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteAnonymity'), command);
  };
