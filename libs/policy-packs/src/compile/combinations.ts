import type { Fact, Facts } from '../policy.js';

export type Inputs = readonly { readonly name: string; readonly values: readonly Fact[] }[];

export type Combination = readonly (readonly [string, Fact])[];

/** Every choice of one value for each. */
export function* combinationsOf([first, ...rest]: Inputs): Iterable<Combination> {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first.values) {
    for (const others of combinationsOf(rest)) yield [[first.name, value], ...others];
  }
}

/** `a.b` in `a`. */
export function nested(combination: Combination): Facts {
  const facts: Record<string, Fact | Facts> = {};
  for (const [name, value] of combination) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let at = facts;
    for (const part of path) at = (at[part] ??= {}) as typeof at;
    at[last] = value;
  }
  return facts;
}
