import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { keepHistory } from './keep-history.js';
import { sanctionsSubject } from '../subjects.js';

/** A body is to consider the case: it is told what is on record of the subject, under seal. */
export const whenCaseReferred =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { referredAt } = event.data as PublicData<'investigation', 'CaseReferred'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteReferral', institution, policy, case: id, referredAt } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteReferral'), command);
    await keepHistory(sanctions, event);
  };
