import type { Projection, Told } from '@probity/shell';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';

/** The cases that a body considers, until they are closed. */
export const consideredProjection: Projection = {
  name: 'considered_v1',
  categories: ['sanctions'],
  project: async (page, manager) => {
    for (const { recorded, event } of page as readonly Told<SanctionsEvent>[]) {
      if (event.type === 'ReferralNoted')
        await manager.query(
          'INSERT INTO considered_v1 (case_id, institution) VALUES ($1, $2) ON CONFLICT (case_id) DO NOTHING',
          [recorded.case, recorded.institution],
        );
      if (event.type === 'ClosureNoted')
        await manager.query('DELETE FROM considered_v1 WHERE case_id = $1', [recorded.case]);
    }
  },
};
