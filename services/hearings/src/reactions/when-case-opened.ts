import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { noteOriginalOf } from '../api/appeal.meeting.js';
import { hearingOf, hearingSubject } from '../subjects.js';

/** Intake opened a case: note on whom it is. */
export const whenCaseOpened =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const { reference, subject, centre, assessment, student, accuser } = event.data as PublicData<
      'intake',
      'CaseOpened'
    >;
    const { institution, policy, case: id } = event;
    const more = { reference, subject, centre, assessment, student, accuser };
    const command = { type: 'NoteCase', institution, policy, case: id, ...more } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteCase'), command);
    // What was decided at a desk may have been told before whom the case is on.
    const { state } = await hearings.streams.load(hearingSubject, hearingOf(id));
    if (state.status === 'known' && state.decidedAtDesk?.proven) await noteOriginalOf(hearings, event);
  };
