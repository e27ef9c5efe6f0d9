import type { ServiceContext } from '@probity/shell';
import { allegationsOf } from '../domain/hearing/facts.js';
import type { KnownHearing } from '../domain/hearing/hearing.js';
import type { Together } from '../domain/hearing/penalty/facts.js';
import { hearingSubject } from '../subjects.js';
import { isOfSameStudent } from './same-student.js';
import { othersOf } from './sitting.lookups.js';

/** What is alleged of the same student in the other cases of the sitting. */
export const allegedBesides = async (hearings: ServiceContext, hearing: KnownHearing): Promise<Together> => {
  const ids = await othersOf(hearings, hearing);
  const loaded = await Promise.all(ids.map((id) => hearings.streams.load(hearingSubject, id)));
  const theirs = loaded.flatMap(({ state }) =>
    state.status === 'known' && isOfSameStudent(hearing, state) ? [state] : [],
  );
  const sum = (count: (one: KnownHearing) => number): number => theirs.reduce((so, one) => so + count(one), 0);
  return {
    put: sum((one) => allegationsOf(one).put),
    proven: sum((one) => allegationsOf(one).proven),
    unfound: sum(({ finding, closedAt }) => (finding === null && closedAt === null ? 1 : 0)),
  };
};
