import type { LetterSent } from '@probity/contracts';
import type { DomainEvent } from '@probity/decider';
import { asTold } from '../access/hidden-from.js';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import type { Told } from '../commands/subject.js';
import type { LetterRow } from '../letters/letter.js';
import type { CaseStream, Services } from '../runtime/services.js';
import { offers, type ActOffer } from './acts.js';
import type { OwnPart } from './own-part.js';

/** A student's own case, as the services of this process put it together. */
export interface OwnMatter {
  readonly stage: OwnPart['stage'] | null;
  readonly dates: NonNullable<OwnPart['dates']>;
  readonly decision: OwnPart['decision'] | null;
  readonly course: OwnPart['course'] | null;
}

/** What the student may do now, with the version to name in `If-Match`. */
export type OwnAct = Pick<ActOffer, 'act' | 'title' | 'clauses' | 'by' | 'accepts' | 'route'> & {
  readonly version: number;
  readonly etag: string;
};

/** Whom a case is about learns of it what they were told, and what they may do. What was not told is not there. */
export class OwnMatters {
  constructor(private readonly services: Services) {}

  async of(caseId: string, asked: Asked): Promise<OwnMatter> {
    const parts = (await this.streams(caseId, asked)).flatMap(({ subject, state, told, policy }) => {
      const shown = asTold(subject, state, policy, asked);
      return subject.ownPart?.(shown, policy, { lettersAt: lettersAt(told) }) ?? [];
    });
    const stages = parts.flatMap(({ stage }) => stage ?? []).toSorted((a, b) => a.since.localeCompare(b.since));
    return {
      stage: stages.at(-1) ?? null,
      dates: parts.flatMap(({ dates }) => dates ?? []).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
      decision: parts.flatMap(({ decision }) => decision ?? []).at(-1) ?? null,
      course: parts.flatMap(({ course }) => course ?? []).at(-1) ?? null,
    };
  }

  /** Only what is open to them: why the rest is not could tell what they were not told. */
  async acts(caseId: string, asked: Asked): Promise<readonly OwnAct[]> {
    const streams = await this.toldStreams(caseId, asked);
    return streams.flatMap(({ subject, state, version, policy }) => {
      const { actor } = subject.facts(state, asked, policy);
      return offers(subject, state, policy, asked)
        .filter(({ open, who }) => open && who.roles.some((role) => actor.roles.includes(role)))
        .map(({ act, title, clauses, by, accepts, route }) => {
          const said = { act, title, clauses, by, accepts, route };
          return { ...said, version, etag: `"${version}"` };
        });
    });
  }

  /** Those that were sent to them, the earliest first, with what they say. */
  async letters(caseId: string, asked: Asked): Promise<readonly object[]> {
    await this.toldStreams(caseId, asked);
    const found: (readonly [LetterRow, string])[] = [];
    for (const { letters } of this.services.all)
      for (const row of await letters.ofCase(asked.institution ?? '', caseId)) {
        const text = row.recipients.some(isStudent) ? await letters.text(row) : null;
        if (text !== null) found.push([row, text]);
      }
    return found
      .toSorted(([a], [b]) => a.sent_at.localeCompare(b.sent_at))
      .map(([{ id, notice, title, clauses, sent_at: at }, text]) => ({ id, notice, title, at, clauses, text }));
  }

  /** @throws NotFound for whoever is not told of it yet */
  private async toldStreams(caseId: string, asked: Asked): Promise<readonly OwnStream[]> {
    const streams = await this.streams(caseId, asked);
    const isTold = streams.some(
      ({ subject, state, told }) => lettersAt(told).length > 0 || subject.isStudentTold?.(state),
    );
    if (!isTold) throw new NotFound();
    return streams;
  }

  private async streams(caseId: string, { institution, actor }: Asked): Promise<readonly OwnStream[]> {
    const found: OwnStream[] = [];
    for (const { runtime, subject, id } of this.services.streamsOf(caseId)) {
      const { state, told, version } = await runtime.streams.load(subject, id);
      const pinned = subject.pinned(state);
      if (pinned?.institution !== institution || !pinned?.students?.includes(actor.id)) continue;
      found.push({ subject, state, told, version, policy: runtime.policies.get(pinned.policy) });
    }
    return found;
  }
}

interface OwnStream {
  readonly subject: CaseStream['subject'];
  readonly state: unknown;
  readonly told: readonly Told[];
  readonly version: number;
  readonly policy: Parameters<typeof offers>[2];
}

const isStudent = (word: string): boolean => word === 'student' || word === 'subject';

const lettersAt = (told: readonly Told<DomainEvent>[]): readonly string[] =>
  told.flatMap(({ event }) => {
    if (event.type !== 'LetterSent') return [];
    const { to, sentAt } = event.data as LetterSent['data'];
    return to.some(isStudent) ? [sentAt] : [];
  });
