import assert from 'node:assert/strict';
import type { BodyRuling, Choosing, Facts, Policy, Ruling, TableRuling } from '@probity/policy-packs';
import { factsFor } from './investigation-facts.js';

/** An act or a step as it is allowed, and what becomes of it where something is otherwise. */
export interface Allowed {
  readonly ruling: Ruling;
  /** By this rule of this clause, and by no other. */
  refused(changes: Facts, code: string, clause: string): Allowed;
  /** It asks for a reason, and goes through with one as a departure. */
  needsReason(changes: Facts, code: string, clause: string): Allowed;
  /** It happens, and is on record. */
  recorded(changes: Facts, code: string, clause: string): Allowed;
  allowed(changes: Facts): Allowed;
}

export function allows(policy: Policy, act: string, ...given: readonly Facts[]): Allowed {
  const rule = (changes: Facts, reasons: Readonly<Record<string, string>> = {}) =>
    policy.rule(act, factsFor(policy, act, ...given, changes), { reasons });
  const self: Allowed = {
    ruling: isAllowed(rule({})),
    refused(changes, code, clause) {
      isRefusedBy(rule(changes), code, clause);
      return self;
    },
    needsReason(changes, code, clause) {
      isRefusedBy(rule(changes), code, clause);
      const { departures } = isAllowed(rule(changes, { [code]: 'As it was.' }));
      assert.ok(departures.some((one) => one.code === code && one.reason === 'As it was.'));
      return self;
    },
    recorded(changes, code, clause) {
      const { departures, breaches } = isAllowed(rule(changes));
      const kept = [...departures, ...breaches].find((one) => one.code === code);
      assert.ok(kept?.clauses.includes(clause), `${act} records ${code} [${clause}]`);
      return self;
    },
    allowed(changes) {
      const { departures, breaches } = isAllowed(rule(changes));
      assert.deepEqual([...departures, ...breaches], [], `nothing of ${act} is on record`);
      return self;
    },
  };
  return self;
}

function isAllowed(ruling: Ruling): Ruling {
  assert.deepEqual(codesOf(ruling), [], `${ruling.act} is allowed`);
  return ruling;
}

export function isRefusedBy(ruling: Pick<Ruling | BodyRuling | Choosing, 'refusals'>, code: string, clause: string) {
  assert.deepEqual(codesOf(ruling), [code]);
  assert.ok(ruling.refusals[0]?.clauses.includes(clause), `${code} rests on ${clause}`);
}

export const codesOf = ({ refusals }: Pick<Ruling | BodyRuling | Choosing, 'refusals'>): readonly string[] =>
  refusals.map(({ code }) => code);

/** Those of these offices, or parts in the case, may ask for it; these others are told that it is not theirs. */
export function isFor(policy: Policy, act: string, may: readonly string[], others: readonly string[]): void {
  const kind = (who: string) => {
    const actor = { offices: [who], roles: [who] };
    return policy.rule(act, factsFor(policy, act, { actor })).kind;
  };
  assert.ok(policy.act(act) ?? policy.step(act), `there is ${act}`);
  for (const one of may) assert.notEqual(kind(one), 'not-permitted', `${act} is for the ${one}`);
  for (const one of others) assert.equal(kind(one), 'not-permitted', `${act} is not for the ${one}`);
}

/** What the one row that hits says; it rests on these clauses. */
export function hits({ rows }: TableRuling, then: Facts, ...clauses: readonly string[]): void {
  assert.equal(rows.length, 1);
  const [row] = rows;
  const said = Object.fromEntries(Object.keys(then).map((output) => [output, row?.then[output]]));
  assert.deepEqual(said, then);
  for (const clause of clauses) assert.ok(row?.clauses.includes(clause), `the row rests on ${clause}`);
}

/** Codes of the items of a notice, or a document, that rest on the clause. */
export const itemsOn = (
  { items }: ReturnType<Policy['notice']> | ReturnType<Policy['document']>,
  clause: string,
): readonly string[] => items.filter(({ clauses }) => clauses.includes(clause)).map(({ code }) => code);

export const isDue = (policy: Policy, act: string, ...facts: readonly Facts[]): boolean =>
  policy.isDue(act, factsFor(policy, act, ...facts));
