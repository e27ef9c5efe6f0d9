import type { ServiceDefinition } from '@probity/shell';
import type { EntityManager, UpdateResult } from 'typeorm';
import { CaseRow } from './case.entity.js';
import { EarlierPracticeRow } from './earlier-practice.entity.js';
import { ReportRow } from './report.entity.js';

/** Whom a destroyed case or report was about can then not be found, even by whoever has the key of the hashes. */
export const erase: NonNullable<ServiceDefinition['erase']> = async (_context, scope, manager) => {
  const [kind, id] = scope.split(':');
  if (id === undefined) return 0;
  if (kind === 'case') return eraseCase(id, manager);
  return kind === 'report' ? eraseReport(id, manager) : 0;
};

/** Its report may go on, with another case: by then it has forgotten this one's subject. */
const eraseCase = async (id: string, manager: EntityManager): Promise<number> => {
  const row = await manager
    .getRepository(CaseRow)
    .findOne({ where: { id }, select: { id: true, report: true, subjectHash: true } });
  if (!row) return 0;
  const { report, subjectHash } = row;
  const gone = subjectHash === null ? 0 : await deleted(manager, { report, studentHash: subjectHash });
  const nothing = { subjectId: null, subjectHash: null, subjectKind: null, offences: null, classification: null };
  return gone + countOf(await manager.update(CaseRow, { id }, { ...nothing, reportReceivedAt: null }));
};

const eraseReport = async (id: string, manager: EntityManager): Promise<number> => {
  const gone = await deleted(manager, { report: id });
  const nothing = { reporterKind: null, classification: null, missing: [] };
  return gone + countOf(await manager.update(ReportRow, { id }, nothing));
};

const deleted = async (
  manager: EntityManager,
  which: Partial<Pick<EarlierPracticeRow, 'report' | 'studentHash'>>,
): Promise<number> => (await manager.delete(EarlierPracticeRow, which)).affected ?? 0;

const countOf = ({ affected }: UpdateResult): number => affected ?? 0;
