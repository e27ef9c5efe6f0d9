import type { ServiceDefinition } from '@probity/shell';
import { CaseRow } from './case.entity.js';
import { EarlierPracticeRow } from './earlier-practice.entity.js';

/** Whom a destroyed case or report was about can then not be found, even by whoever has the key of the hashes. */
export const erase: NonNullable<ServiceDefinition['erase']> = async (_context, scope, manager) => {
  const [kind, id] = scope.split(':');
  if (id === undefined) return;
  if (kind === 'case') await manager.update(CaseRow, { id }, { subjectId: null, subjectHash: null });
  if (kind === 'report') await manager.delete(EarlierPracticeRow, { report: id });
};
