import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** Members of the centre's staff are implicated: they are not addressed for it. */
export const whenImplicatedNamed =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const { centreStaff } = event.data as PublicData<'investigation', 'ImplicatedNamed'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteImplicated', institution, policy, case: id, centreStaff } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteImplicated'), command);
  };
