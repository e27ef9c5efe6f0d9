import assert from 'node:assert/strict';
import type { Chosen, Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import {
  capped,
  codes,
  effects,
  finalAttempt,
  groups,
  imposed,
  isClosedForRatified,
  isRefused,
  oneUnspent,
  rests,
  twoUnspent,
  zeroed,
} from './penalty-facts.js';

const chosen = (code: string): Chosen => [capped(40), zeroed].find((one) => one.code === code) ?? { code };

const suggested: Readonly<Record<string, Facts>> = { a: {}, b: oneUnspent, c: twoUnspent };

export const practicePenalties: readonly ClauseTest[] = [
  clause('UC-21.5', 'another group than 21.2 suggests needs documented reasons', (policy) => {
    const withoutReason = imposed(policy, [{ code: 'component-zero' }], { of: oneUnspent });
    isRefused(withoutReason, 'other-group-than-a', 'UC-21.5');
    const withReason = imposed(policy, [{ code: 'component-zero', reason: 'Bereaved in that week.' }], {
      of: oneUnspent,
    });
    assert.deepEqual(effects(withReason, true), ['component-zero']);
    assert.deepEqual(
      withReason.departures.map(({ code, reason }) => [code, reason]),
      [['other-group-than-a', 'Bereaved in that week.']],
    );
    const higher: Chosen = { code: 'terminated-with-exit-award' };
    isRefused(imposed(policy, [higher], { of: {} }), 'other-group-than-c', 'UC-21.5');
    assert.deepEqual(codes(imposed(policy, [{ ...higher, reason: 'Misconduct before.' }], { of: {} })), []);
    isRefused(imposed(policy, [zeroed], { of: twoUnspent }), 'other-group-than-b', 'UC-21.5');
  }),
  clause(
    'UC-21.5',
    'each penalty of another group needs reasons, and one of the group that applies needs none',
    (policy) => {
      for (const [group, of] of Object.entries(suggested)) {
        for (const [other, options] of Object.entries(groups(policy))) {
          for (const one of options.map(chosen)) {
            const expected = other === group ? [] : [`other-group-than-${other}`];
            assert.deepEqual(codes(imposed(policy, [one], { of })), expected);
            assert.deepEqual(codes(imposed(policy, [{ ...one, reason: 'as recorded' }], { of })), []);
          }
        }
      }
    },
  ),
  clause(['UC-21.3', 'UC-21.4'], 'each penalty that the Panel cannot choose is closed, also with reasons', (policy) => {
    const { a = [], b = [], c = [] } = groups(policy);
    const refused = (code: string, of: Facts) => codes(imposed(policy, [{ ...chosen(code), reason: 'ill' }], { of }));
    const must: Facts = { ...finalAttempt, ...oneUnspent };
    for (const code of a) assert.deepEqual(refused(code, must), ['group-a-applies']);
    for (const code of b) assert.deepEqual(refused(code, must), ['group-b-applies']);
    const contested: Facts = { answer: { disputes: true } };
    const others = [...a, ...b, ...c].filter((code) => code !== 'academic-integrity-course');
    for (const code of others) assert.ok(refused(code, contested).includes('only-the-course'), code);
    assert.deepEqual(refused('academic-integrity-course', contested), []);
  }),
  clause('UC-21.5.1', 'earlier academic misconduct is a reason for a higher group, and no lesser one', (policy) => {
    const reasons = (direction: string, earlier: boolean) =>
      policy
        .choose('reasons-for-another-group', [{ code: 'earlier-misconduct' }], {
          change: { direction },
          history: { categories: earlier ? ['academic-misconduct'] : ['unacceptable-academic-practice'] },
        })
        .refusals.map(({ code }) => code);
    assert.deepEqual(reasons('higher', true), []);
    assert.deepEqual(reasons('lesser', true), ['to-a-higher-group']);
    assert.deepEqual(reasons('higher', false), ['misconduct-on-record']);
  }),
  clause('UC-21.5.2', 'extenuating circumstances are a reason for a lesser group, and no higher one', (policy) => {
    const reasons = (direction: string, circumstances?: string) =>
      policy
        .choose(
          'reasons-for-another-group',
          [{ code: 'extenuating-circumstances', parameters: circumstances === undefined ? {} : { circumstances } }],
          { change: { direction }, history: { categories: [] } },
        )
        .refusals.map(({ code }) => code);
    assert.deepEqual(reasons('lesser', 'illness'), []);
    assert.deepEqual(reasons('higher', 'illness'), ['to-a-lesser-group']);
    assert.deepEqual(reasons('lesser'), ['missing-circumstances']);
  }),
  clause('UC-21.3', 'no reason opens another group where C must be considered', (policy) => {
    const must: Facts = { ...finalAttempt, ...oneUnspent };
    isRefused(imposed(policy, [{ code: 'module-zero', reason: 'ill' }], { of: must }), 'group-a-applies', 'UC-21.3');
    isRefused(imposed(policy, [{ ...zeroed, reason: 'ill' }], { of: must }), 'group-b-applies', 'UC-21.3');
    assert.deepEqual(codes(imposed(policy, [{ code: 'terminated-without-award' }], { of: must })), []);
  }),
  clause('UC-21.6.1', 'in the final attempt A and C are both open, and B is not', (policy) => {
    for (const code of ['component-zero', 'terminated-with-exit-award'])
      assert.deepEqual(codes(imposed(policy, [{ code }], { of: finalAttempt })), []);
    isRefused(imposed(policy, [{ ...zeroed, reason: 'ill' }], { of: finalAttempt }), 'group-b-applies', 'UC-21.6.2');
  }),
  clause('UC-21.4', 'a closed list of one, which no reason opens', (policy) => {
    const only: Facts = { answer: { disputes: true } };
    assert.deepEqual(effects(imposed(policy, [{ code: 'academic-integrity-course' }], { of: only }), true), [
      'academic-integrity-course',
    ]);
    for (const code of ['component-zero', 'module-zero', 'classification-lowered', 'terminated-without-award'])
      isRefused(imposed(policy, [{ code, reason: 'ill' }], { of: only }), 'only-the-course', 'UC-21.4');
  }),
  clause('UC-21.8.0', 'group A: one of three', (policy) => {
    assert.deepEqual(groups(policy)['a'], ['academic-integrity-course', 'component-zero', 'module-zero']);
    const two = [{ code: 'component-zero' }, { code: 'module-zero' }];
    assert.deepEqual(codes(imposed(policy, two, { of: {} })), ['not-so-many']);
    assert.deepEqual(codes(imposed(policy, [], { of: {} })), ['not-so-many']);
    const course: Chosen = { code: 'academic-integrity-course' };
    isRefused(imposed(policy, [course], { of: {}, standardPenalty: true }), 'no-second-standard-penalty', 'UC-21.8.0');
    const again = imposed(policy, [{ ...course, reason: 'Long ago.' }], { of: {}, standardPenalty: true });
    assert.deepEqual(codes(again), []);
    assert.deepEqual(
      again.departures.map(({ code }) => code),
      ['no-second-standard-penalty'],
    );
  }),
  clause('UC-21.8.1', 'A: the Academic Integrity Course within 21 days, as in clause 15', (policy) => {
    const imposition = imposed(policy, [{ code: 'academic-integrity-course' }], { of: {} });
    assert.deepEqual(effects(imposition, true), ['academic-integrity-course']);
    assert.deepEqual(imposition.follows, ['academic-integrity-course']);
    assert.equal(policy.deadline('academic-integrity-course', '2018-03-16T15:59:00Z').date, '2018-04-06');
  }),
  clause('UC-21.8.2', 'A: zero for the component', (policy) => {
    const imposition = imposed(policy, [{ code: 'component-zero' }], { of: {} });
    assert.deepEqual(effects(imposition, true), ['component-zero']);
    rests(imposition, 'component-zero', 'UC-21.8.2');
  }),
  clause('UC-21.8.3', 'A: zero for all components in the module', (policy) => {
    const imposition = imposed(policy, [{ code: 'module-zero' }], { of: {} });
    assert.deepEqual(effects(imposition, true), ['module-zero']);
    rests(imposition, 'module-zero', 'UC-21.8.3');
  }),
  clause('UC-21.9.0', 'group B: zero for all components in the module and exactly one of three', (policy) => {
    assert.deepEqual(groups(policy)['b'], ['classification-lowered', 'modules-capped', 'modules-zero']);
    for (const one of [{ code: 'classification-lowered' }, capped(40), zeroed]) {
      const imposition = imposed(policy, [one], { of: oneUnspent });
      assert.equal(effects(imposition, true)[0], 'module-zero');
      rests(imposition, 'module-zero', 'UC-21.9.0');
    }
    assert.deepEqual(codes(imposed(policy, [{ code: 'classification-lowered' }, zeroed], { of: oneUnspent })), [
      'not-so-many',
    ]);
  }),
  clause('UC-21.9.1', 'B: the final classification lowered by one class', (policy) => {
    const imposition = imposed(policy, [{ code: 'classification-lowered' }], { of: oneUnspent });
    assert.deepEqual(effects(imposition, false), ['classification-lowered']);
    rests(imposition, 'classification-lowered', 'UC-21.9.1');
  }),
  clause('UC-21.9.2', 'B: marks of named modules that are not yet ratified capped at 40', (policy) => {
    const imposition = imposed(policy, [capped(40)], { of: oneUnspent });
    assert.ok(effects(imposition, true).includes('modules-capped'));
    for (const cap of [39, 41])
      assert.deepEqual(codes(imposed(policy, [capped(cap)], { of: oneUnspent })), ['wrong-cap']);
    isClosedForRatified(policy, 'practice', capped(40), 'UC-21.9.2');
  }),
  clause(
    'UC-21.9.3',
    'B: marks of named modules that are not yet ratified set to zero, and attempts as appropriate',
    (policy) => {
      const imposition = imposed(policy, [zeroed], { of: oneUnspent });
      assert.deepEqual(effects(imposition, true), ['module-zero', 'modules-zero', 'further-attempt-as-appropriate']);
      isClosedForRatified(policy, 'practice', zeroed, 'UC-21.9.3');
      assert.deepEqual(codes(imposed(policy, [{ code: 'modules-zero' }], { of: oneUnspent })), ['missing-modules']);
    },
  ),
  clause('UC-21.10.0', 'group C: zero for all components in the module and exactly one of two', (policy) => {
    assert.deepEqual(groups(policy)['c'], ['terminated-with-exit-award', 'terminated-without-award']);
    for (const code of groups(policy)['c'] ?? []) {
      const imposition = imposed(policy, [{ code }], { of: twoUnspent });
      assert.equal(effects(imposition, true)[0], 'module-zero');
      rests(imposition, 'module-zero', 'UC-21.10.0');
    }
    const both = (groups(policy)['c'] ?? []).map((code) => ({ code }));
    assert.deepEqual(codes(imposed(policy, both, { of: twoUnspent })), ['not-so-many']);
  }),
  clause('UC-21.10.1', 'C: the programme terminated, an exit award where the credits entitle to one', (policy) => {
    const imposition = imposed(policy, [{ code: 'terminated-with-exit-award' }], { of: twoUnspent });
    assert.deepEqual(effects(imposition, false), ['programme-terminated', 'exit-award-by-credits']);
  }),
  clause('UC-21.10.2', 'C: the programme terminated, unratified marks zero, no award and no re-enrolment', (policy) => {
    const imposition = imposed(policy, [{ code: 'terminated-without-award' }], { of: twoUnspent });
    assert.deepEqual(effects(imposition, false), [
      'programme-terminated',
      'unratified-modules-zero',
      'no-award',
      'no-re-enrolment',
    ]);
    assert.deepEqual(effects(imposition, true), ['module-zero']);
  }),
];
