import assert from 'node:assert/strict';
import type { Facts, Policy, Ruling, Said } from '@probity/policy-packs';
import { factsFor, over } from './facts.js';

/** An act that the policy allows, and what becomes of it where something is otherwise. */
export interface Allowed {
  readonly ruling: Ruling;
  /** By this rule of this clause, and by no other. */
  refusedWhere(changes: Facts, code: string, clause: string): Allowed;
  /** It happens, and is on record as a breach or a departure. */
  recordedWhere(changes: Facts, code: string, clause: string): Allowed;
  allowedWhere(changes: Facts): Allowed;
}

export function allowed(policy: Policy, act: string, facts: readonly Facts[], said: Said = {}): Allowed {
  const base = factsFor(act, ...facts);
  const rule = (changes: Facts) => policy.rule(act, over(base, changes), said);
  const ruling = rule({});
  assert.deepEqual(codes(ruling), [], `${act} is allowed`);
  const self: Allowed = {
    ruling,
    refusedWhere(changes, code, clause) {
      refusedBy(rule(changes), code, clause);
      return self;
    },
    recordedWhere(changes, code, clause) {
      const changed = rule(changes);
      assert.deepEqual(codes(changed), [], `${act} is not refused`);
      const kept = [...changed.breaches, ...changed.departures].find((one) => one.code === code);
      assert.ok(kept?.clauses.includes(clause), `${act} records ${code} [${clause}]`);
      return self;
    },
    allowedWhere(changes) {
      assert.deepEqual(codes(rule(changes)), [], `${act} is allowed`);
      return self;
    },
  };
  return self;
}

/** By this rule of this clause, and by no other. */
export function refused(
  policy: Policy,
  act: string,
  facts: readonly Facts[],
  code: string,
  clause: string,
  said: Said = {},
): void {
  refusedBy(policy.rule(act, factsFor(act, ...facts), said), code, clause);
}

export function refusedBy({ refusals, act }: Pick<Ruling, 'refusals' | 'act'>, code: string, clause: string): void {
  assert.deepEqual(
    refusals.map((refusal) => refusal.code),
    [code],
    `${act} is refused`,
  );
  assert.ok(refusals[0]?.clauses.includes(clause), `${act} is refused by ${clause}`);
}

/** Without any one of its items the act is refused, item by item. */
export function needsEach(
  policy: Policy,
  act: string,
  facts: readonly Facts[],
  items: readonly string[],
  clause: string,
): void {
  const contents = Object.fromEntries(items.map((item) => [item, 'As it is.']));
  allowed(policy, act, facts, { contents });
  for (const item of items)
    refused(policy, act, facts, `missing-${item}`, clause, { contents: { ...contents, [item]: ' ' } });
}

const codes = ({ refusals }: Ruling): readonly string[] => refusals.map(({ code }) => code);

/** Whether the procedure waits for the act. */
export const isDue = (policy: Policy, act: string, ...facts: readonly Facts[]): boolean =>
  policy.isDue(act, factsFor(act, ...facts));

export const follows = ({ ruling }: Allowed, ...names: readonly string[]): void => {
  for (const name of names) assert.ok(ruling.follows.includes(name), `${name} follows ${ruling.act}`);
};
