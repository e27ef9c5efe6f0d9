import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { certificateSystem, manager, recordsOfficer } from './facts-of-people.js';
import { allowed, follows, isDue, refused } from './rulings.js';
import { onCase, proven } from './states.js';

const decided: Facts = { effects: { decided: ['certificates-invalid'], invalidationLeft: 2 } };
const invalidate = [manager, onCase('centre'), proven, decided, { named: 2 }];
const invalid: Facts = { invalid: { count: 2, unrequested: 2 } };
const confirmed = { confirmation: { what: 'learners-notified', dateFits: true } };

/** "In cases where certificates are deemed to be invalid". */
export const certificates: readonly ClauseTest[] = [
  clause(
    'IMI/outcomes/invalid-inform',
    'the centre and the regulators are told why each certificate is invalid',
    (policy) => {
      const id = 'IMI/outcomes/invalid-inform';
      allowed(policy, 'sanctions.invalidate-certificates', invalidate).refusedWhere(
        { unreasoned: ['CERT-0002'] },
        'reason-for-each',
        id,
      );
      const toCentre = policy.notice('invalid-certificates');
      assert.ok(toCentre.items.some(({ code, clauses }) => code === 'certificates' && clauses.includes(id)));
      assert.deepEqual(toCentre.to, ['notice-recipient']);
      const toRegulators = policy.notice('regulator-invalid-certificates');
      assert.deepEqual(
        [toRegulators.to, toRegulators.on],
        [['regulators-told'], ['sanctions.invalidate-certificates']],
      );
    },
  ),

  clause(
    'IMI/outcomes/invalid-action',
    'for each certificate it is specified: reassessment or withdrawal',
    (policy) => {
      const id = 'IMI/outcomes/invalid-action';
      allowed(policy, 'sanctions.invalidate-certificates', invalidate)
        .refusedWhere({ withoutNext: ['CERT-0002'] }, 'next-for-each', id)
        .refusedWhere({ named: 3 }, 'as-many-as-decided', id)
        .allowedWhere({ named: 1 })
        .refusedWhere({ certificates: { ofOthers: ['CERT-0009'] } }, 'certificates-of-the-case', id)
        .refusedWhere({ certificates: { invalid: ['CERT-0001'] } }, 'invalid-once', id)
        .refusedWhere({ effects: { decided: [] } }, 'invalidation-decided', id);
      assert.deepEqual(policy.choose('certificate-action', [{ code: 'withdraw' }], {}).follows, []);
      assert.deepEqual(policy.choose('certificate-action', [{ code: 'reassess' }], {}).follows, [
        'sanctions.charge-reissue',
      ]);
      const both = [{ code: 'reassess' }, { code: 'withdraw' }];
      assert.equal(policy.choose('certificate-action', both, {}).refusals[0]?.code, 'not-so-many');
    },
  ),

  clause('IMI/outcomes/invalid-action', 'what was decided is put into effect certificate by certificate', (policy) => {
    const facts = { subject: { kind: 'centre' }, proven: true, sanctionsPolicy: { configured: false } };
    const { effects, follows: next } = policy.impose(
      'outcomes',
      [{ code: 'invalidate-certificates', parameters: { count: 2 } }],
      facts,
    );
    assert.deepEqual(
      [effects.map(({ effect }) => effect), next],
      [['certificates-invalid'], ['sanctions.invalidate-certificates']],
    );
    assert.ok(isDue(policy, 'sanctions.invalidate-certificates', decided));
    const whole = { effect: { decided: true, left: true, isInvalidation: true, whatGiven: true, dateFits: true } };
    refused(
      policy,
      'sanctions.put-into-effect',
      [manager, onCase('centre'), proven, decided, whole],
      'certificates-one-by-one',
      'IMI/outcomes/invalid-action',
    );
  }),

  clause(
    'IMI/outcomes/invalid-learners',
    'the centre notifies the learners of status, action, reassessment and appeal',
    (policy) => {
      const id = 'IMI/outcomes/invalid-learners';
      const items = policy.document('invalid-certificate-notice-to-learners').items.map(({ code }) => code);
      assert.deepEqual(items, ['status', 'action', 'reassessment', 'appeal']);
      const owed: Facts = { confirmations: { outstanding: 4 } };
      assert.ok(isDue(policy, 'sanctions.record-confirmation', invalid, owed));
      allowed(policy, 'sanctions.record-confirmation', [recordsOfficer, onCase('centre'), proven, invalid, confirmed])
        .recordedWhere({ confirmation: { missing: ['appeal'] } }, 'learners-told-in-full', id)
        .refusedWhere({ confirmation: { notInvalid: ['CERT-0009'] } }, 'of-invalid-certificates', id)
        .refusedWhere({ confirmation: { dateFits: false } }, 'confirmed-not-promised', id)
        .refusedWhere({ invalid: { count: 0 } }, 'certificates-invalid', id);
      const told = policy.choose('certificate-confirmation', [{ code: 'learners-notified' }], {});
      assert.ok(told.authority.includes(id));
    },
  ),

  clause('IMI/outcomes/invalid-learners', 'a case closes without what the centre owes only for a reason', (policy) => {
    const ended: Facts = {
      file: {
        caseOpened: true,
        findingReached: true,
        proven: true,
        lessonsRecorded: true,
        communicated: true,
        actionDecided: true,
        effectsComplete: true,
      },
    };
    const close = allowed(policy, 'file.close', [manager, ended]);
    close.refusedWhere({ file: { confirmationsOutstanding: 1 } }, 'confirmations-in', 'IMI/outcomes/invalid-learners');
    const owing = [manager, ended, { file: { confirmationsOutstanding: 1 } }];
    const reasons = { 'confirmations-in': 'The centre has closed.' };
    const { ruling } = allowed(policy, 'file.close', owing, { reasons });
    assert.equal(ruling.breaches[0]?.reason ?? ruling.departures[0]?.reason, 'The centre has closed.');
  }),

  clause('IMI/outcomes/invalid-return', 'the centre is asked to return the invalid certificates', (policy) => {
    const id = 'IMI/outcomes/invalid-return';
    follows(allowed(policy, 'sanctions.invalidate-certificates', invalidate), 'sanctions.request-return');
    assert.ok(isDue(policy, 'sanctions.request-return', invalid));
    assert.ok(!isDue(policy, 'sanctions.request-return', invalid, { invalid: { unrequested: 0 } }));
    const ask = allowed(policy, 'sanctions.request-return', [manager, onCase('centre'), proven, invalid]).refusedWhere(
      { invalid: { count: 0 } },
      'certificates-invalid',
      id,
    );
    follows(ask, 'invalid-certificates');
    const returned = policy.choose('certificate-confirmation', [{ code: 'certificates-returned' }], {});
    assert.ok(returned.authority.includes(id));
  }),

  clause('IMI/outcomes/invalid-duplicates', 'duplicates of invalid certificates cannot be issued', (policy) => {
    const valid: Facts = { certificate: { status: 'valid' } };
    allowed(policy, 'certificate.reissue', [certificateSystem, valid]).refusedWhere(
      { certificate: { status: 'invalid' } },
      'certificate-not-invalid',
      'IMI/outcomes/invalid-duplicates',
    );
  }),

  clause(
    'IMI/outcomes/invalid-centre-records',
    'the centre amends its own records, and confirms that it has',
    (policy) => {
      const id = 'IMI/outcomes/invalid-centre-records';
      const amended = { confirmation: { what: 'records-amended', dateFits: true } };
      allowed(policy, 'sanctions.record-confirmation', [recordsOfficer, onCase('centre'), proven, invalid, amended])
        .refusedWhere({ confirmation: { dateFits: false } }, 'confirmed-not-promised', id)
        .refusedWhere({ confirmation: { notInvalid: ['CERT-0009'] } }, 'of-invalid-certificates', id);
      assert.ok(policy.notice('invalid-certificates').items.some(({ clauses }) => clauses.includes(id)));
      const confirms = policy.choose('certificate-confirmation', [{ code: 'records-amended' }], {});
      assert.ok(confirms.authority.includes(id));
    },
  ),

  // Always charged: reading IMI-a18.
  clause(
    'IMI/outcomes/charge-reissue',
    'in proven cases the centre is charged for the reissuing of certificates',
    (policy) => {
      const id = 'IMI/outcomes/charge-reissue';
      const reassessing: Facts = { invalid: { count: 2, reassessing: 1 } };
      const prices: Facts = {
        investigation: { started: true, startedOn: '2026-03-09' },
        field: { certificates: 1, amount: 40, priceList: '2026', pricesOn: '2026-03-09' },
      };
      assert.ok(isDue(policy, 'sanctions.charge-reissue', onCase('centre'), proven, reassessing));
      assert.ok(!isDue(policy, 'sanctions.charge-reissue', onCase('centre'), proven, invalid));
      assert.ok(!isDue(policy, 'sanctions.charge-reissue', onCase('learner'), proven, reassessing));
      allowed(policy, 'sanctions.charge-reissue', [manager, onCase('centre'), proven, reassessing, prices])
        .refusedWhere({ finding: { proven: false } }, 'proven-cases-only', id)
        .refusedWhere({ case: { subject: { kind: 'learner' } } }, 'centres-only', id);
    },
  ),
];
