import { enforce, type Given } from '@probity/decider';
import type { Facts, Policy, Ruling, Said } from '@probity/policy-packs';
import type { Addition, Making } from '../body/index.js';
import { emptyBody } from '../body/index.js';
import { hearingFacts, peopleOf } from './facts.js';
import type { Hearing, KnownHearing } from './hearing.js';

/** A command on a hearing, under its policy. */
export interface Deciding {
  readonly hearing: Hearing;
  readonly policy: Policy;
  readonly given: Given;
}

export const knownOf = ({ hearing }: Pick<Deciding, 'hearing'>): KnownHearing | undefined =>
  hearing.status === 'known' ? hearing : undefined;

/**
 * The ruling on an act, with what its rules in the pack cannot see: a body's bars, votes, letters. What these refuse counts
 * only where the act is open to this person. @throws RuleBroken
 */
export const ruledOn = (
  { hearing, policy, given }: Deciding,
  act: string,
  more: Facts = {},
  added: Addition = {},
  said: Said = {},
): Ruling => {
  const reasons = given.reasons ? { reasons: given.reasons } : {};
  const ruling = policy.rule(act, merged(hearingFacts(hearing, given, policy) as unknown as Facts, more), {
    ...said,
    ...reasons,
  });
  const isOpen = ruling.kind === undefined || ruling.kind === 'unacceptable';
  const own = new Set(ruling.refusals.map(({ code, field }) => `${code} ${field ?? ''}`));
  const others = (added.refusals ?? []).filter(({ code, field }) => !own.has(`${code} ${field ?? ''}`));
  const { refusals } = isOpen ? { refusals: [...ruling.refusals, ...others] } : ruling;
  return enforce({
    ...ruling,
    ...(refusals.length > 0 && { kind: ruling.kind ?? 'unacceptable' }),
    refusals,
    departures: [...ruling.departures, ...(added.departures ?? [])],
    authority: [...new Set([...ruling.authority, ...(added.authority ?? [])])],
  });
};

/** What an act says of something goes with what is known of it: `evidence.collected` with `evidence.unknown`. */
export const merged = (known: Facts, more: Facts): Facts =>
  Object.entries(more).reduce<Facts>((facts, [name, value]) => {
    const before = facts[name];
    return { ...facts, [name]: isGroup(before) && isGroup(value) ? merged(before, value) : value };
  }, known);

const isGroup = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the making of its body needs of a hearing, for an act of this name. */
export const makingOf = (deciding: Deciding, act: string, more: Facts = {}): Making => {
  const known = knownOf(deciding);
  return {
    policy: deciding.policy,
    body: known?.body ?? emptyBody,
    people: known ? peopleOf(known) : { satOn: undefined, did: undefined, involved: [], accuser: null, sawHistory: [] },
    given: deciding.given,
    rule: (added) => ruledOn(deciding, act, more, added),
  };
};
