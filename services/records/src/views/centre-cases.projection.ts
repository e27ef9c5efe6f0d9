import type { Projection, Streams } from '@probity/shell';
import { fileSubject } from '../subjects.js';
import { centreCaseOf } from './centre-case.js';
import { CentreCaseRow } from './centre-case.entity.js';

/** The cases of each centre: each row as its stream adds up to. */
export const centreCasesProjection = (streams: Streams): Projection => ({
  name: 'centre_cases_v1',
  categories: ['file'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => recorded.stream.slice('file-'.length)));
    for (const id of ids) {
      const { state } = await streams.load(fileSubject, id);
      const row = state.status === 'none' ? undefined : centreCaseOf(state);
      if (row) await manager.upsert(CentreCaseRow, row, ['id']);
    }
  },
});
