import { categoryOf } from '@probity/event-store';
import type { Policies } from '@probity/policy-packs';
import type { EntityManager } from 'typeorm';
import type { Streams } from '../commands/streams.js';
import type { Subject } from '../commands/subject.js';
import { actorsOf, goesBy } from './implicit-parts.js';
import type { Projection } from '../projections/projection.js';

interface Part {
  readonly part: string;
  readonly person: string;
}

/** Works out anew, for every stream of a case that changed, who has which part in it. */
export const casePartsProjection = (
  subjects: readonly Subject[],
  streams: Streams,
  policies: Policies,
): Projection => ({
  name: 'case_parts_v1',
  categories: subjects.map(({ category }) => category),
  project: async (page, manager) => {
    for (const { recorded } of new Map(page.map((told) => [told.recorded.stream, told])).values()) {
      const { stream, case: caseId } = recorded;
      const id = stream.slice(categoryOf(stream).length + 1);
      const subject = subjects.find(({ category }) => category === categoryOf(stream)) as Subject<never> | undefined;
      if (caseId === null || !subject?.idsOfCase(caseId).includes(id)) continue;
      const { state, told } = await streams.load(subject, id);
      const actors = await actorsOf(streams, subjects, { subject, state, told });
      await replace(stream, caseId, partsOf(subject, state, actors, policies), manager);
    }
  },
});

const partsOf = (
  subject: Subject<never>,
  state: unknown,
  actors: readonly string[],
  policies: Policies,
): readonly Part[] => {
  const pinned = subject.pinned(state);
  if (!pinned) return [];
  const policy = policies.get(pinned.policy);
  const acted = goesBy(policy, 'acted') ? { acted: actors } : {};
  return Object.entries({ ...subject.roles(state, policy), ...acted }).flatMap(([part, people]) =>
    [...new Set(people)].map((person) => ({ part, person })),
  );
};

const replace = async (
  stream: string,
  caseId: string,
  parts: readonly Part[],
  manager: EntityManager,
): Promise<void> => {
  await manager.query('DELETE FROM case_parts_v1 WHERE stream = $1', [stream]);
  await manager.query(
    `INSERT INTO case_parts_v1 (stream, case_id, part, person) SELECT $1, $2, * FROM unnest($3::text[], $4::text[])`,
    [stream, caseId, parts.map(({ part }) => part), parts.map(({ person }) => person)],
  );
};
