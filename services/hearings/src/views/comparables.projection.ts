import type { Projection, ServiceContext } from '@probity/shell';
import { appealsOfCase, appealSubject, hearingOf, hearingSubject } from '../subjects.js';
import { comparableOf, type Varied } from './comparable.js';
import { ComparableRow } from './comparable.entity.js';

/** What was decided before: each row as its case's hearing and appeal add up to. */
export const comparablesProjection = (context: ServiceContext): Projection => ({
  name: 'comparables_v1',
  categories: ['hearing', 'appeal'],
  project: async (page, manager) => {
    const ids = new Set(page.map(({ recorded }) => caseOf(recorded.stream)));
    for (const id of ids) {
      const { state } = await context.streams.load(hearingSubject, hearingOf(id));
      const appeals = await Promise.all(appealsOfCase(id).map((of) => context.streams.load(appealSubject, of)));
      const varied = appeals.flatMap(({ state: one }) => (one.status === 'known' ? (one.varied ?? []) : []));
      const row = state.status === 'known' ? comparableOf(state, lastOf(varied)) : undefined;
      if (row) await manager.upsert(ComparableRow, row, ['id']);
      else await manager.delete(ComparableRow, { id });
    }
  },
});

const lastOf = (varied: readonly Varied[]): Varied | null =>
  varied.toSorted((one, other) => Date.parse(one.decidedAt) - Date.parse(other.decidedAt)).at(-1) ?? null;

/** `hearing-<case>-<n>` */
const caseOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1, stream.lastIndexOf('-'));
