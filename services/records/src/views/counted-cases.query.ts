import type { ServiceContext } from '@probity/shell';
import type { DataSource, EntityManager } from 'typeorm';
import { countedCaseOf, type CountedCase } from '../domain/statistics/counted-case.js';
import type { CaseFile } from '../domain/file/file.js';
import { CountedCaseRow } from './counted-case.entity.js';

type Context = Pick<ServiceContext, 'policies' | 'views'>;

export const count = async ({ policies }: Context, file: CaseFile, manager: EntityManager): Promise<void> => {
  const counted = countedCaseOf(file, policies.get(file.policy));
  if (!counted) return;
  const row = { ...counted, case: file.case, late: [...counted.late], otherwise: [...counted.otherwise] };
  await manager.upsert(CountedCaseRow, row, ['case']);
};

/** Before the key goes: what the projection has not come to yet could not be opened afterwards. */
export const keepCounted = (context: Context, file: CaseFile): Promise<void> =>
  count(context, file, context.views.manager);

const columns = 'institution, year, category, level, faculty, outcome, days, late, otherwise';

/** About how many days: the middle of the week in which it was decided, and from half a year on no more than that. */
export const aboutDays = 'least(days / 7, 26) * 7 + 3';

/**
 * The row of a case that was destroyed goes on without the case: nothing leads from the one to the other. The first time alone:
 * what another process wrote since goes with the views.
 */
export const countAnonymously = async (manager: EntityManager, caseId: string): Promise<void> => {
  const again = await manager.query<object[]>('SELECT FROM erased WHERE scope = $1', [`case:${caseId}`]);
  if (again.length > 0) return;
  await manager.query(
    `WITH gone AS (DELETE FROM counted_cases_v1 WHERE case_id = $1 RETURNING ${columns})
     INSERT INTO counted_anonymously (${columns}) SELECT ${columns.replace('days', aboutDays)} FROM gone`,
    [caseId],
  );
};

/** Of the years from the one to the other, both included: those whose records are kept, and those that were destroyed. */
export const countedCases = (
  views: DataSource,
  institution: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly CountedCase[]> =>
  views.query<CountedCase[]>(
    `SELECT ${columns} FROM counted_cases_v1 WHERE institution = $1 AND year BETWEEN $2 AND $3
     UNION ALL
     SELECT ${columns} FROM counted_anonymously WHERE institution = $1 AND year BETWEEN $2 AND $3`,
    [institution, from, to],
  );
