import type { Projection, ServiceContext } from '@probity/shell';
import { fileSubject } from '../subjects.js';
import { count } from './counted-cases.query.js';

/** What statistics count: each row as its stream adds up to. */
export const countedCasesProjection = (context: ServiceContext): Projection => ({
  name: 'counted_cases_v1',
  categories: ['file'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => recorded.stream.slice('file-'.length)));
    for (const id of ids) {
      const { state } = await context.streams.load(fileSubject, id);
      if (state.status !== 'none') await count(context, state, manager);
    }
  },
});
