import type { DomainEvent, Given } from '@probity/decider';
import type { Policies } from '@probity/policy-packs';
import { hiddenFrom } from '../access/hidden-from.js';
import type { Streams } from '../commands/streams.js';
import { streamsOfCase, type Subject, type Told } from '../commands/subject.js';
import type { StandIn } from '../standing-in/stand-in.js';
import { offers, type ActOffer } from './acts.js';
import type { WaitingItem, WaitingList } from './waiting.js';

export interface TimelineEntry {
  readonly position: string;
  readonly recordedAt: string;
  readonly actedAt: string;
  readonly occurredAt: string;
  readonly actor: string;
  /** `system`: a service took note of what another told. */
  readonly by: 'person' | 'system';
  /** The offices that they stood in for on this case as they did it, and who had them do so. */
  readonly standingIn?: readonly { readonly office: string; readonly by: string }[];
  readonly type: string;
  readonly says: string;
  readonly clauses: readonly string[];
  readonly departures: readonly {
    readonly code: string;
    readonly clauses: readonly string[];
    readonly reason: string | null;
  }[];
  /** Duties of the institution's own that were not kept. */
  readonly breaches: readonly { readonly code: string; readonly clauses: readonly string[]; readonly says: string }[];
  readonly event: string;
}

/** A service's part of a case: its acts, its chapter of the timeline, and what waits there. */
export interface Chapter {
  readonly service: string;
  acts(institution: string, caseId: string, given: Given): Promise<readonly ActOffer[]>;
  timeline(institution: string, caseId: string, given: Given): Promise<readonly TimelineEntry[]>;
  waiting(institution: string, given: Given): Promise<readonly WaitingItem[]>;
}

/** What the services of this process know of a case, put together. A service that runs alone tells its own part. */
export class CaseDesk {
  private readonly chapters: Chapter[] = [];

  add(chapter: Chapter): void {
    this.chapters.push(chapter);
  }

  async acts(institution: string, caseId: string, given: Given): Promise<readonly ActOffer[]> {
    return (await Promise.all(this.chapters.map((chapter) => chapter.acts(institution, caseId, given)))).flat();
  }

  async timeline(institution: string, caseId: string, given: Given): Promise<readonly TimelineEntry[]> {
    const parts = await Promise.all(this.chapters.map((chapter) => chapter.timeline(institution, caseId, given)));
    return parts.flat().sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  }

  /**
   * The most urgent first: by deadline, then by how long it has waited. What waits for an office that they stand in for is theirs,
   * too, on that case.
   */
  async worklist(
    institution: string,
    given: Given,
    standIns: readonly Pick<StandIn, 'case' | 'office'>[] = [],
  ): Promise<readonly WaitingItem[]> {
    const own = await this.waiting(institution, given);
    const theirs = await Promise.all(
      standIns.map(async ({ case: caseId, office }) => {
        const found = await this.waiting(institution, { ...given, actor: { ...given.actor, offices: [office] } });
        return found.filter((item) => item.case === caseId);
      }),
    );
    const each = new Map([...own, ...theirs.flat()].map((item) => [`${item.stream} ${item.act}`, item]));
    return [...each.values()].sort((a, b) => urgency(a).localeCompare(urgency(b)));
  }

  private async waiting(institution: string, given: Given): Promise<readonly WaitingItem[]> {
    return (await Promise.all(this.chapters.map((chapter) => chapter.waiting(institution, given)))).flat();
  }
}

const urgency = (item: WaitingItem): string => `${item.dueAt ?? '9999'} ${item.since}`;

export const chapterOf = (
  service: string,
  streams: Streams,
  policies: Policies,
  subjects: readonly Subject[],
  list: Pick<WaitingList, 'for'>,
): Chapter => ({
  service,
  acts: async (institution, caseId, given) => {
    const found: ActOffer[] = [];
    for (const { subject, id } of streamsOfCase(subjects, caseId))
      found.push(...(await actsOf(streams, policies, subject, id, institution, given)));
    return found;
  },
  timeline: async (institution, caseId, given) => {
    const found: TimelineEntry[] = [];
    for (const { subject, id } of streamsOfCase(subjects, caseId))
      found.push(...(await timelineOf(streams, subject, id, institution, { policies, given })));
    return found;
  },
  waiting: (institution, given) => list.for(institution, given.actor),
});

export const actsOf = async (
  streams: Streams,
  policies: Policies,
  subject: Subject,
  id: string,
  institution: string,
  given: Given,
): Promise<readonly ActOffer[]> => {
  const { state } = await streams.load(subject as Subject<never>, id);
  const pinned = subject.pinned(state);
  if (pinned?.institution !== institution) return [];
  const policy = policies.get(pinned.policy);
  const of = subject.variant?.(id, policy) ?? null;
  return offers(subject as Subject<never>, state, policy, given).map((offer) => ({ ...offer, of }));
};

export const timelineOf = async (
  streams: Streams,
  subject: Subject,
  id: string,
  institution: string,
  reader?: Reader,
): Promise<readonly TimelineEntry[]> => {
  const { told, state } = await streams.load(subject as Subject<never>, id);
  const untold = untoldTo(subject as Subject<never>, told, state, reader);
  return told
    .filter(({ recorded, event }) => recorded.institution === institution && !untold.has(event))
    .map((one) => entry(subject, one));
};

/** Who asks; left out of what no policy keeps anything. */
interface Reader {
  readonly policies: Policies;
  readonly given: Given;
}

const untoldTo = (
  subject: Subject<never>,
  told: readonly Told[],
  state: unknown,
  reader: Reader | undefined,
): ReadonlySet<DomainEvent> => {
  const pinned = subject.pinned(state);
  if (!subject.untold || !pinned || !reader) return new Set();
  const policy = reader.policies.get(pinned.policy);
  return subject.untold(
    told.map(({ event }) => event),
    (at) => hiddenFrom(policy, subject, at, reader.given),
  );
};

const entry = (subject: Subject, { recorded, event }: Told): TimelineEntry => ({
  position: recorded.position,
  recordedAt: recorded.recordedAt,
  actedAt: recorded.actedAt,
  occurredAt: recorded.occurredAt,
  actor: recorded.actor,
  by: recorded.actor.startsWith('system:') ? 'system' : 'person',
  type: recorded.type,
  says: sentence(subject, event),
  clauses: recorded.authority,
  departures: departuresOf(event),
  breaches: breachesOf(event),
  event: recorded.id,
});

const sentence = (subject: Subject, event: DomainEvent): string => {
  const tell = subject.sentences[event.type] as ((data: object) => string) | undefined;
  if (!tell) throw new Error(`${subject.name} has no sentence for ${event.type}`);
  return tell(event.data);
};

const departuresOf = ({ data }: DomainEvent): TimelineEntry['departures'] => {
  const { ruling } = data as { ruling?: { departures: TimelineEntry['departures'] } };
  return (ruling?.departures ?? []).map(({ code, clauses, reason }) => ({ code, clauses, reason }));
};

const breachesOf = ({ data }: DomainEvent): TimelineEntry['breaches'] => {
  const { ruling } = data as { ruling?: { breaches?: TimelineEntry['breaches'] } };
  return (ruling?.breaches ?? []).map(({ code, clauses, says }) => ({ code, clauses, says }));
};
