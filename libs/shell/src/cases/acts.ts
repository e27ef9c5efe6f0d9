import { Temporal } from 'temporal-polyfill';
import type { DomainEvent, Given } from '@probity/decider';
import {
  recordedAlready,
  deadlineOrWhy,
  type ActDefinition,
  type Facts,
  type Policy,
  type Ruling,
} from '@probity/policy-packs';
import type { Subject } from '../commands/subject.js';

type AnySubject<State> = Subject<never, State, DomainEvent>;

/** What can be done with something now, by whom, by when, under which clauses, and why not the rest. */
export interface ActOffer {
  readonly act: string;
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
  readonly route: string | undefined;
}

export const offers = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  given: Given,
): readonly ActOffer[] => definitions(subject, policy).map((act) => offer(subject, state, policy, given, act));

const offer = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  given: Given,
  act: ActDefinition,
): ActOffer => {
  const facts = subject.facts(state, given) as unknown as Facts;
  const refusals = [...policy.available(act.name, facts).refusals, ...recordedAlready(act, facts)];
  return {
    act: act.name,
    title: act.title,
    clauses: act.clauses,
    open: refusals.length === 0,
    due: policy.isDue(act.name, facts),
    who: { ...act.who, people: peopleOf(subject, state, act) },
    by: deadlineOf(subject, state, policy, act),
    because: inWords(refusals),
    accepts: act.acceptable.map(({ code, says, clauses, force }) => ({ code, says, clauses, force })),
    route: subject.routes[act.name] ?? subject.routes['*'],
  };
};

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

/** Whom an act waits for by name: those who have a part in the case that the policy lets do it. */
export const peopleOf = <State>(subject: AnySubject<State>, state: State, act: ActDefinition): readonly string[] => {
  const roles = subject.roles(state);
  return act.who.roles.flatMap((role) => roles[role] ?? []);
};

export const deadlineOf = <State>(
  subject: AnySubject<State>,
  state: State,
  policy: Policy,
  act: ActDefinition,
): ActOffer['by'] => {
  const named = subject.daysNamed?.(state)[act.name];
  if (named)
    return {
      date: named,
      endsAt: endOfDay(named, policy.timeZone),
      explained: `The day that was named: ${named}`,
      clauses: act.clauses,
    };
  const anchor = act.by && subject.anchors(state)[act.by];
  if (!act.by || !anchor) return null;
  const deadline = deadlineOrWhy(policy, act.by, anchor);
  if ('uncountable' in deadline) {
    const explained = `This cannot be counted: ${deadline.uncountable}`;
    return { date: null, endsAt: null, explained, clauses: act.clauses };
  }
  const { date, endsAt, explained, clauses } = deadline;
  return { date, endsAt, explained, clauses };
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
