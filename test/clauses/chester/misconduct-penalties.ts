import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { laidOver } from '../blank-facts.js';
import { accepts, asksReason, refuses } from './hearing-facts.js';
import {
  capped,
  codes,
  componentsZeroed,
  effects,
  imposedForMisconduct,
  isClosedForRatified,
  rests,
  zeroed,
} from './penalty-facts.js';

const penalty = (changes: Facts, finding: Facts) => ({
  act: 'hearing.decide-penalty',
  by: 'panel-chair',
  facts: laidOver({ finding: { reached: true, proven: true, ...finding }, history: { released: true } }, changes),
});

const misconduct: Facts = { category: 'academic-misconduct' };
const weighed: Facts = { step: { weighMisconduct: { done: true } } };

export const misconductPenalties: readonly ClauseTest[] = [
  clause('UC-22.2', 'earlier breaches, proven allegations, seriousness and extenuation are weighed first', (policy) => {
    refuses(policy, penalty({}, misconduct), 'misconduct-weighed', 'UC-22.2');
    accepts(policy, penalty(weighed, misconduct));
    const fields = policy.step('hearing.weigh-misconduct')?.fields ?? [];
    assert.deepEqual(
      fields.filter(({ required }) => required).map(({ name }) => name),
      ['earlierBreaches', 'provenAllegations', 'seriousness', 'extenuation'],
    );
  }),
  clause('UC-22.2.1', 'for academic misconduct spent offences count as unspent ones do', (policy) => {
    const counts = (category: string, spent: boolean) =>
      policy
        .table('offence-counts', { finding: { category }, offence: { spent } })
        .rows.map(({ then }) => then['counts']);
    assert.deepEqual(counts('academic-misconduct', true), [true]);
    assert.deepEqual(counts('academic-misconduct', false), [true]);
    assert.deepEqual(counts('unacceptable-academic-practice', true), [false]);
  }),
  clause('UC-22.2.2', 'several allegations are normally considered one after another', (policy) => {
    const several = (inTurn: boolean, put: number) =>
      penalty({ ...weighed, allegations: { put }, penalty: { inTurn } }, misconduct);
    asksReason(policy, several(false, 2), 'one-after-another', 'UC-22.2.2');
    accepts(policy, several(true, 2));
    accepts(policy, several(false, 1));
  }),
  clause(
    'UC-20.1',
    'a penalty waits for the finding on all that is alleged of the student at the sitting',
    (policy) => {
      const awaiting = (unfound: number) => penalty({ ...weighed, penalty: { unfound } }, misconduct);
      refuses(policy, awaiting(1), 'found-in-all', 'UC-20.1');
      accepts(policy, awaiting(0));
    },
  ),
  clause('UC-22.3.0', 'misconduct: zero for all components in every case, and at most one more', (policy) => {
    const alone = imposedForMisconduct(policy, []);
    assert.deepEqual(effects(alone, true), ['module-zero']);
    rests(alone, 'module-zero', 'UC-22.3.0');
    for (const one of [componentsZeroed, capped(40), zeroed, { code: 'terminated-with-exit-award' }])
      assert.equal(effects(imposedForMisconduct(policy, [one]), true)[0], 'module-zero');
    assert.deepEqual(codes(imposedForMisconduct(policy, [componentsZeroed, zeroed])), ['not-so-many']);
  }),
  clause('UC-22.3.1', 'misconduct: marks of named components that are not yet ratified set to zero', (policy) => {
    const imposition = imposedForMisconduct(policy, [componentsZeroed]);
    assert.deepEqual(effects(imposition, true), ['module-zero', 'components-zero', 'further-attempt-as-appropriate']);
    isClosedForRatified(policy, 'misconduct', componentsZeroed, 'UC-22.3.1');
  }),
  clause('UC-22.3.2', 'misconduct: marks of named modules that are not yet ratified capped at 40', (policy) => {
    assert.deepEqual(effects(imposedForMisconduct(policy, [capped(40)]), true), ['module-zero', 'modules-capped']);
    for (const cap of [39, 41]) assert.deepEqual(codes(imposedForMisconduct(policy, [capped(cap)])), ['wrong-cap']);
    isClosedForRatified(policy, 'misconduct', capped(40), 'UC-22.3.2');
  }),
  clause('UC-22.3.3', 'misconduct: marks of named modules that are not yet ratified set to zero', (policy) => {
    assert.ok(effects(imposedForMisconduct(policy, [zeroed]), true).includes('modules-zero'));
    isClosedForRatified(policy, 'misconduct', zeroed, 'UC-22.3.3');
  }),
  clause(
    'UC-22.3.4',
    'misconduct: the programme terminated, an exit award where the credits entitle to one',
    (policy) => {
      const imposition = imposedForMisconduct(policy, [{ code: 'terminated-with-exit-award' }]);
      assert.deepEqual(effects(imposition, false), ['programme-terminated', 'exit-award-by-credits']);
    },
  ),
  clause('UC-22.3.5', 'misconduct: the programme terminated, no award and no re-enrolment', (policy) => {
    const imposition = imposedForMisconduct(policy, [{ code: 'terminated-without-award' }]);
    assert.deepEqual(effects(imposition, false), [
      'programme-terminated',
      'unratified-modules-zero',
      'no-award',
      'no-re-enrolment',
    ]);
    assert.deepEqual(effects(imposition, true), ['module-zero']);
  }),
];
