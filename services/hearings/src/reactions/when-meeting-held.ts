import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { noteMeetingOfAppeal } from '../api/appeal.meeting.js';
import { hearingOf, hearingSubject } from '../subjects.js';

/** The student was met, or did not come: a review of what was decided at a desk may turn on it. */
export const whenMeetingHeld =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const told = event.data as PublicData<'investigation', 'MeetingHeld'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteMeeting', institution, policy, case: id, ...told } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteMeeting'), command);
    await noteMeetingOfAppeal(hearings, event);
  };
