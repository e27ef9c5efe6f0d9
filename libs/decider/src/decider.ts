/** A private fact of one stream: what its `type` says happened, past tense, and the data that goes with it. */
export interface DomainEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** An event as a decision returns it: with the clauses that it rests on, and when it is claimed to have happened. */
export type Decided<Event extends DomainEvent> = Event & {
  readonly authority: readonly string[];
  /** RFC 3339. Absent: it happened when the command was given. */
  readonly occurredAt?: string;
  /** Another stream than the command's own, appended in the same act, at exactly this version. */
  readonly on?: { readonly stream: string; readonly expected: number; readonly keyId: string };
};

/** Who gives a command. `id` is an office-holder's id, a pseudonym, or `system:<service>`. */
export interface Actor {
  readonly id: string;
  readonly offices: readonly string[];
  /** By the institution's register as it is now; left out where it does not count, as for whoever stands in. */
  readonly nearTo?: ((module: string) => Nearness) | undefined;
}

/** What a register says of a person and a module; undefined: nothing, of the one or of the other. */
export interface Nearness {
  /** Offices of theirs that others hold in the faculty or department of the module, which is not theirs. */
  readonly elsewhere: readonly string[];
  readonly teaches: boolean | undefined;
  readonly examines: boolean | undefined;
}

/** What every command carries from the edge: nothing in the domain asks for it. */
export interface Given {
  readonly actor: Actor;
  /** When the command reached the edge; RFC 3339, UTC. */
  readonly at: string;
  /** When it is claimed to have happened, where that was earlier. */
  readonly occurredAt?: string;
  /** Reasons for departing from a rule, by the rule's code. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/**
 * One subject's procedure as two pure functions (Chassaing's decider): `decide` says what follows from a command, or
 * throws `RuleBroken`; `evolve` says what the facts add up to. Neither reads a clock, makes an id or looks anything up.
 */
export interface Decider<Command, State, Event extends DomainEvent, Policy> {
  readonly initial: State;
  decide(command: Command, state: State, policy: Policy): readonly Decided<Event>[];
  evolve(state: State, event: Event): State;
}

export const fold = <State, Event extends DomainEvent>(
  decider: Pick<Decider<never, State, Event, never>, 'initial' | 'evolve'>,
  events: Iterable<Event>,
): State => {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};

/** How a decision of one subject spells its events: `fact('LeadAssigned', { staff }, ruling)`. */
export const eventOf =
  <Event extends DomainEvent>() =>
  <Type extends Event['type']>(
    type: Type,
    data: Extract<Event, { readonly type: Type }>['data'],
    { authority }: { readonly authority: readonly string[] },
  ): Decided<Event> =>
    ({ type, data, authority }) as unknown as Decided<Event>;
