import { Temporal } from 'temporal-polyfill';
import type { Actor, DomainEvent, Given } from '@probity/decider';
import {
  recordedAlready,
  deadlineOrWhy,
  FactMissing,
  derivedItems,
  letterItemsOf,
  meanings,
  type ActDefinition,
  type Facts,
  type Policy,
  type Ruling,
} from '@probity/policy-packs';
import { asTold } from '../access/hidden-from.js';
import { routeOf, type Subject } from '../commands/subject.js';

type AnySubject<State> = Subject<never, State, DomainEvent>;

/** What can be done with something now, by whom, by when, under which clauses, and why not the rest. */
export interface ActOffer {
  readonly act: string;
  /** Of what, where a case has several parts with the same acts: `review`, `appeal`; null where there is one. */
  readonly of: string | null;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly open: boolean;
  /** Whether the procedure waits for it. */
  readonly due: boolean;
  readonly who: {
    readonly offices: readonly string[];
    readonly roles: readonly string[];
    readonly people: readonly string[];
    readonly anyone: boolean;
  };
  /** Null where nothing says when; without a date where a deadline cannot be counted, and `explained` says why. */
  readonly by: {
    readonly date: string | null;
    readonly endsAt: string | null;
    readonly explained: string;
    readonly clauses: readonly string[];
  } | null;
  /** Why it is not open, or empty. */
  readonly because: readonly { readonly code: string; readonly says: string; readonly clauses: readonly string[] }[];
  /** What will be asked of what the command says, in words. */
  readonly accepts: readonly {
    readonly code: string;
    readonly says: string;
    readonly clauses: readonly string[];
    readonly force: string;
  }[];
  /** What its letters ask for, by the codes that `letter` says them by; some of it is known already, and need not be said. */
  readonly letter: readonly {
    readonly code: string;
    readonly says: string;
    readonly clauses: readonly string[];
    /** What it says, and nothing else, where it is sent now. */
    readonly is?: string;
  }[];
  readonly route: string | undefined;
}

export const offers = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  given: Given,
): readonly ActOffer[] => {
  const told = asTold(subject, state, policy, given);
  return definitions(subject, policy).map((act) => offer(subject, told, policy, given, act));
};

const offer = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  given: Given,
  act: ActDefinition,
): ActOffer => {
  const facts = subject.facts(state, given, policy) as unknown as Facts;
  const awaited = subject.awaits?.(state, policy, act.name) ?? [];
  const own = refusalsOf(policy, act, facts).filter(({ code }) => awaited.length === 0 || code !== factNeeded);
  const derived = derivedItems(policy, act.name, given.at);
  const refusals = [...awaited, ...own, ...recordedAlready(act, facts, policy)];
  return {
    act: act.name,
    of: null,
    title: act.title,
    clauses: act.clauses,
    open: refusals.length === 0,
    due: awaited.length === 0 && isDue(policy, act.name, facts),
    who: { ...act.who, people: peopleOf(subject, state, policy, act) },
    by: deadlineOf(subject, state, policy, act, facts),
    because: inWords(refusals),
    accepts: act.acceptable.map(({ code, says, clauses, force }) => ({ code, says, clauses, force })),
    letter: letterItemsOf(policy, act.name).map(({ code, says, clauses }) => ({
      ...{ code, says, clauses },
      ...(derived[code] !== undefined && { is: derived[code] }),
    })),
    route: routeOf(subject, policy, act.name),
  };
};

const factNeeded = 'fact-needed';

/** An act that turns on what nobody has told yet is not open, and says what that is. */
const refusalsOf = (policy: Policy, { name, clauses }: ActDefinition, facts: Facts): Ruling['refusals'] => {
  try {
    return policy.available(name, facts).refusals;
  } catch (error) {
    if (!(error instanceof FactMissing)) throw error;
    const { fact, neededBy } = error;
    const says = `${neededBy ? `${neededBy.says} ` : ''}This turns on ${meanings[fact] ?? fact}, which is not known.`;
    return [{ code: factNeeded, clauses: neededBy?.clauses ?? clauses, says }];
  }
};

/** What turns on something that nobody has told yet is not waited for. */
export const isDue = (policy: Policy, act: string, facts: Facts): boolean => {
  try {
    return policy.isDue(act, facts);
  } catch (error) {
    if (!(error instanceof FactMissing)) throw error;
    return false;
  }
};

/** The policy lets them do it, by an office or a part in the case, whether or not it is open. */
export const isTheirs = ({ who: { anyone, offices, people } }: Pick<ActOffer, 'who'>, { id, offices: held }: Actor) =>
  anyone || people.includes(id) || offices.some((office) => held.includes(office));

/** The acts that this person could do now: told with every refusal. */
export const openActs = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  given: Given,
): readonly Pick<ActOffer, 'act' | 'title' | 'route'>[] =>
  offers(subject, state, policy, given)
    .filter(({ open }) => open)
    .map(({ act, title, route }) => ({ act, title, route }));

/**
 * Whom an act waits for by name: those who have a part in the case that the policy lets do it. The student is not named:
 * it may be hidden from whoever reads this who that is.
 */
export const peopleOf = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  act: ActDefinition,
): readonly string[] => {
  const roles = subject.roles(state, policy);
  const students = subject.pinned(state)?.students ?? [];
  return act.who.roles.flatMap((role) => roles[role] ?? []).filter((person) => !students.includes(person));
};

export const deadlineOf = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  act: ActDefinition,
  facts: Facts,
): ActOffer['by'] => {
  const named = subject.daysNamed?.(state)[act.name];
  if (named)
    return {
      date: named,
      endsAt: endOfDay(named, policy.timeZone),
      explained: `The day that was named: ${named}`,
      clauses: act.clauses,
    };
  const anchor = act.by && (subject.anchors(state)[act.by] ?? instantIn(facts, policy.anchorOf(act.by)));
  if (!act.by || !anchor) return null;
  const deadline = deadlineOrWhy(policy, act.by, anchor);
  if ('uncountable' in deadline) {
    const explained = `This cannot be counted: ${deadline.uncountable}`;
    return { date: null, endsAt: null, explained, clauses: act.clauses };
  }
  const { date, endsAt, explained, clauses } = deadline;
  return { date, endsAt, explained, clauses };
};

/** What the fact of that dotted name says, where it is known: not the instant of the asking, which no day counts from. */
const instantIn = (facts: Facts, name: string | undefined): string | undefined => {
  if (name === undefined || name === 'asked.at') return undefined;
  const found = name
    .split('.')
    .reduce<unknown>((inner, part) => (inner as Readonly<Record<string, unknown>> | undefined)?.[part], facts);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** The day's last millisecond there; RFC 3339. */
const endOfDay = (date: string, timeZone: string): string =>
  Temporal.PlainDate.from(date)
    .add({ days: 1 })
    .toZonedDateTime(timeZone)
    .toInstant()
    .subtract({ milliseconds: 1 })
    .toString();

export const definitions = (subject: Pick<Subject, 'name'>, policy: Policy): readonly ActDefinition[] => [
  ...policy.acts(subject.name),
  ...policy.steps(subject.name),
];

const inWords = (refusals: Ruling['refusals']): ActOffer['because'] =>
  refusals.map(({ code, says, clauses }) => ({ code, says, clauses }));
