import type { Projection, Told } from '@probity/shell';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';

/** The cases with a penalty, until they are closed. */
export const penalisedProjection: Projection = {
  name: 'penalised_v1',
  categories: ['sanctions'],
  project: async (page, manager) => {
    for (const { recorded, event } of page as readonly Told<SanctionsEvent>[]) {
      if (event.type === 'EffectsDue' || event.type === 'EffectsVaried')
        await manager.query(
          `INSERT INTO penalised_v1 (case_id, institution) VALUES ($1, $2)
           ON CONFLICT (case_id) DO UPDATE SET register = NULL`,
          [recorded.case, recorded.institution],
        );
      if (event.type === 'ClosureNoted')
        await manager.query('DELETE FROM penalised_v1 WHERE case_id = $1', [recorded.case]);
    }
  },
};
