import type { Register } from '@probity/registers';
import type { Services } from '../runtime/services.js';

/** Somebody who is not in the register any more, and about whom there is a case that is not closed. */
export interface Dropped {
  readonly id: string;
  readonly cases: readonly string[];
}

/** Told, and not refused: who leaves is taken out, and the case goes on. What it rests on the register for is then not known. */
export const droppedWithCases = async (
  services: Services,
  institution: string,
  before: Register | undefined,
  after: Register | undefined,
): Promise<readonly Dropped[]> => {
  const still = new Set(after ? peopleIn(after) : []);
  const gone = (before ? peopleIn(before) : []).filter((id) => !still.has(id));
  if (gone.length === 0) return [];
  const cases = await services.openCasesAbout(institution, gone);
  return [...Map.groupBy(cases, ({ person }) => person)].map(([id, found]) => ({
    id,
    cases: found.map(({ reference }) => reference),
  }));
};

const peopleIn = ({ staff, students, learners }: Register): readonly string[] =>
  [...staff, ...students, ...learners].map(({ id }) => id);
