import type { Projection, ServiceContext } from '@probity/shell';
import { appealOf, appealSubject, hearingOf, hearingSubject } from '../subjects.js';
import { comparableOf } from './comparable.js';
import { ComparableRow } from './comparable.entity.js';

/** What was decided before: each row as its case's hearing and appeal add up to. */
export const comparablesProjection = (context: ServiceContext): Projection => ({
  name: 'comparables_v1',
  categories: ['hearing', 'appeal'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => caseOf(recorded.stream)));
    for (const id of ids) {
      const { state } = await context.streams.load(hearingSubject, hearingOf(id));
      const { state: appeal } = await context.streams.load(appealSubject, appealOf(id));
      const row = state.status === 'known' ? comparableOf(state, appeal) : undefined;
      if (row) await manager.upsert(ComparableRow, row, ['id']);
      else await manager.delete(ComparableRow, { id });
    }
  },
});

/** `hearing-<case>-<n>` */
const caseOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1, stream.lastIndexOf('-'));
