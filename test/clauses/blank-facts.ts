import { personFacts, type Facts, type FactTypes } from '@probity/policy-packs';

const EMPTY = { bool: false, string: '', double: 0, 'list<string>': [] } as const;

/** All of these facts, as nothing has happened. @param at instead of an empty text, for what is named as an instant */
export const blank = (types: FactTypes, at = ''): Facts =>
  Object.fromEntries(
    Object.entries(types).map(([name, type]) => {
      if (typeof type !== 'string') return [name, blank(type, at)];
      return [name, type === 'string' && /(^a|A)t$/.test(name) ? at : EMPTY[type]];
    }),
  );

/** Of whom nothing is known that a body could mind. */
export const nobody: Facts = blank(personFacts.person);

/** The facts with these in their place, or beside them. */
export const laidOver = (facts: Facts, changes: Facts): Facts => replaced(facts, changes, () => true);

/** The facts with these in their place. @throws for one that was not there, unless it may be gone: a slip would change nothing */
export const replaced = (facts: Facts, changes: Facts, mayBeGone: (dotted: string) => boolean, path = ''): Facts => {
  const changed = Object.entries(changes).map(([name, change]) => {
    const dotted = `${path}${name}`;
    const before = facts[name];
    if (before === undefined && !mayBeGone(dotted)) throw new Error(`there is no fact ${dotted}`);
    const isWithin = isFacts(before) && isFacts(change);
    return [name, isWithin ? replaced(before, change, mayBeGone, `${dotted}.`) : change] as const;
  });
  return { ...facts, ...Object.fromEntries(changed) };
};

const isFacts = (value: Facts[string] | undefined): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
