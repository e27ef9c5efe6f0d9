import type { Decider, DomainEvent, Given, Refusal } from '@probity/decider';
import type { Apart, PolicyPin, SubjectOfCase } from '@probity/contracts';
import type { RecordedEvent } from '@probity/event-store';
import type { FactsOf, ActCatalogue, Hidden, Policy, standardFacts } from '@probity/policy-packs';
import type { z } from 'zod';
import type { OwnPart, OwnTold } from '../cases/own-part.js';
import type { ToldToForm } from '../forms/recorded.js';
import type { Addressees } from '../letters/addresses.js';
import type { Upcasters } from '../runtime/upcast.js';

/** An event as deciders and views see it: what was stored, opened and lifted to today's shape. */
export interface Told<Event extends DomainEvent = DomainEvent> {
  readonly recorded: RecordedEvent;
  readonly event: Event;
}

/** How a fact comes to be known that nobody told. */
export interface Remedy {
  readonly says: string;
  readonly route?: string | undefined;
  /** What is corrected, and the field at fault, as a JSON pointer. */
  readonly event?: string;
  readonly field?: string;
}

/** What every state that stands for a file of its own knows of it once it is open. */
export interface Pinned {
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly case: string | null;
  /** The register's id of whom it is about. They do not read or act on it, whatever their office. */
  readonly about?: string | null;
  /** The students whose matter it is, by the register's ids: no other student knows of it. Left out while it is not known here. */
  readonly students?: readonly string[];
  /** Whether they were told of it, as far as is known here: until somebody knows so, it is to them as if it were not. Left out: this says nothing. */
  readonly studentsTold?: boolean;
  /** What a person calls it: `ABC-2026-000123`. Null until it is known here. */
  readonly reference: string | null;
}

/**
 * One kind of stream, and all that the shell needs to run it: its decider, its stored shapes, its key's scope, and what its
 * rules may read. The acts that a person can do to it, what waits, and its part of the timeline all derive from this.
 */
export interface Subject<
  Command extends { readonly type: string } = { readonly type: string },
  State = unknown,
  Event extends DomainEvent = DomainEvent,
> {
  /** Its acts are `<name>.<act>`. */
  readonly name: string;
  readonly category: string;
  readonly decider: Decider<Command & Given, State, Event, Policy>;
  /** The stored shape of each event, personal fields marked. */
  readonly events: Readonly<Record<Event['type'], z.ZodType>>;
  readonly schemaVersions: Readonly<Partial<Record<Event['type'], number>>>;
  readonly upcasters: Upcasters;
  /** The scope whose key seals the stream: `case:<id>`. */
  scope(id: string): string;
  /** Undefined while the stream is empty. */
  pinned(state: State): Pinned | undefined;
  readonly catalogue: ActCatalogue;
  /** `policy`: for what is reckoned by its rules, such as whether a body is complete. */
  facts(state: State, given: Given, policy?: Policy): FactsOf<typeof standardFacts> & object;
  /** Who has which part in it, by office-holder's id: `{ manager: ['st-0003'] }`. `policy`: for the parts that its steps give. */
  roles(state: State, policy?: Policy): Readonly<Record<string, readonly string[]>>;
  /** What an act waits for beside the policy's own rules; until then nothing is asked of these. */
  readonly awaits?: (state: State, policy: Policy, act: string) => readonly Refusal[];
  /** Whom letters to `student` and `module-lecturer` are for; left out, only parts and offices get any. */
  addressees?(state: State): Addressees;
  /** What an event that is no step tells the policy's forms, by the names of the catalogue. */
  toForm?(event: Event): ToldToForm | undefined;
  /** Streams of other subjects that it came of, by the subject's name: a case's report. */
  cameOf?(state: State): Readonly<Record<string, string>>;
  /** The instants that the policy's deadlines count from, by deadline. */
  anchors(state: State): Readonly<Record<string, string | undefined>>;
  /** The days that a person named for an act, by act: they go before a deadline that the policy counts. */
  readonly daysNamed?: (state: State) => Readonly<Record<string, string | undefined>>;
  /**
   * What an event rests on that has a key of its own: files, by their digests, and scopes. It is kept for as long as the
   * scope whose key seals the event, and destroyed with the last that holds it.
   */
  holds?(event: Event): readonly string[];
  /** What in an event is about one of several people, and is forgotten with that person's case. */
  readonly apart?: Readonly<Partial<Record<Event['type'], readonly Apart[]>>>;
  /** Events that stand as they are, whatever is personal in them: what was decided, or noted of what others decided. */
  readonly stands?: readonly Event['type'][];
  /** Each event in a sentence, for a person who may read the case. */
  readonly sentences: { readonly [Type in Event['type']]: (data: Extract<Event, { type: Type }>['data']) => string };
  /** It, as far as it is told to whoever the policy keeps this from: what they could do is worked out from no more. Left out, all. */
  asTold?(state: State, hidden: readonly Hidden[]): State;
  /** What the timeline leaves out: `hiddenAt` says what the policy keeps from whoever asks, of a state. Left out, nothing. */
  untold?(events: readonly Event[], hiddenAt: (state: State) => readonly Hidden[]): ReadonlySet<Event>;
  /** The routes that an act is done by: method and path, with `{case}` or `{id}`. One act may have a route by policy. */
  readonly routes: Readonly<Record<string, string | ((policy: Policy) => string)>>;
  /** How a fact comes to be known that is not, where only the subject can say. */
  remedyFor?(state: State, fact: string): Remedy | undefined;
  /** What the student whom it is about is told by it; `state` is without what the policy keeps from them. Left out, nothing. */
  ownPart?(state: State, policy: Policy, told: OwnTold): OwnPart;
  /** Whether the case has come to its end: of the one kind that says so. */
  isClosed?(state: State): boolean;
  /** Whether the student knows of the case, by what is known here. */
  isStudentTold?(state: State): boolean;
  /** What the stream is of, where a case has several of this kind: `review`, `appeal`. */
  variant?(id: string, policy: Policy): string | null;
  /** The streams of this kind that belong to a case. */
  idsOfCase(caseId: string): readonly string[];
}

/** `*` is for what has none of its own. */
export const routeOf = ({ routes }: Pick<Subject, 'routes'>, policy: Policy, act: string): string | undefined => {
  const route = routes[act] ?? routes['*'];
  return typeof route === 'function' ? route(policy) : route;
};

/** A case on a member of the institution's own staff, or on a student, is about somebody who could ask for it. */
export const aboutOf = (subject: SubjectOfCase | undefined): Pick<Pinned, 'about' | 'students'> => {
  if (!subject) return {};
  const { kind, id } = subject;
  return { about: kind === 'institution-staff' ? id : null, students: kind === 'student' ? [id] : [] };
};

/** The streams of a case that are of these subjects. */
export const streamsOfCase = <Any extends Pick<Subject, 'idsOfCase'>>(
  subjects: readonly Any[],
  caseId: string,
): readonly { readonly subject: Any; readonly id: string }[] =>
  subjects.flatMap((subject) => subject.idsOfCase(caseId).map((id) => ({ subject, id })));
