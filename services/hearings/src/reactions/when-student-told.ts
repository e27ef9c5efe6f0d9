import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { noteOriginalOf } from '../api/appeal.meeting.js';
import { hearingOf, hearingSubject } from '../subjects.js';

/** The student was told in writing: what was decided at a desk before that, they may now have looked at again. */
export const whenStudentTold =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const { toldAt } = event.data as PublicData<'investigation', 'StudentTold'>;
    const { institution, policy, case: id } = event;
    if (!hearings.policies.get(policy).act('appeal.lodge')) return;
    const command = { type: 'NoteStudentTold', institution, policy, case: id, toldAt } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteStudentTold'), command);
    const { state } = await hearings.streams.load(hearingSubject, hearingOf(id));
    if (state.status === 'known' && state.decidedAtDesk?.proven) await noteOriginalOf(hearings, event);
  };
