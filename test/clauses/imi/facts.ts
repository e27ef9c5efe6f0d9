import type { Facts, FactTypes } from '@probity/policy-packs';
import { allServices } from '@probity/standalone';

const catalogues = new Map(
  allServices.flatMap(({ subjects }) => subjects.map(({ catalogue }) => [catalogue.service, catalogue] as const)),
);

/** Every fact that the services supply for the act, and no other: nothing has happened and nobody asks, but for what is said here. */
export function factsFor(act: string, ...said: readonly Facts[]): Facts {
  const service = act.slice(0, act.indexOf('.'));
  const catalogue = catalogues.get(service);
  if (!catalogue) throw new Error(`no service has the subject of ${act}`);
  const types: readonly FactTypes[] = [standard, catalogue.facts, catalogue.acts[act] ?? {}];
  const none = types.map(nothing).reduce(deeply, { field: {} });
  return said.reduce((facts, one) => over(facts, one), none);
}

/** The facts with these in their place. @throws for one that was not there: a slip would change nothing */
export function over(facts: Facts, changes: Facts, path = ''): Facts {
  const changed = Object.entries(changes).map(([name, change]) => {
    const at = `${path}${name}`;
    const is = facts[name];
    if (is === undefined && !path.startsWith('field.')) throw new Error(`there is no fact ${at}`);
    return [name, isFacts(is) && isFacts(change) ? over(is, change, `${at}.`) : change] as const;
  });
  return { ...facts, ...Object.fromEntries(changed) };
}

const standard = {
  actor: { offices: 'list<string>', roles: 'list<string>' },
  steps: { done: 'list<string>' },
} as const satisfies FactTypes;

const empty = { bool: false, string: '', double: 0, 'list<string>': [] } as const;

const nothing = (types: FactTypes): Facts =>
  Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, typeof type === 'string' ? empty[type] : nothing(type)]),
  );

const deeply = (a: Facts, b: Facts): Facts => {
  const both = Object.entries(b).map(([name, value]) => {
    const other = a[name];
    return [name, isFacts(other) && isFacts(value) ? deeply(other, value) : value] as const;
  });
  return { ...a, ...Object.fromEntries(both) };
};

const isFacts = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
