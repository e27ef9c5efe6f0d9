import { derivedId } from '@probity/messaging';
import { Destroyed, each, type Asked, type Round, type ServiceContext } from '@probity/shell';
import { openHolds, type CaseFile } from '../domain/file/file.js';
import { fileSubject } from '../subjects.js';
import type { DisposalRow } from '../views/disposal.entity.js';
import { pendingDisposals, removeDisposal } from '../views/disposals.query.js';

/**
 * Destroys the key of each case whose record was marked for it, and with it what only that case held. That it has begun is
 * a fact on the file first: a hold came before it, or is refused. The row goes last: what a crash left half done is done
 * again, which changes nothing of what was done.
 */
export const disposals = (records: ServiceContext): Round => ({
  name: 'disposals',
  every: 500,
  act: async (signal) =>
    each(await pendingDisposals(records.views), signal, async (row) => {
      const standing = await begin(records, row);
      if (standing === 'held') return;
      const { case: id, by, at, clauses } = row;
      if (standing === 'begun') await records.destroy(fileSubject.scope(id), { by, why: clauses.join(', '), at });
      await removeDisposal(records.views, id);
    }),
});

type Standing = 'begun' | 'held' | 'kept';

/** Unless it is held. A key that is gone already has begun to be destroyed. */
const begin = async (records: ServiceContext, row: DisposalRow): Promise<Standing> => {
  const { case: id, clauses } = row;
  try {
    const { state } = await records.streams.load(fileSubject, id);
    if (state.status === 'none') return 'kept';
    const command = { type: 'BeginDestruction', clauses } as const;
    const now = (await records.give(fileSubject, id, askedBy(records, state, row), command)).state;
    return now.status === 'none' ? 'kept' : standingOf(now);
  } catch (error) {
    if (error instanceof Destroyed) return 'begun';
    throw error;
  }
};

/** `kept`: since it was marked, the day until which it is kept has changed. */
const standingOf = (file: CaseFile): Standing => {
  if (file.destructionBegun) return 'begun';
  return openHolds(file).length > 0 ? 'held' : 'kept';
};

/** Nobody's request: whoever comes in between is heard first. */
const askedBy = (records: ServiceContext, { institution }: CaseFile, { case: id, at }: DisposalRow): Asked => {
  const requestId = derivedId('disposal', id, at);
  return {
    actor: { id: `system:${records.name}`, offices: [] },
    ...{ institution, at: records.clock.instant(), needsIfMatch: false },
    ...{ requestId, requestDigest: requestId, correlationId: requestId },
  };
};
