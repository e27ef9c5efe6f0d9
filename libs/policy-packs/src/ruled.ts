import { enforce, type Given, type Refusal } from '@probity/decider';
import type { Departure, Facts, Policy, Ruling, Said } from './policy.js';

/** What an act's own rules cannot see: a body's bars, votes, what a letter must say. */
export interface Addition {
  readonly refusals?: readonly Refusal[];
  readonly departures?: readonly Departure[];
  readonly authority?: readonly string[];
}

/**
 * The act's ruling, with the reasons that came with the command, and with what its rules cannot see: what that refuses counts
 * only where the act is open to this person, and once. @throws RuleBroken
 */
export const ruled = (
  policy: Policy,
  act: string,
  facts: Facts,
  { reasons }: Pick<Given, 'reasons'>,
  said: Said = {},
  added: readonly Addition[] = [],
): Ruling => {
  const ruling = policy.rule(act, facts, { ...said, ...(reasons ? { reasons } : {}) });
  const isOpen = ruling.kind === undefined || ruling.kind === 'unacceptable';
  const own = new Set(ruling.refusals.map(named));
  const others = added.flatMap(({ refusals = [] }) => refusals).filter((refusal) => !own.has(named(refusal)));
  return enforce({
    ...ruling,
    refusals: isOpen ? [...ruling.refusals, ...others] : ruling.refusals,
    departures: [...ruling.departures, ...added.flatMap(({ departures = [] }) => departures)],
    authority: [...new Set([...ruling.authority, ...added.flatMap(({ authority = [] }) => authority)])],
  });
};

const named = ({ code, field }: Refusal): string => `${code} ${field ?? ''}`;

/** What an act says of something goes with what is known of it: `evidence.collected` with `evidence.unknown`. */
export const factsWith = (known: Facts, more: Facts): Facts =>
  Object.entries(more).reduce<Facts>((facts, [name, value]) => {
    const before = facts[name];
    return { ...facts, [name]: isGroup(before) && isGroup(value) ? factsWith(before, value) : value };
  }, known);

const isGroup = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
