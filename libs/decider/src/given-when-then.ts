import { isDeepStrictEqual } from 'node:util';
import { fold, type Decided, type Decider, type DomainEvent } from './decider.js';
import { RuleBroken } from './rule-broken.js';

export type Expected<Event extends DomainEvent> = Event extends DomainEvent
  ? { readonly type: Event['type']; readonly data?: Partial<Event['data']>; readonly authority?: readonly string[] }
  : never;

export interface Scenario<Command, Event extends DomainEvent> {
  when(command: Command): {
    /** Exactly these events, in this order; of each the members of `data` that the expectation names, and authority where it does. */
    then(...expected: readonly Expected<Event>[]): readonly Decided<Event>[];
    thenNothing(): void;
    /** Refused with this code, resting on this clause. */
    thenRefused(code: string, clause: string): RuleBroken;
  };
}

/** `given(decider, policy, ...facts).when(command).then(...events)`: the specification of one command. */
export const given = <Command, State, Event extends DomainEvent, Policy>(
  decider: Decider<Command, State, Event, Policy>,
  policy: Policy,
  ...facts: readonly Event[]
): Scenario<Command, Event> => ({
  when: (command) => {
    const decide = () => decider.decide(command, fold(decider, facts), policy);
    return {
      then: (...expected) => {
        const actual = decide();
        const comparable = actual.map((event, index) =>
          pick(event, expected[index] as Expected<DomainEvent> | undefined),
        );
        if (!isDeepStrictEqual(comparable, expected)) fail('the decision differs', expected, comparable);
        return actual;
      },
      thenNothing: () => {
        const actual = decide();
        if (actual.length > 0) fail('expected no event', [], actual);
      },
      thenRefused: (code, clause) => {
        const broken = refusalOf(decide);
        const match = broken.refusals.some((refusal) => refusal.code === code && refusal.clauses.includes(clause));
        if (!match) fail('refused otherwise', { code, clause }, broken.refusals);
        return broken;
      },
    };
  },
});

const pick = (actual: Decided<DomainEvent>, expected: Expected<DomainEvent> | undefined): unknown => ({
  type: actual.type,
  ...(expected?.data ? { data: named(actual.data, expected.data) } : {}),
  ...(expected?.authority ? { authority: actual.authority } : {}),
});

const named = (data: object, expected: object): unknown =>
  Object.fromEntries(Object.keys(expected).map((name) => [name, (data as Readonly<Record<string, unknown>>)[name]]));

const refusalOf = (decide: () => unknown): RuleBroken => {
  let events: unknown;
  try {
    events = decide();
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
  return fail('expected a refusal', 'RuleBroken', events);
};

const fail = (what: string, expected: unknown, actual: unknown): never => {
  throw new Error(
    `${what}\nexpected: ${JSON.stringify(expected, null, 2)}\nactual: ${JSON.stringify(actual, null, 2)}`,
  );
};
