import type { ServiceDefinition } from '@probity/shell';
import { CaseRow } from './case.entity.js';

/** Whom a destroyed case was about can then not be found, even by whoever has the key of the hashes. */
export const erase: NonNullable<ServiceDefinition['erase']> = async (_context, scope, manager) => {
  const [kind, id] = scope.split(':');
  if (kind === 'case' && id !== undefined)
    await manager.update(CaseRow, { id }, { subjectId: null, subjectHash: null });
};
