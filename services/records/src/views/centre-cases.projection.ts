import type { Projection, ServiceContext } from '@probity/shell';
import { fileSubject } from '../subjects.js';
import { centreCaseOf } from './centre-case.js';
import { CentreCaseRow } from './centre-case.entity.js';

/** What a centre's rows are found by. */
export const centreHash = (context: ServiceContext, institution: string, centre: string): string =>
  context.keyedHash(institution, 'centre', centre);

/** The cases of each centre: each row as its stream adds up to. */
export const centreCasesProjection = (context: ServiceContext): Projection => ({
  name: 'centre_cases_v2',
  categories: ['file'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => recorded.stream.slice('file-'.length)));
    for (const id of ids) {
      const { state } = await context.streams.load(fileSubject, id);
      const row =
        state.status === 'none'
          ? undefined
          : centreCaseOf(state, (centre) => centreHash(context, state.institution, centre));
      if (row) await manager.upsert(CentreCaseRow, row, ['id']);
    }
  },
});
