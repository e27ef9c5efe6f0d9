import assert from 'node:assert/strict';
import type { BodyRuling, Facts, Policy, Ruling, Said } from '@probity/policy-packs';
import { factsFor } from './facts.js';

/** An act or a step as it is allowed, and what becomes of it where something is otherwise. */
export interface Allowed {
  readonly ruling: Ruling;
  /** By this rule of this clause, and by no other. */
  refused(changes: Facts, code: string, clause: string): Allowed;
  /** By this rule of this clause, and perhaps by others. */
  refusedAlso(changes: Facts, code: string, clause: string): Allowed;
  /** Asks for a reason, and goes through with it as a departure. */
  needsReason(changes: Facts, code: string, clause: string): Allowed;
  /** Happens, and is on record. */
  recorded(changes: Facts, code: string, clause: string): Allowed;
  allowed(changes: Facts): Allowed;
}

export function allows(policy: Policy, act: string, given: Facts | readonly Facts[] = [], said: Said = {}): Allowed {
  const base = [given].flat();
  const rule = (changes: Facts, more: Said = {}) =>
    policy.rule(act, factsFor(policy, act, ...base, changes), { ...said, ...more });
  const self: Allowed = {
    ruling: isAllowed(rule({})),
    refused(changes, code, clause) {
      isRefusedBy(rule(changes), code, clause);
      return self;
    },
    refusedAlso(changes, code, clause) {
      const found = rule(changes).refusals.find((refusal) => refusal.code === code);
      assert.ok(found?.clauses.includes(clause), `${act} is refused by ${code} [${clause}]`);
      return self;
    },
    needsReason(changes, code, clause) {
      isRefusedBy(rule(changes), code, clause);
      const { departures } = isAllowed(rule(changes, { reasons: { [code]: 'As it was.' } }));
      assert.ok(departures.some((one) => one.code === code && one.reason === 'As it was.'));
      return self;
    },
    recorded(changes, code, clause) {
      const { breaches, departures } = isAllowed(rule(changes));
      const kept = [...breaches, ...departures].find((one) => one.code === code);
      assert.ok(kept?.clauses.includes(clause), `${act} records ${code} [${clause}]`);
      return self;
    },
    allowed(changes) {
      isAllowed(rule(changes));
      return self;
    },
  };
  return self;
}

function isAllowed(ruling: Ruling): Ruling {
  assert.deepEqual(codesOf(ruling), [], `${ruling.act} is allowed`);
  return ruling;
}

export function isRefusedBy(ruling: Pick<Ruling, 'refusals'> | BodyRuling, code: string, clause: string): void {
  assert.deepEqual(codesOf(ruling), [code]);
  assert.ok(ruling.refusals[0]?.clauses.includes(clause), `${code} rests on ${clause}`);
}

export const codesOf = ({ refusals }: Pick<Ruling, 'refusals'>): readonly string[] => refusals.map(({ code }) => code);

/** Those that any of these have no right to do are told so. */
export function isFor(policy: Policy, act: string, offices: readonly string[], others: readonly string[]): void {
  const rule = (office: string) => policy.rule(act, factsFor(policy, act, { actor: { offices: [office], roles: [] } }));
  for (const office of offices) assert.notEqual(rule(office).kind, 'not-permitted', `${act} is for the ${office}`);
  for (const office of others) assert.equal(rule(office).kind, 'not-permitted', `${act} is not for the ${office}`);
}

/** Refused for want of any one of the items of what it must contain. */
export function containsEach(
  policy: Policy,
  act: string,
  given: Facts | readonly Facts[],
  items: readonly string[],
  clause: string,
): void {
  const contents = Object.fromEntries(items.map((item) => [item, 'As it is.']));
  allows(policy, act, given, { contents });
  for (const item of items) {
    const facts = factsFor(policy, act, ...[given].flat());
    isRefusedBy(policy.rule(act, facts, { contents: { ...contents, [item]: ' ' } }), `missing-${item}`, clause);
  }
}

/** Whether the procedure waits for it. */
export const isDue = (policy: Policy, act: string, ...facts: readonly Facts[]): boolean =>
  policy.isDue(act, factsFor(policy, act, ...facts));

/** Items of a notice that rest on the clause. */
export const itemsOn = (policy: Policy, notice: string, clause: string): readonly string[] =>
  policy
    .notice(notice)
    .items.filter(({ clauses }) => clauses.includes(clause))
    .map(({ code }) => code);
