import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** What the student says to what was found so far: it may come before the referral, or after it. */
export const whenAnswerGiven =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const told = event.data as PublicData<'investigation', 'AnswerGiven'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteAnswer', institution, policy, case: id, ...told } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteAnswer'), command);
  };
