import type { ServiceDefinition } from '@probity/shell';
import { ComparableRow } from './comparable.entity.js';

/** What was decided in a case goes with its record. */
export const erase: NonNullable<ServiceDefinition['erase']> = async (_context, scope, manager) => {
  const [kind, id] = scope.split(':');
  if (kind === 'case' && id !== undefined) await manager.delete(ComparableRow, { id });
};
