import type { Actor, DomainEvent } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { Register } from '@probity/registers';
import type { Streams } from '../commands/streams.js';
import type { Subject, Told } from '../commands/subject.js';
import { holdersOf } from '../letters/addresses.js';
import { offers } from './acts.js';

/**
 * Parts that nobody is given by an act: whoever has acted in the case, stands in for an office on it, or is whom the procedure waits
 * for. A policy that goes by one of them names it among its roles.
 */
export const implicitParts = ['acted', 'stands-in', 'awaited'] as const;

export type ImplicitPart = (typeof implicitParts)[number];

export const goesBy = (policy: Policy, part: ImplicitPart): boolean =>
  Object.hasOwn(policy.describe().offices.roles ?? {}, part);

/** Whoever did anything that is on this stream, or on those that it came of. */
export const actorsOf = async (
  streams: Streams,
  subjects: readonly Subject[],
  {
    subject,
    state,
    told,
  }: { readonly subject: Subject<never>; readonly state: unknown; readonly told: readonly Told[] },
): Promise<readonly string[]> => {
  const before = Object.entries(subject.cameOf?.(state as never) ?? {}).flatMap(([name, id]) => {
    const found = subjects.find((one) => one.name === name);
    return found ? [streams.load(found as Subject<never>, id)] : [];
  });
  const all = [told, ...(await Promise.all(before)).map((loaded) => loaded.told)].flat();
  return [...new Set(all.map(({ recorded }) => recorded.actor))];
};

/**
 * Whether the procedure waits for an act that they may do now. Of several who hold an office it waits for those to whom its letters
 * go: those near the case.
 */
export const isAwaited = <State>(
  subject: Subject<never, State, DomainEvent>,
  state: State,
  policy: Policy,
  actor: Actor,
  { at, register }: { readonly at: string; readonly register: Pick<Register, 'staff' | 'students' | 'modules'> },
): boolean => {
  const { assessment } = subject.addressees?.(state) ?? {};
  const near = { assessment, roles: subject.roles(state, policy), register };
  const theirs = actor.offices.filter((office) => holdersOf(office, near).some(({ id }) => id === actor.id));
  return offers(subject, state, policy, { actor, at }).some(
    ({ due, open, who }) =>
      due && open && (who.people.includes(actor.id) || who.offices.some((office) => theirs.includes(office))),
  );
};
