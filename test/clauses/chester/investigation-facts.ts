import type { Facts, Policy } from '@probity/policy-packs';
import { blank, nobody, replaced } from '../blank-facts.js';

/** A Monday in term. */
export const noon = '2017-11-06T12:00:00Z';

/**
 * Every fact that may be read of the act: nothing has happened, somebody asks whose act it is, all instants are the same; but for
 * what is said here, in turn.
 */
export function factsFor(policy: Policy, act: string, ...said: readonly Facts[]): Facts {
  const { offices = [], roles = [] } = policy.act(act)?.who ?? {};
  const nothing = blank(policy.facts(act) ?? {}, noon);
  const asks = { offices: offices.slice(0, 1), roles: offices.length > 0 ? [] : roles.slice(0, 1) };
  const base = {
    ...nothing,
    actor: { ...(nothing['actor'] as Facts | undefined), ...asks },
    steps: { done: [] },
  };
  return over(base, ...said);
}

/** @throws for a fact that was not there: a slip would change nothing. A step, or a field of one, may be gone with its clause. */
export const over = (facts: Facts, ...said: readonly Facts[]): Facts =>
  said.reduce<Facts>((before, one) => replaced(before, one, (dotted) => /^(step|field)/.test(dotted)), facts);

/** These steps were done, with these fields. */
export const done = (steps: Readonly<Record<string, Facts>>): Facts => ({
  step: Object.fromEntries(Object.entries(steps).map(([name, fields]) => [name, { done: true, ...fields }])),
});

export const person = (changes: Facts = {}): Facts => ({ ...nobody, trained: true, ...changes });

export const practice = 'unacceptable-academic-practice';
export const misconduct = 'academic-misconduct';
