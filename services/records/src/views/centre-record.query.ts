import type { ServiceContext } from '@probity/shell';
import { CentreCaseRow } from './centre-case.entity.js';
import { centreHash } from './centre-cases.projection.js';
import { centreRecordOf, type CentreRecord } from './centre-record.js';

export interface Period {
  /** `YYYY-MM-DD`, of the report's receipt; both days included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The cases at a centre whose reports came in the period, the oldest first, and what they add up to. */
export const readCentreRecord = async (
  context: ServiceContext,
  institution: string,
  centre: string,
  { from = '0001-01-01', until = '9999-12-31' }: Period,
): Promise<CentreRecord> => {
  const rows = await context.views
    .getRepository(CentreCaseRow)
    .createQueryBuilder('row')
    .where('row.institution = :institution AND row.centreHash = :hash', {
      institution,
      hash: centreHash(context, institution, centre),
    })
    .andWhere('left(row.received_at, 10) BETWEEN :from AND :until', { from, until })
    .orderBy('row.receivedAt', 'ASC')
    .addOrderBy('row.id', 'ASC')
    .getMany();
  return centreRecordOf(rows);
};
