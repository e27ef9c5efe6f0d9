import type { AnyCommand } from '@probity/contracts';
import { rolesHeldBy, type Actor, type DomainEvent } from '@probity/decider';
import { categoryOf, isAfter, type Position } from '@probity/event-store';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { streamsOfCase, type Pinned, type Subject } from '../commands/subject.js';
import { actorsOf, goesBy, isAwaited } from '../cases/implicit-parts.js';
import type { LetterRow } from '../letters/letter.js';
import type { Letters } from '../letters/letters.js';
import { Progress } from '../http/at-least.js';
import { Elsewhere } from './elsewhere.js';
import { schemaOf, type CaseAbout } from './service-definition.js';
import type { ServiceRuntime } from './service-runtime.js';

export interface Part {
  readonly runtime: ServiceRuntime;
  readonly subject: Subject<AnyCommand, unknown, DomainEvent>;
  /** The id of the stream, without its category. */
  readonly stream: string;
}

export interface CaseStream {
  readonly runtime: ServiceRuntime;
  readonly subject: Subject<never, unknown, DomainEvent>;
  readonly id: string;
}

interface Listed {
  readonly case_id: string;
  readonly part: string;
}

/** The services that run in this process. */
export class Services extends Progress {
  private readonly runtimes: ServiceRuntime[] = [];
  /** What is read of services in other processes. */
  readonly elsewhere = new Elsewhere(() => this.runtimes.map(({ name, views }) => ({ schema: schemaOf(name), views })));

  add(runtime: ServiceRuntime): void {
    this.runtimes.push(runtime);
  }

  get all(): readonly ServiceRuntime[] {
    return this.runtimes;
  }

  get names(): readonly string[] {
    return this.runtimes.map(({ name }) => name);
  }

  /** `degraded`: it serves, and does not tell or hear the others for now. */
  async health(): Promise<readonly { readonly name: string; readonly is: 'ok' | 'degraded' | 'unavailable' }[]> {
    return Promise.all(this.runtimes.map(async (runtime) => ({ name: runtime.name, is: await runtime.health() })));
  }

  /** What belongs to a case, whichever service it is of; a stream that nobody has written to, too. */
  streamsOf(caseId: string): readonly CaseStream[] {
    return this.runtimes.flatMap((runtime) =>
      streamsOfCase(runtime.definition.subjects as CaseStream['subject'][], caseId).map((one) => ({ runtime, ...one })),
    );
  }

  /** What the first service to know it knows of a case; and of those it is about, whether any service knows that they were told. */
  async pinnedOfCase(caseId: string): Promise<Pinned | undefined> {
    let first: Pinned | undefined;
    for (const { runtime, subject, id } of this.streamsOf(caseId)) {
      const pinned = await pinnedIn(runtime, subject, id);
      if (pinned?.studentsTold) return { ...(first ?? pinned), studentsTold: true };
      first ??= pinned;
      if (first && first.studentsTold !== false) return first;
    }
    return first;
  }

  /** By the subject's name, where it runs here. */
  async pinnedOf(name: string, id: string): Promise<Pinned | undefined> {
    for (const runtime of this.runtimes) {
      const subject = runtime.definition.subjects.find((one) => one.name === name);
      if (subject) return pinnedIn(runtime, subject, id);
    }
    return undefined;
  }

  /** The parts that somebody has in a case: of services in other processes as they are told there. */
  async partsIn(caseId: string, actor: Actor): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const { runtime, subject, id } of this.streamsOf(caseId)) {
      const { streams, definition } = runtime;
      const { state, told } = await streams.load(subject, id);
      const pinned = subject.pinned(state);
      if (!pinned) continue;
      const policy = runtime.policies.get(pinned.policy);
      for (const part of rolesHeldBy(actor.id, subject.roles(state, policy))) found.add(part);
      const own = { subject: subject as Subject<never>, state, told };
      if (goesBy(policy, 'acted') && (await actorsOf(streams, definition.subjects, own)).includes(actor.id))
        found.add('acted');
    }
    for (const part of await this.partsTold(caseId, actor)) found.add(part);
    return [...found];
  }

  async isAwaitedIn(caseId: string, actor: Actor): Promise<boolean> {
    for (const { runtime, subject, id } of this.streamsOf(caseId)) {
      const { state } = await runtime.streams.load(subject, id);
      const pinned = subject.pinned(state);
      const register = pinned && (await runtime.registers.latest(pinned.institution))?.register;
      if (!pinned || !register) continue;
      const policy = runtime.policies.get(pinned.policy);
      if (isAwaited(subject, state, policy, actor, { at: runtime.clock.instant(), register })) return true;
    }
    return false;
  }

  async listedIn(caseIds: readonly string[], { id }: Actor): Promise<ReadonlyMap<string, readonly string[]>> {
    if (caseIds.length === 0) return new Map();
    const [where, values] = ['case_id = ANY ($1) AND person = $2', [[...caseIds], id]] as const;
    const here = this.runtimes.map(({ views }) =>
      views.query<Listed[]>(`SELECT case_id, part FROM case_parts_v1 WHERE ${where}`, [...values]),
    );
    const rows = [
      ...(await Promise.all(here)),
      await this.elsewhere.rows<Listed>('case_parts_v1', where, values),
    ].flat();
    const byCase = Map.groupBy(rows, (row) => row.case_id);
    return new Map([...byCase].map(([of, listed]) => [of, listed.map(({ part }) => part)]));
  }

  /** By what services in other processes keep for the others, and by who stands in for whom in any. */
  private async partsTold(caseId: string, { id }: Actor): Promise<readonly string[]> {
    const of = [caseId, id];
    const parts = await this.elsewhere.rows<{ part: string }>('case_parts_v1', 'case_id = $1 AND person = $2', of);
    const standsIn = `case_id = $1 AND person = $2 AND starts_at <= $3 AND (ends_at IS NULL OR ends_at > $3)`;
    const asked = this.runtimes.map(({ views, clock }) =>
      views.query<object[]>(`SELECT FROM stand_ins_v1 WHERE ${standsIn}`, [...of, clock.instant()]),
    );
    const [any] = this.runtimes;
    const there = any ? await this.elsewhere.rows('stand_ins_v1', standsIn, [...of, any.clock.instant()]) : [];
    const isStandIn = [...(await Promise.all(asked)), there].some((rows) => rows.length > 0);
    return [...parts.map(({ part }) => part), ...(isStandIn ? ['stands-in'] : [])];
  }

  /** As far as the services of this process list cases, and know whether they are closed. */
  async openCasesAbout(institution: string, people: readonly string[]): Promise<readonly CaseAbout[]> {
    const found: CaseAbout[] = [];
    for (const runtime of this.runtimes)
      for (const one of (await runtime.definition.casesAbout?.(runtime, institution, people)) ?? [])
        if (!(await this.isClosed(one.case))) found.push(one);
    return found;
  }

  private async isClosed(caseId: string): Promise<boolean> {
    for (const { runtime, subject, id } of this.streamsOf(caseId))
      if (subject.isClosed?.((await runtime.streams.load(subject, id)).state)) return true;
    return false;
  }

  /** With the service that sent it. @throws NotFound */
  async letter(id: string, institution: string | null): Promise<{ letters: Letters; letter: LetterRow }> {
    for (const { letters } of this.runtimes) {
      const letter = await letters.find(id);
      if (letter?.institution === institution) return { letters, letter };
    }
    throw new NotFound();
  }

  /** Of the case that a letter is about, or of what it was sent by. */
  async pinnedOfLetter(id: string): Promise<Pinned | undefined> {
    for (const runtime of this.runtimes) {
      const letter = await runtime.letters.find(id);
      if (!letter) continue;
      if (letter.case_id !== null) return this.pinnedOfCase(letter.case_id);
      const category = categoryOf(letter.stream);
      const subject = runtime.definition.subjects.find((one) => one.category === category);
      return subject && pinnedIn(runtime, subject, letter.stream.slice(category.length + 1));
    }
    return undefined;
  }

  /** The part of a case that an act belongs to, by the act's first word. @throws NotFound */
  async partOf(caseId: string, act: string, asked: Pick<Asked, 'institution'>): Promise<Part> {
    const name = act.slice(0, act.indexOf('.'));
    for (const runtime of this.runtimes) {
      const subject = runtime.definition.subjects.find((one) => one.name === name) as Part['subject'] | undefined;
      for (const stream of subject?.idsOfCase(caseId) ?? []) {
        const { version, state } = await runtime.streams.load(subject as Part['subject'], stream);
        if (subject && version > 0 && subject.pinned(state)?.institution === asked.institution)
          return { runtime, subject, stream };
      }
    }
    throw new NotFound();
  }

  override async isAhead(at: Position): Promise<boolean> {
    const [any] = this.runtimes;
    return any !== undefined && isAfter(at, await any.streams.store.head());
  }

  override async heard(at: Position): Promise<boolean> {
    return (await Promise.all(this.runtimes.map((runtime) => runtime.heard(at)))).every(Boolean);
  }

  override async reached(at: Position): Promise<boolean> {
    return (await Promise.all(this.runtimes.map((runtime) => runtime.reached(at)))).every(Boolean);
  }
}

const pinnedIn = async (runtime: ServiceRuntime, subject: Subject, id: string): Promise<Pinned | undefined> => {
  const { version, state } = await runtime.streams.load(subject as Subject<never>, id);
  return version > 0 ? subject.pinned(state) : undefined;
};
