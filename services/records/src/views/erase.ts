import type { ServiceDefinition } from '@probity/shell';
import { CentreCaseRow } from './centre-case.entity.js';
import { countAnonymously } from './counted-cases.query.js';

/** A centre's record is of the cases whose records are kept: a row without its centre would be found by nobody. */
export const erase: NonNullable<ServiceDefinition['erase']> = async (_context, scope, manager) => {
  const [kind, id] = scope.split(':');
  if (kind !== 'case' || id === undefined) return 0;
  await countAnonymously(manager, id);
  const { affected } = await manager.delete(CentreCaseRow, { id });
  return affected ?? 0;
};
