import { categoryOf } from '@probity/event-store';
import type { Policies } from '@probity/policy-packs';
import type { EntityManager } from 'typeorm';
import type { Streams } from '../commands/streams.js';
import type { Subject, Told } from '../commands/subject.js';
import type { Projection } from '../projections/projection.js';
import { letsStandIn, standInsOf, type StandIn } from './stand-in.js';

const telling = new Set(['OfficeDelegated', 'StepRecorded', 'FactCorrected']);

/** Of every stream on which somebody may be named: read anew, corrections and all. */
export const standInsProjection = (subjects: readonly Subject[], streams: Streams, policies: Policies): Projection => ({
  name: 'stand_ins_v1',
  categories: subjects.map(({ category }) => category),
  project: async (page, manager) => {
    const changed = page.filter(({ recorded, event }) => {
      if (!telling.has(event.type) || recorded.case === null) return false;
      const subject = subjectOf(subjects, recorded.stream);
      return subject !== undefined && letsStandIn(policies.get(recorded.policy), subject);
    });
    for (const { recorded } of new Map(changed.map((told) => [told.recorded.stream, told])).values()) {
      const subject = subjectOf(subjects, recorded.stream) as Subject<never>;
      const { told } = await streams.load(subject, recorded.stream.slice(subject.category.length + 1));
      await replace(recorded.stream, standInsOf(told as readonly Told[], policies), manager);
    }
  },
});

const subjectOf = (subjects: readonly Subject[], stream: string): Subject | undefined =>
  subjects.find(({ category }) => category === categoryOf(stream));

const replace = async (stream: string, standIns: readonly StandIn[], manager: EntityManager): Promise<void> => {
  await manager.query('DELETE FROM stand_ins_v1 WHERE stream = $1', [stream]);
  for (const one of standIns)
    await manager.query(
      `INSERT INTO stand_ins_v1 (event, stream, institution, case_id, person, office, by_whom, starts_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [one.event, stream, one.institution, one.case, one.person, one.office, one.by, one.startsAt, one.endsAt],
    );
};
