import assert from 'node:assert/strict';
import type { Chosen, Facts, Policy } from '@probity/policy-packs';
import { laidOver } from '../blank-facts.js';

export const practice = 'unacceptable-academic-practice';

/** Not contested, further attempts allowed, nothing unspent, one allegation proven. */
export const usual: Facts = {
  case: { provisionalCategory: practice },
  answer: { disputes: false },
  history: { breachAtLevel5Plus: false },
  offences: { unspent: 0 },
  allegations: { proven: 1 },
  attempts: { furtherAllowed: true },
  module: { compensates: true },
  mark: { compensable: true },
  pass: { possible: true },
};

export const finalAttempt: Facts = { attempts: { furtherAllowed: false } };
export const oneUnspent: Facts = { offences: { unspent: 1 } };
export const twoUnspent: Facts = { offences: { unspent: 2 } };

/** As the table has it. */
const groupOf = (policy: Policy, changes: Facts): Facts =>
  policy.table('penalty-group', laidOver(usual, changes)).rows[0]?.then ?? {};

interface Case {
  /** What decides the group, where it is not as usual. */
  readonly of: Facts;
  readonly standardPenalty?: boolean;
  readonly ratified?: readonly string[];
}

export const imposed = (
  policy: Policy,
  chosen: readonly Chosen[],
  { of, standardPenalty = false, ratified = [] }: Case,
) =>
  policy.impose('practice-penalties', chosen, {
    group: groupOf(policy, of),
    history: { standardPenalty },
    specified: { ratified },
  });

export const imposedForMisconduct = (policy: Policy, chosen: readonly Chosen[], ratified: readonly string[] = []) =>
  policy.impose('misconduct-penalties', chosen, { specified: { ratified } });

type Imposed = ReturnType<typeof imposed>;

export const codes = ({ refusals }: Imposed) => refusals.map(({ code }) => code);

export const isRefused = (imposition: Imposed, code: string, by: string): void => {
  const found = imposition.refusals.find((refusal) => refusal.code === code);
  assert.ok(found?.clauses.includes(by), `not refused with ${code} by ${by}: ${codes(imposition).join(', ')}`);
};

export const effects = (imposition: Imposed, binds: boolean): readonly string[] => {
  assert.deepEqual(codes(imposition), []);
  return imposition.effects.filter((one) => one.binds === binds).map(({ effect }) => effect);
};

/** What the effect rests on, among which the clause. */
export const rests = (imposition: Imposed, effect: string, by: string): void => {
  const found = imposition.effects.find((one) => one.effect === effect);
  assert.ok(found?.clauses?.includes(by), `${effect} does not rest on ${by}`);
};

export const capped = (cap: number): Chosen => ({ code: 'modules-capped', parameters: { modules: 'HI5001', cap } });
export const zeroed: Chosen = { code: 'modules-zero', parameters: { modules: 'HI5001' } };
export const componentsZeroed: Chosen = { code: 'components-zero', parameters: { components: 'HI5001 essay' } };

export const isClosedForRatified = (
  policy: Policy,
  tariff: 'practice' | 'misconduct',
  one: Chosen,
  by: string,
): void => {
  const ratified = ['HI5001'];
  const imposition =
    tariff === 'practice'
      ? imposed(policy, [one], { of: oneUnspent, ratified })
      : imposedForMisconduct(policy, [one], ratified);
  isRefused(imposition, 'not-yet-ratified', by);
};

export const groups = (policy: Policy): Readonly<Record<string, readonly string[]>> => {
  const facts = { group: groupOf(policy, {}), history: { standardPenalty: false }, specified: { ratified: [] } };
  const options = policy.options('practice-penalties', facts);
  return Object.fromEntries(
    ['a', 'b', 'c'].map((group) => [group, options.filter((one) => one.group === group).map(({ code }) => code)]),
  );
};
