import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** What is on record from before, for the body: it stays sealed until the policy has it shown. */
export const whenHistoryTold =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const told = event.data as PublicData<'sanctions', 'HistoryTold'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteHistory', institution, policy, case: id, ...told } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteHistory'), command);
  };
