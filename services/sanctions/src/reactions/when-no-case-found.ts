import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { sanctionsSubject } from '../subjects.js';

/** There is no case to answer: what was done before a finding comes to its end. */
export const whenNoCaseFound =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { foundAt } = event.data as PublicData<'investigation', 'NoCaseFound'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteNoCase', institution, policy, case: id, foundAt } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteNoCase'), command);
  };
