import type { Projection } from '@probity/shell';
import { DisposalRow } from './disposal.entity.js';

/** What was marked for destruction, by whom, under which clauses. */
export const disposalsProjection: Projection = {
  name: 'disposals_v1',
  categories: ['file'],
  project: async (page, manager) => {
    for (const { recorded, event } of page) {
      if (event.type !== 'DisposalDue' || recorded.case === null) continue;
      const { case: id, actor: by, actedAt: at, authority } = recorded;
      await manager.upsert(DisposalRow, { case: id, by, at, clauses: [...authority] }, ['case']);
    }
  },
};
