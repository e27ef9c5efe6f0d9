import type { Projection, Told } from '@probity/shell';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';
import { InstructionRow } from './instruction.entity.js';

/** Each instruction to a student system, in the order of the log. */
export const instructionsProjection: Projection = {
  name: 'instructions_v1',
  categories: ['sanctions'],
  project: async (page, manager) => {
    const rows = (page as readonly Told<SanctionsEvent>[]).flatMap(rowsOf);
    if (rows.length > 0) await manager.upsert(InstructionRow, rows, ['position']);
  },
};

const rowsOf = ({ recorded, event }: Told<SanctionsEvent>): readonly InstructionRow[] => {
  const { position, id, institution, case: caseId } = recorded;
  if (event.type !== 'InstructionIssued' || caseId === null) return [];
  return [{ position, id, institution, case: caseId, number: event.data.number }];
};
