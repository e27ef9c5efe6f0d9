import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { keepHistory } from './keep-history.js';
import { sanctionsSubject } from '../subjects.js';

/** Intake opened a case: note on whom it is, so that certificates can be withheld from then on. */
export const whenCaseOpened =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { reference, subject, centre, assessment, student } = event.data as PublicData<'intake', 'CaseOpened'>;
    const { institution, policy, case: id } = event;
    const matter = { reference, subject, centre, ...(assessment && { assessment }), ...(student && { student }) };
    const command = { type: 'NoteCase', institution, policy, case: id, ...matter } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteCase'), command);
    await keepHistory(sanctions, event);
  };
