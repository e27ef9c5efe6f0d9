import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
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
  };
