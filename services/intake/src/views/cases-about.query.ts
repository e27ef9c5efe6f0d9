import type { CaseAbout, ServiceContext } from '@probity/shell';
import { Any } from 'typeorm';
import { CaseRow } from './case.entity.js';

/** A case that was destroyed is about nobody any more. A whole register may be asked about: as one list, and not a parameter each. */
export const casesAbout = async (
  intake: ServiceContext,
  institution: string,
  people: readonly string[],
): Promise<readonly CaseAbout[]> => {
  const byHash = new Map(people.map((id) => [intake.keyedHash(institution, 'person', id), id]));
  const rows = await intake.views.getRepository(CaseRow).find({
    select: { id: true, reference: true, subjectHash: true },
    where: { institution, subjectHash: Any([...byHash.keys()]) },
    order: { openedAt: 'ASC', id: 'ASC' },
  });
  return rows.map(({ id, reference, subjectHash }) => ({
    ...{ case: id, reference },
    person: byHash.get(subjectHash ?? '') ?? '',
  }));
};
