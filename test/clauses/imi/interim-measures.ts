import assert from 'node:assert/strict';
import { clause, type ClauseTest } from '../clause-test.js';
import { anotherManager, headOfDepartment, manager } from './facts-of-people.js';
import { allowed, follows, isDue, refused } from './rulings.js';
import { fitToManage, onCase, onStaff } from './states.js';

const reviewed = { review: { reasonGiven: true, named: true, ahead: true, withinSetting: true } };

/** What may be done before anything is found. */
export const interimMeasures: readonly ClauseTest[] = [
  clause('IMI/timelines/interim-sanction', 'a sanction may be imposed on the centre before any finding', (policy) => {
    const id = 'IMI/timelines/interim-sanction';
    const configured = { sanctionsPolicy: { configured: true } };
    const impose = allowed(policy, 'sanctions.impose-interim', [manager, onCase('centre'), reviewed, configured])
      .refusedWhere({ case: { subject: { kind: 'learner' } } }, 'on-a-centre', id)
      .refusedWhere({ finding: { reached: true } }, 'before-the-finding', id)
      .refusedWhere({ case: { noCase: true } }, 'case-open', id)
      .refusedWhere({ review: { reasonGiven: false } }, 'interim-reasoned', id)
      .refusedWhere({ review: { named: false } }, 'review-date-named', id)
      .refusedWhere({ review: { ahead: false } }, 'review-date-named', id)
      .refusedWhere({ sanctionsPolicy: { configured: false } }, 'sanctions-policy-configured', id);
    follows(impose, 'sanctions.end-interim');
    assert.ok(isDue(policy, 'sanctions.end-interim', onCase('centre'), { interims: { open: 1 } }));
    assert.equal(policy.setting('sanctions-policy').value, null);
  }),

  clause('IMI/timelines/withhold', 'certificates claimed may be withheld while the matter is open', (policy) => {
    const id = 'IMI/timelines/withhold';
    allowed(policy, 'sanctions.withhold-certificates', [manager, onCase('learner'), reviewed])
      .refusedWhere({ certificates: { unknown: ['CERT-9'] } }, 'certificates-known', id)
      .refusedWhere({ certificates: { ofOthers: ['CERT-9'] } }, 'certificates-of-the-case', id)
      .refusedWhere({ certificates: { invalid: ['CERT-9'] } }, 'not-invalid', id)
      .refusedWhere({ finding: { reached: true } }, 'before-the-finding', id);
    refused(
      policy,
      'certificate.reissue',
      [{ actor: { offices: ['certificate-system'] } }, { certificate: { status: 'withheld' } }],
      'certificate-not-withheld',
      id,
    );
  }),

  // "As the earliest appropriate time" is read as "at": reading IMI-a11.
  clause(
    'IMI/timelines/results-earliest',
    'every hold has a reason and a review date, and ends with its reason',
    (policy) => {
      const id = 'IMI/timelines/results-earliest';
      allowed(policy, 'sanctions.withhold-certificates', [manager, onCase('learner'), reviewed])
        .refusedWhere({ review: { reasonGiven: false } }, 'hold-reasoned', id)
        .refusedWhere({ review: { named: false } }, 'review-date-named', id)
        .refusedWhere({ review: { ahead: false } }, 'review-date-ahead', id)
        .recordedWhere({ review: { withinSetting: false } }, 'review-in-good-time', id);
      const hold = { holds: { open: 1 }, hold: { open: true, inTime: true } };
      allowed(policy, 'sanctions.review-hold', [manager, onCase('learner'), reviewed, hold])
        .recordedWhere({ hold: { inTime: false } }, 'looked-at-in-time', id)
        .refusedWhere({ case: { noCase: true } }, 'released-where-nothing-shown', id)
        .refusedWhere({ finding: { reached: true } }, 'released-where-nothing-shown', id)
        .allowedWhere({ finding: { reached: true, proven: true } })
        .allowedWhere({ finding: { reached: true }, release: true });
      assert.equal(policy.deadline('hold-review', '2026-10-01T09:00:00Z').date, '2026-10-29');
      const closing = { file: { caseOpened: true, lessonsRecorded: true, noCase: true, certificatesWithheld: true } };
      refused(policy, 'file.close', [manager, closing], 'nothing-withheld', id);
    },
  ),

  clause(
    'IMI/timelines/staff-suspend',
    'a member of staff under investigation may be suspended, and has no part in it',
    (policy) => {
      const id = 'IMI/timelines/staff-suspend';
      allowed(policy, 'investigation.suspend-staff', [headOfDepartment, onStaff])
        .refusedWhere({ case: { subjectKind: 'centre' } }, 'on-a-member-of-staff', id)
        .refusedWhere({ actor: { roles: ['subject'] } }, 'not-the-subject', id);
      allowed(policy, 'investigation.assign-manager', [anotherManager, onStaff, fitToManage]).refusedWhere(
        { actor: { roles: ['subject'] } },
        'not-the-subject',
        id,
      );
      const measure = policy.step('investigation.suspend-staff')?.fields.find(({ name }) => name === 'measure');
      assert.deepEqual(measure?.choices, ['suspended', 'moved to other duties']);
    },
  ),
];
