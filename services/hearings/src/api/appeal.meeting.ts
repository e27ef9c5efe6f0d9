import type { PublicEvent } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import type { DataOf } from '../domain/appeal/events.js';
import { meetingOn } from '../domain/appeal/original.js';
import { appealSubject, appealsOfCase, appealOf, hearingOf, hearingSubject } from '../subjects.js';
import { decisionOf } from './appeal.lookups.js';

/** From then on the decision may be appealed against: our own fact, told to the stream of the appeal. */
export const noteOriginalOf = async (hearings: ServiceContext, event: PublicEvent): Promise<void> => {
  if (!hearings.policies.get(event.policy).act('appeal.lodge')) return;
  const original = await decisionOf(hearings, event.case);
  if (!original) return;
  const command = { type: 'NoteOriginal', ...original } as const;
  await hearings.give(appealSubject, appealOf(event.case), hearings.askedBy(event, 'NoteOriginal'), command);
};

/** What is known now of the meeting on what was decided at a desk. */
export const meetingOf = async (
  { streams }: ServiceContext,
  caseId: string,
): Promise<DataOf<'MeetingNoted'> | undefined> => {
  const { state } = await streams.load(hearingSubject, hearingOf(caseId));
  return state.status === 'known' && state.decidedAtDesk ? meetingOn(state) : undefined;
};

/** The meeting about what was decided at a desk may be held after somebody asked for a review of it. */
export const noteMeetingOfAppeal = async (hearings: ServiceContext, event: PublicEvent): Promise<void> => {
  if (!hearings.policies.get(event.policy).act('appeal.lodge')) return;
  const meeting = await meetingOf(hearings, event.case);
  if (!meeting) return;
  for (const id of appealsOfCase(event.case)) {
    const asked = hearings.askedBy(event, `NoteMeeting ${id}`);
    const { version } = await hearings.streams.load(appealSubject, id);
    if (version > 0) await hearings.give(appealSubject, id, asked, { type: 'NoteMeeting', ...meeting });
  }
};
