import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { intakeOfficer, manager } from './facts-of-people.js';
import { allowed, isDue } from './rulings.js';
import { atCentre, onCase, proven, signedOff } from './states.js';

/** What is learned from a case, and how its decision is challenged. */
export const afterwards: readonly ClauseTest[] = [
  clause('IMI/outcomes/review-arrangements', 'arrangements are reviewed, and amended where necessary', (policy) => {
    const step = 'sanctions.review-arrangements';
    assert.ok(isDue(policy, step, onCase('centre'), proven));
    assert.ok(!isDue(policy, step, onCase('centre'), proven, { steps: { done: [step] } }));
    allowed(policy, step, [manager, onCase('centre'), proven]).refusedWhere(
      { finding: { proven: false } },
      'case-proven',
      'IMI/outcomes/review-arrangements',
    );
    const aspects = policy.step(step)?.fields.find(({ name }) => name === 'aspect')?.choices;
    assert.deepEqual(aspects, ['development', 'delivery', 'awarding', 'assessment', 'monitoring', 'guidance']);
  }),

  clause(
    'IMI/outcomes/lessons',
    'the manager records lessons learned, or that there are none, before a case closes',
    (policy) => {
      const id = 'IMI/outcomes/lessons';
      assert.ok(isDue(policy, 'investigation.record-lessons', atCentre, signedOff));
      allowed(policy, 'investigation.record-lessons', [manager, atCentre, signedOff, { learned: { count: 1 } }])
        .allowedWhere({ learned: { count: 0, none: true } })
        .refusedWhere({ learned: { count: 0 } }, 'lessons-or-none', id)
        .refusedWhere({ learned: { none: true } }, 'lessons-or-none', id)
        .refusedWhere({ report: { signedOff: false } }, 'investigation-over', id);
      const ended: Facts = { file: { caseOpened: true, noCase: true, lessonsRecorded: true } };
      allowed(policy, 'file.close', [manager, ended]).refusedWhere(
        { file: { lessonsRecorded: false } },
        'lessons-recorded',
        id,
      );
    },
  ),

  clause('IMI/outcomes/trends', 'past incidents are reviewed for risks and trends', (policy) => {
    const after: Facts = { lessons: { recorded: true } };
    assert.ok(isDue(policy, 'investigation.review-trends', atCentre, signedOff, after));
    allowed(policy, 'investigation.review-trends', [manager, atCentre, signedOff, after]).refusedWhere(
      { lessons: { recorded: false } },
      'after-the-lessons',
      'IMI/outcomes/trends',
    );
    allowed(policy, 'file.review-trends', [manager, { file: { caseOpened: true } }]);
    assert.equal(policy.word('history'), 'patterns and trends');
  }),

  clause('IMI/outcomes/cascade', 'lessons are cascaded to the appropriate staff, with nothing personal', (policy) => {
    const id = 'IMI/outcomes/cascade';
    const told: Facts = { lessons: { recorded: true, count: 1 }, field: { withoutPersonalData: true } };
    const one: Facts = { lessons: { recorded: true, count: 1 } };
    assert.ok(isDue(policy, 'investigation.cascade-lessons', atCentre, signedOff, one));
    allowed(policy, 'investigation.cascade-lessons', [manager, atCentre, signedOff, told])
      .refusedWhere({ lessons: { count: 0 } }, 'lessons-to-cascade', id)
      .refusedWhere({ field: { withoutPersonalData: false } }, 'cascaded-without-personal-data', id);
  }),

  clause('IMI/outcomes/appeal', 'any relevant party may appeal, once the Appeals Policy is configured', (policy) => {
    const id = 'IMI/outcomes/appeal';
    const lodged: Facts = { appeal: { party: 'centre', groundsGiven: true }, appealsPolicy: { configured: true } };
    const appeal = allowed(policy, 'hearing.lodge-appeal', [intakeOfficer, onCase('centre'), proven, lodged]);
    for (const party of ['centre', 'centre-staff', 'learner', 'institution-staff'])
      appeal.allowedWhere({ appeal: { party } });
    appeal
      .refusedWhere({ appeal: { party: 'none' } }, 'relevant-party', id)
      .refusedWhere({ appeal: { groundsGiven: false } }, 'appeal-grounds', id)
      .refusedWhere({ finding: { reached: false } }, 'decision-first', id)
      .refusedWhere({ appealsPolicy: { configured: false } }, 'appeals-policy-configured', id);
    assert.equal(policy.setting('appeals-policy').value, null);
  }),
];
