import { instantOf } from '../calendar/instant.js';
import type { DerivedFacts } from '../cel.js';
import type { FactTypes } from '../policy.js';
import { camelCase } from './names.js';
import type { DeadlineRule } from './settings.js';

/** Whether what `meets` names came in time. */
export type InTime = (deadline: DeadlineRule, from: string, meets: string) => boolean;

/** `inTime.<name>` for each deadline whose two instants are among the facts. */
export function inTimeFacts(
  deadlines: ReadonlyMap<string, DeadlineRule>,
  types: FactTypes,
  isInTime: InTime,
): { readonly types: FactTypes; readonly derived: DerivedFacts } {
  const known = [...deadlines.values()].filter(
    ({ from, meets }) => from !== undefined && [from, meets].every((name) => typeAt(types, name) === 'string'),
  );
  if (known.length === 0) return { types, derived: new Map() };
  const inTime = Object.fromEntries(known.map(({ name }) => [camelCase(name), 'bool' as const]));
  const derived = known.map((deadline) => {
    const { name, from = '', meets } = deadline;
    const work = (fact: (name: string) => string) => {
      const instant = (of: string) => instantOf(fact(of), `the fact ${of}`).toString();
      return isInTime(deadline, instant(from), instant(meets));
    };
    return [`inTime.${camelCase(name)}`, work] as const;
  });
  return { types: { ...types, inTime }, derived: new Map(derived) };
}

function typeAt(types: FactTypes, dotted: string): FactTypes[string] | undefined {
  let at: FactTypes[string] | undefined = types;
  for (const name of dotted.split('.')) {
    if (at === undefined || typeof at === 'string' || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}
