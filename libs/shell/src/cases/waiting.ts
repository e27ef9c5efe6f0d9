import type { Actor, DomainEvent } from '@probity/decider';
import { categoryOf } from '@probity/event-store';
import type { Facts, Policies } from '@probity/policy-packs';
import { Column, Entity, Index, PrimaryColumn, type DataSource, type EntityManager } from 'typeorm';
import type { Streams } from '../commands/streams.js';
import { routeOf, type Subject, type Told } from '../commands/subject.js';
import type { Projection } from '../projections/projection.js';
import { deadlineOf, definitions, isDue, peopleOf } from './acts.js';

/** An act that the procedure waits for. A row of the service's `waiting_v2`. */
@Entity({ name: 'waiting_v2' })
export class WaitingItem {
  @PrimaryColumn('text') stream!: string;
  @PrimaryColumn('text') act!: string;
  @Index() @Column('text') institution!: string;
  @Column('text', { name: 'case_id', nullable: true }) case!: string | null;
  @Column('text', { nullable: true }) reference!: string | null;
  @Column('text') title!: string;
  @Column('text', { array: true }) offices!: string[];
  @Column('text', { array: true }) people!: string[];
  @Column('text', { array: true }) clauses!: string[];
  /** RFC 3339; null where no clause and no setting says when, or where it cannot be counted: `explained` says why. */
  @Column('text', { name: 'due_at', nullable: true }) dueAt!: string | null;
  @Column('text', { nullable: true }) explained!: string | null;
  @Column('text') since!: string;
  /** Whom it must not reach, because it is about them: a keyed hash of the register's id. */
  @Column('text', { name: 'about_hash', nullable: true, select: false }) aboutHash!: string | null;
  @Column('text', { nullable: true }) route!: string | undefined;
}

/** A keyed hash of a person's id in an institution's register. */
export type HashOf = (institution: string, person: string) => string;

export class WaitingList {
  constructor(
    private readonly views: DataSource,
    private readonly hashOf: HashOf,
  ) {}

  for(institution: string, actor: Actor): Promise<readonly WaitingItem[]> {
    return this.views
      .getRepository(WaitingItem)
      .createQueryBuilder('waiting')
      .where('waiting.institution = :institution', { institution })
      .andWhere('(waiting.offices && :offices::text[] OR :actor = ANY(waiting.people))', {
        offices: [...actor.offices],
        actor: actor.id,
      })
      .andWhere('waiting.aboutHash IS DISTINCT FROM :hash', { hash: this.hashOf(institution, actor.id) })
      .getMany();
  }
}

/** Works out anew, for every stream that changed, what it waits for. Nobody in particular asks. */
export const waitingProjection = (
  subjects: readonly Subject[],
  streams: Streams,
  policies: Policies,
  hashOf: HashOf,
): Projection => ({
  name: 'waiting_v2',
  categories: subjects.map(({ category }) => category),
  project: async (page, manager) => {
    const latest = new Map(page.map((told) => [told.recorded.stream, told]));
    for (const told of latest.values()) await refresh(told, subjects, streams, policies, hashOf, manager);
  },
});

const refresh = async (
  { recorded }: Told,
  subjects: readonly Subject[],
  streams: Streams,
  policies: Policies,
  hashOf: HashOf,
  manager: EntityManager,
): Promise<void> => {
  const subject = subjects.find(({ category }) => category === categoryOf(recorded.stream)) as
    Subject<never> | undefined;
  if (!subject) return;
  const { state, told } = await streams.load(subject, recorded.stream.slice(subject.category.length + 1));
  // By the clock that dates are counted by: a store has its own.
  const since = (told.at(-1)?.recorded ?? recorded).actedAt;
  await manager.delete(WaitingItem, { stream: recorded.stream });
  const rows = waits(subject, state, policies, hashOf, recorded.stream, since);
  if (rows.length > 0) await manager.insert(WaitingItem, rows as WaitingItem[]);
};

const waits = (
  subject: Subject<never>,
  state: unknown,
  policies: Policies,
  hashOf: HashOf,
  stream: string,
  since: string,
): readonly WaitingItem[] => {
  const pinned = subject.pinned(state);
  if (!pinned) return [];
  const policy = policies.get(pinned.policy);
  const asker = { actor: { id: 'system:worklist', offices: [] }, at: since };
  const facts = subject.facts(state, asker, policy) as unknown as Facts;
  return definitions(subject, policy)
    .filter(({ name }) => !subject.awaits?.(state as never, policy, name).length && isDue(policy, name, facts))
    .map((act) => {
      const by = deadlineOf(subject as Subject<never, unknown, DomainEvent>, state, policy, act, facts);
      return {
        stream,
        act: act.name,
        institution: pinned.institution,
        case: pinned.case,
        reference: pinned.reference,
        title: act.title,
        offices: [...act.who.offices],
        people: [...peopleOf(subject, state, policy, act)],
        clauses: [...act.clauses],
        dueAt: by?.endsAt ?? null,
        explained: by?.explained ?? null,
        since,
        aboutHash: pinned.about ? hashOf(pinned.institution, pinned.about) : null,
        route: routeOf(subject, policy, act.name),
      };
    });
};
