import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { keepHistory } from './keep-history.js';
import { sanctionsSubject } from '../subjects.js';

/** The case is closed: what was done before a finding comes to its end. */
export const whenCaseClosed =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { closedAt } = event.data as PublicData<'records', 'CaseClosed'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteClosure', institution, policy, case: id, closedAt } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteClosure'), command);
    await keepHistory(sanctions, event);
  };
