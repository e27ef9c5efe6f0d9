import type { Projection, ServiceContext } from '@probity/shell';
import { destructionSubject } from '../subjects.js';
import { DestructionRow } from './destruction.entity.js';

/** The list of certificates: each row as its stream adds up to. */
export const destructionsProjection = (context: Pick<ServiceContext, 'streams'>): Projection => ({
  name: 'destructions_v1',
  categories: ['destruction'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => recorded.stream.slice('destruction-'.length)));
    for (const id of ids) {
      const { state } = await context.streams.load(destructionSubject, id);
      if (state.status === 'none') continue;
      const { institution, reference, markedBy, clauses, begunAt, key, completed } = state;
      const ends = { keyDestroyedAt: key?.destroyedAt ?? null, completedAt: completed?.completedAt ?? null };
      await manager.upsert(DestructionRow, { id, institution, reference, markedBy, clauses, begunAt, ...ends }, ['id']);
    }
  },
});
