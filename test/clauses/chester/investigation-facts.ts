import type { Facts, FactTypes, Policy } from '@probity/policy-packs';

/** A Monday in term. */
export const noon = '2017-11-06T12:00:00Z';

/**
 * Every fact that may be read of the act: nothing has happened, somebody asks whose act it is, all instants are the same; but for
 * what is said here, in turn.
 */
export function factsFor(policy: Policy, act: string, ...said: readonly Facts[]): Facts {
  const { offices = [], roles = [] } = policy.act(act)?.who ?? {};
  const base = {
    ...(nothing(policy.facts(act) ?? {}) as Facts),
    actor: { offices: offices.slice(0, 1), roles: offices.length > 0 ? [] : roles.slice(0, 1) },
    steps: { done: [] },
  };
  return over(base, ...said);
}

/** @throws for a fact that was not there: a slip would change nothing. A step, or a field of one, may be gone with its clause. */
export const over = (facts: Facts, ...said: readonly Facts[]): Facts =>
  said.reduce<Facts>((before, one) => laidOver(before, one, ''), facts);

function laidOver(facts: Facts, changes: Facts, path: string): Facts {
  const changed = Object.entries(changes).map(([name, value]) => {
    const before = facts[name];
    const mayBeGone = /^(step|field)/.test(`${path}${name}`);
    if (before === undefined && !mayBeGone) throw new Error(`there is no fact ${path}${name}`);
    return [name, isFacts(before) && isFacts(value) ? laidOver(before, value, `${path}${name}.`) : value] as const;
  });
  return { ...facts, ...Object.fromEntries(changed) };
}

const isFacts = (value: Facts[string] | undefined): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function nothing(type: FactTypes[string], name = ''): Facts[string] {
  if (type === 'bool') return false;
  if (type === 'double') return 0;
  if (type === 'list<string>') return [];
  if (type === 'string') return /(^a|A)t$/.test(name) ? noon : '';
  return Object.fromEntries(Object.entries(type).map(([key, inner]) => [key, nothing(inner, key)]));
}

/** These steps were done, with these fields. */
export const done = (steps: Readonly<Record<string, Facts>>): Facts => ({
  step: Object.fromEntries(Object.entries(steps).map(([name, fields]) => [name, { done: true, ...fields }])),
});

export const person = (changes: Facts = {}): Facts => ({
  offices: [],
  satOn: [],
  did: [],
  accuser: false,
  isSubject: false,
  taughtModule: false,
  examinedWork: false,
  subjectSpecialist: false,
  ofOriginatingFaculty: false,
  ofProgrammeDepartment: false,
  involved: false,
  conflicted: false,
  sawHistory: false,
  trained: true,
  ...changes,
});

export const practice = 'unacceptable-academic-practice';
export const misconduct = 'academic-misconduct';
