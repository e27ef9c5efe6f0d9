import type { AnyCommand } from '@probity/contracts';
import { rolesHeldBy, type DomainEvent } from '@probity/decider';
import { categoryOf, isAfter, type Position } from '@probity/event-store';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { streamsOfCase, type Pinned, type Subject } from '../commands/subject.js';
import type { LetterRow } from '../letters/letter.js';
import type { Letters } from '../letters/letters.js';
import { Progress } from '../http/at-least.js';
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

/** The services that run in this process. */
export class Services extends Progress {
  private readonly runtimes: ServiceRuntime[] = [];

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

  /** What the first service to know it knows of a case. */
  async pinnedOfCase(caseId: string): Promise<Pinned | undefined> {
    for (const { runtime, subject, id } of this.streamsOf(caseId)) {
      const pinned = await pinnedIn(runtime, subject, id);
      if (pinned) return pinned;
    }
    return undefined;
  }

  /** By the subject's name, where it runs here. */
  async pinnedOf(name: string, id: string): Promise<Pinned | undefined> {
    for (const runtime of this.runtimes) {
      const subject = runtime.definition.subjects.find((one) => one.name === name);
      if (subject) return pinnedIn(runtime, subject, id);
    }
    return undefined;
  }

  /** The parts that somebody has in a case, as the services of this process know them. */
  async partsIn(caseId: string, person: string): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const { runtime, subject, id } of this.streamsOf(caseId)) {
      const { state } = await runtime.streams.load(subject, id);
      const pinned = subject.pinned(state);
      const roles = pinned ? subject.roles(state, runtime.policies.get(pinned.policy)) : {};
      for (const part of rolesHeldBy(person, roles)) found.add(part);
    }
    return [...found];
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
