import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** A body is to consider the case: note what is alleged, and who had which part in it. */
export const whenCaseReferred =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const told = event.data as PublicData<'investigation', 'CaseReferred'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteReferral', institution, policy, case: id, ...told } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'NoteReferral'), command);
  };
