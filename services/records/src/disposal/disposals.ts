import { Destroyed, type Round, type ServiceContext } from '@probity/shell';
import { openHolds } from '../domain/file/file.js';
import { fileSubject } from '../subjects.js';
import { pendingDisposals, removeDisposal } from '../views/disposals.query.js';

/**
 * Destroys the key of each case whose record was marked for it, and with it what only that case held. The row goes last: what
 * a crash left half done is done again, which changes nothing of what was done. A hold that came meanwhile comes first.
 */
export const disposals = (records: ServiceContext): Round => ({
  name: 'disposals',
  every: 500,
  act: async () => {
    for (const { case: id, by, at, clauses } of await pendingDisposals(records.views)) {
      const standing = await standingOf(records, id);
      if (standing === 'held') continue;
      if (standing !== 'kept') await records.destroy(fileSubject.scope(id), { by, why: clauses.join(', '), at });
      await removeDisposal(records.views, id);
    }
  },
});

/** `kept`: since it was marked, the day until which it is kept has changed. */
const standingOf = async ({ streams }: ServiceContext, id: string): Promise<'due' | 'held' | 'kept' | 'destroyed'> => {
  try {
    const { state } = await streams.load(fileSubject, id);
    if (state.status === 'none' || state.disposalDueSince === null) return 'kept';
    return openHolds(state).length > 0 ? 'held' : 'due';
  } catch (error) {
    if (error instanceof Destroyed) return 'destroyed';
    throw error;
  }
};
