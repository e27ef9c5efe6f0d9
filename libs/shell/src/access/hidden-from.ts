import { rolesHeldBy, type DomainEvent, type Given } from '@probity/decider';
import type { Facts, Hidden, Policy } from '@probity/policy-packs';
import type { Subject } from '../commands/subject.js';

/**
 * What the policy keeps from whoever asks, by their offices and their parts in the matter. What waits for facts of another
 * subject stays hidden, unless these are known here.
 * @param elsewhere what is known here of other subjects, by their names
 */
export const hiddenFrom = <State>(
  policy: Policy,
  subject: Pick<Subject<never, State, DomainEvent>, 'name' | 'facts' | 'roles'>,
  state: State,
  given: Given,
  elsewhere: Readonly<Record<string, Facts>> = {},
): readonly Hidden[] => {
  const from = [...given.actor.offices, ...rolesHeldBy(given.actor.id, subject.roles(state, policy))];
  const here = policy.hidden(from, subject.facts(state, given, policy) as unknown as Facts, subject.name);
  // Each waits for the facts of one subject, and stays hidden by those of any other.
  return Object.entries(elsewhere).reduce((still, [name, facts]) => {
    const there = policy.hidden(from, facts, name);
    return still.filter((one) => there.some((other) => isSame(one, other)));
  }, here);
};

/** It, as far as it is told to whoever asks. */
export const asTold = <State>(
  subject: Pick<Subject<never, State, DomainEvent>, 'name' | 'facts' | 'roles' | 'asTold'>,
  state: State,
  policy: Policy,
  given: Given,
): State => subject.asTold?.(state, hiddenFrom(policy, subject, state, given)) ?? state;

/** What policies call whom a case is about, and the record of it as a whole. */
export const studentIdentity = 'student-identity';
export const malpracticeFile = 'malpractice-file';

/** By which words of the policy the file of a case is kept from whoever has these offices, and these parts in it; empty where it is not. */
export const fileHiddenFrom = (
  policy: Policy,
  { offices }: Given['actor'],
  parts: readonly string[] = [],
): readonly Hidden[] =>
  policy.hidden([...offices, ...parts], {}, 'file').filter(({ what }) => what === malpracticeFile);

export const hides = (hidden: readonly Hidden[], what: string): boolean => hidden.some((one) => one.what === what);

const isSame = (one: Hidden, other: Hidden): boolean =>
  one.what === other.what && one.says === other.says && one.clauses.join() === other.clauses.join();
