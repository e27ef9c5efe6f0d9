import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { sanctionsSubject } from '../subjects.js';

/** The finding is reached: interim measures are no longer open, and a proven case has consequences. */
export const whenFindingReached =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { hearing, proven, reachedAt } = event.data as PublicData<'hearings', 'FindingReached'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'NoteFinding', institution, policy, case: id, hearing, proven, reachedAt } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteFinding'), command);
  };
