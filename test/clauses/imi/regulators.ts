import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { manager } from './facts-of-people.js';
import { allowed, follows, isDue } from './rulings.js';

const all = ['ofqual', 'qualifications-wales', 'ccea', 'sqa', 'dfe'];

const limb = { applies: false, likely: false };
const limbs = { prejudice: limb, compliance: limb, standards: limb, confidence: limb };
const isAdverse = (policy: Policy, of: Facts = {}): unknown =>
  policy.table('adverse-effect', { ...limbs, ...of }).rows[0]?.then['met'];

const told = (policy: Policy, adverseEffect: boolean, regulators = all): readonly unknown[] =>
  policy.table('regulators-told', { adverseEffect, regulators }).rows.map(({ then }) => then['regulator']);

const concerned = (policy: Policy, regulators: readonly string[], assessedIn: readonly string[]): readonly unknown[] =>
  policy
    .table('regulators-concerned', { qualification: { regulators }, learners: { assessedIn } })
    .rows.map(({ then }) => then['regulator']);

const reasoned = { reasoned: true };
const assessed: Facts = {
  notification: { caseOpened: true },
  limbs: { prejudice: reasoned, compliance: reasoned, standards: reasoned, confidence: reasoned },
  effect: { met: true, qualifications: 1, regulatorsKnown: true },
};
const open: Facts = { notification: { caseOpened: true, assessed: true, adverseEffect: true, open: true } };

/** The rule, its conditions, and what makes this regulator be told. */
const reference = (
  id: string,
  regulator: string,
  rule: string,
  references: readonly string[],
  isToldOfAnyCase = false,
): ClauseTest =>
  clause(id, `${regulator} is told under the ${rule}: ${references.join(', ')}`, (policy) => {
    assert.equal(policy.regulator(regulator)?.rule, rule);
    assert.deepEqual(policy.regulator(regulator)?.references, references);
    for (const [adverseEffect, expected] of [
      [true, [regulator]],
      [false, isToldOfAnyCase ? [regulator] : []],
    ] as const) {
      const { rows } = policy.table('regulators-told', { adverseEffect, regulators: [regulator] });
      assert.deepEqual(
        rows.map(({ then }) => then['regulator']),
        expected,
      );
      assert.ok(rows.every(({ clauses }) => clauses.includes(id)));
    }
  });

const general = ['A6', 'A7', 'A8', 'B3', 'C1', 'C3', 'H5', 'H6', 'I4'];

/** The definition of an Adverse Effect, whom it concerns, and the references. */
export const regulators: readonly ClauseTest[] = [
  clause('IMI/def/adverse-effect', 'any one of four limbs suffices, whether it has occurred or is likely', (policy) => {
    assert.equal(isAdverse(policy), false);
    for (const name of Object.keys(limbs))
      for (const is of ['applies', 'likely'])
        assert.equal(isAdverse(policy, { [name]: { ...limb, [is]: true } }), true);
  }),

  clause('IMI/def/adverse-effect', 'each limb is recorded by itself, with its reason', (policy) => {
    const assess = allowed(policy, 'notification.assess-adverse-effect', [manager, assessed]);
    for (const name of Object.keys(limbs))
      assess.refusedWhere({ limbs: { [name]: { reasoned: false } } }, `${name}-reasoned`, 'IMI/def/adverse-effect');
  }),

  clause(
    'IMI/notify/regulator-prompt',
    'on an Adverse Effect the appropriate regulators are told; one of them of any case',
    (policy) => {
      assert.deepEqual(told(policy, true), all);
      assert.deepEqual(told(policy, false), ['sqa']);
      assert.deepEqual(told(policy, true, ['ccea', 'dfe']), ['ccea', 'dfe']);
      assert.deepEqual(told(policy, true, []), []);
    },
  ),

  // Reading IMI-a17.
  clause(
    'IMI/notify/regulator-prompt',
    'by jurisdiction: one of them only where learners are assessed in Wales',
    (policy) => {
      assert.deepEqual(concerned(policy, all, ['england']), ['ofqual', 'ccea', 'sqa', 'dfe']);
      assert.deepEqual(concerned(policy, all, ['england', 'wales']), all);
      assert.deepEqual(concerned(policy, ['qualifications-wales'], ['wales']), ['qualifications-wales']);
      assert.deepEqual(concerned(policy, ['qualifications-wales'], ['scotland', 'elsewhere']), []);
      assert.deepEqual(concerned(policy, ['ofqual'], ['wales']), ['ofqual']);
      assert.throws(() => concerned(policy, all, ['atlantis']));
    },
  ),

  clause(
    'IMI/notify/regulator-prompt',
    'at any stage of an investigation, by the qualifications affected',
    (policy) => {
      const id = 'IMI/notify/regulator-prompt';
      assert.ok(isDue(policy, 'notification.assess-adverse-effect', { notification: { caseOpened: true } }));
      const assess = allowed(policy, 'notification.assess-adverse-effect', [manager, assessed])
        .refusedWhere({ effect: { qualifications: 0 } }, 'qualifications-named', id)
        .allowedWhere({ effect: { qualifications: 0, met: false } })
        .refusedWhere({ effect: { regulatorsKnown: false } }, 'regulators-known', id)
        .refusedWhere({ notification: { caseClosed: true } }, 'case-not-closed', id);
      follows(assess, 'regulator-next-update');
      const notice = policy.notice('regulator-adverse-effect');
      assert.deepEqual([notice.to, notice.on], [['regulators-told'], ['notification.assess-adverse-effect']]);
    },
  ),

  clause('IMI/notify/regulator-progress', 'regulators are kept informed until the matter is closed', (policy) => {
    const id = 'IMI/notify/regulator-progress';
    assert.ok(isDue(policy, 'notification.update', open));
    assert.ok(!isDue(policy, 'notification.update', open, { notification: { open: false } }));
    allowed(policy, 'notification.update', [
      manager,
      open,
      { update: { progressGiven: true, nextIsAhead: true, onTime: true } },
    ])
      .refusedWhere({ update: { progressGiven: false } }, 'progress-told', id)
      .refusedWhere({ update: { nextIsAhead: false } }, 'next-update-ahead', id)
      .recordedWhere({ update: { onTime: false } }, 'update-on-time', id)
      .refusedWhere({ notification: { open: false } }, 'notification-open', id);
    allowed(policy, 'notification.close', [
      manager,
      open,
      { notification: { caseClosed: true }, closure: { reasonGiven: true } },
    ])
      .refusedWhere({ notification: { caseClosed: false, findingReached: true, proven: true } }, 'case-concluded', id)
      .allowedWhere({ notification: { caseClosed: false, findingReached: true } })
      .refusedWhere({ closure: { reasonGiven: false } }, 'closure-reasoned', id);
    const next = policy.deadline('regulator-next-update', '2026-10-01T09:00:00Z');
    assert.deepEqual([next.date, next.setting], ['2026-10-15', 'regulator-next-update']);
    assert.equal(policy.notice('regulator-progress').by, 'regulator-next-update');
  }),

  reference('IMI/regref/ofqual', 'ofqual', 'General Conditions of Recognition', general),
  reference('IMI/regref/qw', 'qualifications-wales', 'Standard Conditions of Recognition', general),
  reference('IMI/regref/ccea', 'ccea', 'General Conditions of Recognition', general),
  reference('IMI/regref/sqa', 'sqa', 'Regulatory Principles', ['18'], true),
  // Condition 16 was not verified: reading IMI-a21.
  reference('IMI/regref/dfe', 'dfe', 'APAR conditions of acceptance', ['16']),
];
