import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { laidOver } from '../blank-facts.js';
import { accepts, asksReason, opening } from './hearing-facts.js';
import { finalAttempt, oneUnspent, practice, usual } from './penalty-facts.js';

interface Row {
  readonly applicable: readonly string[];
  readonly mayDiffer: boolean;
  readonly only: string;
  readonly clauses: readonly string[];
}

const rowOf = (policy: Policy, changes: Facts): Row => {
  const { rows } = policy.table('penalty-group', laidOver(usual, changes));
  assert.equal(rows.length, 1);
  return { ...rows[0]?.then, clauses: rows[0]?.clauses ?? [] } as Row;
};

const isIn = (policy: Policy, changes: Facts, applicable: readonly string[], by: string): void => {
  const row = rowOf(policy, changes);
  assert.deepEqual(row.applicable, applicable);
  assert.ok(row.clauses.includes(by), `by ${row.clauses.join(', ')}, not by ${by}`);
};

const compensable = (policy: Policy, raw: number, rounding: string): unknown => {
  const [row] = policy.table('compensable-mark', { mark: { raw, rounding } }).rows;
  assert.deepEqual(row?.settings, ['mark-rounding']);
  return row.then['compensable'];
};

/** Earlier offences of a student who has started Level 5. */
const atLevel5: Facts = {
  category: practice,
  moduleLevel: 5,
  firstAtLevel5Plus: true,
  standardPenaltyOpen: true,
  coursePassed: false,
};
const atLevel4: Facts = { ...atLevel5, moduleLevel: 4, firstAtLevel5Plus: false, standardPenaltyOpen: false };

const counted = (policy: Policy, category: string, offences: readonly Facts[]): number =>
  offences.filter((offence) => {
    const [standing] = policy.table('offence-standing', { offence, student: { startedLevel5: true } }).rows;
    const spent = standing?.then['spent'] === true;
    return policy.table('offence-counts', { finding: { category }, offence: { spent } }).rows[0]?.then['counts'];
  }).length;

/** All that the table reads, in every combination. */
const everyCombination = (): readonly Facts[] => {
  const booleans = [true, false];
  const axes: readonly (readonly Facts[])[] = [
    [practice, 'academic-misconduct'].map((provisionalCategory) => ({ case: { provisionalCategory } })),
    booleans.map((disputes) => ({ answer: { disputes } })),
    booleans.map((breachAtLevel5Plus) => ({ history: { breachAtLevel5Plus } })),
    [0, 1, 2, 3].map((unspent) => ({ offences: { unspent } })),
    [1, 2].map((proven) => ({ allegations: { proven } })),
    booleans.map((furtherAllowed) => ({ attempts: { furtherAllowed } })),
    booleans.map((compensates) => ({ module: { compensates } })),
    booleans.map((isCompensable) => ({ mark: { compensable: isCompensable } })),
    booleans.map((possible) => ({ pass: { possible } })),
  ];
  return axes.reduce<readonly Facts[]>(
    (all, axis) => all.flatMap((facts) => axis.map((value) => ({ ...facts, ...value }))),
    [{}],
  );
};

const combinations = everyCombination();

const flag = (facts: Facts, subject: string, name: string): unknown => (facts[subject] as Facts)[name];

/** Where each clause speaks, in its own words. */
const speaks = (facts: Facts): Readonly<Record<string, boolean>> => {
  const unspent = Number(flag(facts, 'offences', 'unspent'));
  const isOne = flag(facts, 'allegations', 'proven') === 1;
  const entitled = flag(facts, 'attempts', 'furtherAllowed') === true;
  const otherwiseEligible =
    entitled &&
    flag(facts, 'case', 'provisionalCategory') === practice &&
    flag(facts, 'history', 'breachAtLevel5Plus') === false;
  const onlyContested = otherwiseEligible && flag(facts, 'answer', 'disputes') === true;
  const by212 = entitled && !onlyContested;
  const all =
    flag(facts, 'module', 'compensates') === true &&
    flag(facts, 'mark', 'compensable') === true &&
    flag(facts, 'pass', 'possible') === true;
  return {
    'UC-21.4': onlyContested,
    'UC-21.2.1': by212 && unspent === 0,
    'UC-21.2.2.1': by212 && unspent === 1 && isOne,
    'UC-21.2.2.2': by212 && unspent === 1 && !isOne,
    'UC-21.2.3': by212 && unspent > 1,
    'UC-21.3': !entitled,
    'UC-21.6.1': !entitled && unspent === 0 && all,
    'UC-21.6.2': !entitled && unspent === 0 && !all,
  };
};

const rowsOfPolicies = new WeakMap<Policy, readonly (readonly [Facts, Row])[]>();

const rowsOf = (policy: Policy): readonly (readonly [Facts, Row])[] => {
  const found = rowsOfPolicies.get(policy) ?? combinations.map((facts) => [facts, rowOf(policy, facts)] as const);
  rowsOfPolicies.set(policy, found);
  return found;
};

/** By its clause, in each combination of what the table reads. */
const inEveryCombination = (policy: Policy, id: string): void => {
  let heard = 0;
  for (const [facts, { applicable, mayDiffer, only, clauses }] of rowsOf(policy)) {
    const what = JSON.stringify(facts);
    assert.ok(applicable.length > 0 && applicable.every((group) => RANK.includes(group)), what);
    assert.equal(clauses.includes(id), speaks(facts)[id], `${id}: ${what}`);
    if (!clauses.includes(id)) continue;
    heard += 1;
    assert.equal(applicable.length > 1, clauses.includes('UC-21.6.1'), what);
    assert.equal(mayDiffer, id.startsWith('UC-21.2'), what);
    assert.equal(only !== '', id === 'UC-21.4', what);
  }
  assert.ok(heard > 0, `${id} never speaks`);
};

const byClause = Object.keys(speaks(usual));

const RANK = ['a', 'b', 'c'];
const gravest = ({ applicable }: Row): number => Math.max(...applicable.map((group) => RANK.indexOf(group)));

export const penaltyGroup: readonly ClauseTest[] = [
  clause('UC-21.2.1', 'no unspent offence: penalty group A', (policy) => {
    isIn(policy, {}, ['a'], 'UC-21.2.1');
    isIn(policy, { allegations: { proven: 3 } }, ['a'], 'UC-21.2.1');
    assert.notDeepEqual(rowOf(policy, { offences: { unspent: 1 } }).applicable, ['a']);
  }),
  clause('UC-21.2.2.1', 'one unspent offence and no more than one proven allegation: penalty group B', (policy) => {
    isIn(policy, { offences: { unspent: 1 } }, ['b'], 'UC-21.2.2.1');
    assert.deepEqual(rowOf(policy, { offences: { unspent: 1 }, allegations: { proven: 2 } }).applicable, ['c']);
  }),
  clause('UC-21.2.2.2', 'one unspent offence and two or more proven allegations: penalty group C', (policy) => {
    for (const proven of [2, 3]) {
      isIn(policy, { offences: { unspent: 1 }, allegations: { proven } }, ['c'], 'UC-21.2.2.2');
    }
  }),
  clause('UC-21.2.3', 'two or more unspent offences: penalty group C', (policy) => {
    for (const unspent of [2, 3, 7]) isIn(policy, { offences: { unspent } }, ['c'], 'UC-21.2.3');
  }),
  clause('UC-21.3', 'no reassessment opportunity: penalty group C, and without unspent offences 21.6', (policy) => {
    for (const unspent of [1, 2]) isIn(policy, { ...finalAttempt, offences: { unspent } }, ['c'], 'UC-21.3');
    isIn(policy, finalAttempt, ['a', 'c'], 'UC-21.3');
    isIn(policy, { ...finalAttempt, pass: { possible: false } }, ['c'], 'UC-21.3');
    assert.equal(rowOf(policy, { ...finalAttempt, offences: { unspent: 1 } }).mayDiffer, false);
  }),
  clause('UC-21.4', 'a contested case otherwise eligible for a standard penalty: 21.8.1 only', (policy) => {
    const contested: Facts = { answer: { disputes: true } };
    const row = rowOf(policy, contested);
    assert.deepEqual(row, {
      applicable: ['a'],
      mayDiffer: false,
      only: 'academic-integrity-course',
      clauses: ['UC-21.4'],
    });
    const otherwiseNot: readonly Facts[] = [
      { case: { provisionalCategory: 'academic-misconduct' } },
      { history: { breachAtLevel5Plus: true } },
      { attempts: { furtherAllowed: false } },
    ];
    for (const unmet of [{ answer: { disputes: false } }, ...otherwiseNot])
      assert.equal(rowOf(policy, { ...contested, ...unmet }).only, '');
  }),
  clause(
    'UC-21.6.1',
    'the final attempt: group A is open if the module compensates, the mark is compensable and the module can be passed',
    (policy) => {
      isIn(policy, finalAttempt, ['a', 'c'], 'UC-21.6.1');
      assert.equal(rowOf(policy, finalAttempt).mayDiffer, false);
      for (const mark of [20, 20.4, 35]) assert.equal(compensable(policy, mark, 'none'), true);
      assert.equal(compensable(policy, 19.5, 'half-up'), true);
      assert.equal(policy.setting('mark-rounding').value, 'half-up');
    },
  ),
  clause('UC-21.6.2', 'the final attempt: group C if any of the three is not so', (policy) => {
    const unmet: readonly Facts[] = [
      { module: { compensates: false } },
      { mark: { compensable: false } },
      { pass: { possible: false } },
    ];
    for (const one of unmet) isIn(policy, { ...finalAttempt, ...one }, ['c'], 'UC-21.6.2');
    for (const [mark, rounding] of [
      [19, 'half-up'],
      [19.4, 'half-up'],
      [19.5, 'none'],
      [0, 'none'],
    ] as const)
      assert.equal(compensable(policy, mark, rounding), false);
  }),
  clause(['UC-21.6.1', 'UC-21.6.2'], 'a moderated mark of 19, 19.5 and 20 leads to its group', (policy) => {
    const rounding = String(policy.setting('mark-rounding').value);
    const groupsFor = (raw: number, rounds = rounding) =>
      rowOf(policy, { ...finalAttempt, mark: { compensable: compensable(policy, raw, rounds) === true } }).applicable;
    assert.deepEqual(groupsFor(19), ['c']);
    assert.deepEqual(groupsFor(19.49), ['c']);
    assert.deepEqual(groupsFor(19.5), ['a', 'c']);
    assert.deepEqual(groupsFor(19.5, 'none'), ['c']);
    assert.deepEqual(groupsFor(20), ['a', 'c']);
  }),
  clause('UC-21.2.2.1', 'of a spent and an unspent offence one counts; for academic misconduct both do', (policy) => {
    assert.equal(counted(policy, practice, [atLevel4, atLevel5]), 1);
    assert.equal(counted(policy, 'academic-misconduct', [atLevel4, atLevel5]), 2);
    const groupAfter = (offences: readonly Facts[]) => ({ offences: { unspent: counted(policy, practice, offences) } });
    isIn(policy, groupAfter([atLevel4, atLevel5]), ['b'], 'UC-21.2.2.1');
    isIn(policy, groupAfter([atLevel4]), ['a'], 'UC-21.2.1');
    isIn(policy, groupAfter([atLevel5, atLevel5]), ['c'], 'UC-21.2.3');
    isIn(policy, groupAfter([{ ...atLevel5, coursePassed: true }]), ['a'], 'UC-21.2.1');
  }),
  ...byClause.map((id) =>
    clause(
      id,
      'in every combination a group, by this clause where it speaks; a choice only where the Panel has one',
      (policy) => inEveryCombination(policy, id),
    ),
  ),
  clause('UC-21.2.2.1', 'more unspent offences or proven allegations never lead to a lesser group', (policy) => {
    const isNoLesser = (facts: Facts, row: Row, more: Facts) =>
      assert.ok(gravest(rowOf(policy, { ...facts, ...more })) >= gravest(row), JSON.stringify(facts));
    for (const [facts, row] of rowsOf(policy)) {
      if (row.only !== '') continue;
      isNoLesser(facts, row, { offences: { unspent: Number(flag(facts, 'offences', 'unspent')) + 1 } });
      isNoLesser(facts, row, { allegations: { proven: Number(flag(facts, 'allegations', 'proven')) + 1 } });
    }
    assert.equal(gravest(rowOf(policy, oneUnspent)), 1);
    assert.equal(gravest(rowOf(policy, { ...oneUnspent, allegations: { proven: 2 } })), 2);
  }),
  clause(
    'UC-21.6.1',
    'where only a spent offence is on record, the advisor tells the Panel that it is not the first',
    (policy) => {
      const advice = (changes: Facts) =>
        policy.table(
          'advice-on-group',
          laidOver(
            {
              history: { breachAtLevel5Plus: false },
              offences: { unspent: 0 },
              attempts: { furtherAllowed: false, isFinal: true },
            },
            changes,
          ),
        ).rows.length;
      assert.equal(advice({}), 0);
      assert.equal(advice({ history: { breachAtLevel5Plus: true } }), 1);
      assert.equal(advice({ history: { breachAtLevel5Plus: true }, offences: { unspent: 1 } }), 0);
      assert.equal(advice({ attempts: { isFinal: false } }), 1);
    },
  ),
  clause('UC-21.7', 'a case of the final attempt is identified before the hearing', (policy) => {
    const open = (changes: Facts) => opening(laidOver({ attempts: { isFinal: true } }, changes));
    asksReason(policy, open({}), 'final-attempt-looked-at', 'UC-21.7');
    accepts(policy, open({ step: { checkFinalAttempt: { done: true } } }));
    accepts(policy, open({ attempts: { isFinal: false } }));
  }),
];
