import type { DataSource } from 'typeorm';
import { DisposalRow } from './disposal.entity.js';

export const pendingDisposals = (views: DataSource): Promise<readonly DisposalRow[]> =>
  views.getRepository(DisposalRow).find({ order: { at: 'ASC' } });

export const removeDisposal = async (views: DataSource, caseId: string): Promise<void> => {
  await views.getRepository(DisposalRow).delete({ case: caseId });
};
