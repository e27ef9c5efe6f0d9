import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { lead, manager } from './facts-of-people.js';
import { allowed, follows, isDue, refused } from './rulings.js';
import { atCentre, managed, started } from './states.js';

const addressee = (policy: Policy, coordinatorImplicated: boolean, qualityTeamImplicated: boolean): unknown =>
  policy.table('notice-recipient', { coordinatorImplicated, qualityTeamImplicated }).rows[0]?.then['recipient'];

const notice = (recipient: string, over: Facts): Facts => ({ notice: { recipient, known: true, ...over } });
const toCoordinator = notice('centre-coordinator', { addressee: 'centre-coordinator', isCoordinator: true });
const toQualityTeam = notice('quality-team', { addressee: 'quality-team', inQualityTeam: true, reasonGiven: true });

/** "Notifying relevant parties": those at the centre, and others outside but the regulators. */
export const notifying: readonly ClauseTest[] = [
  clause('IMI/notify/centre-coordinator', 'the Centre Coordinator of the centre is notified', (policy) => {
    const id = 'IMI/notify/centre-coordinator';
    assert.equal(addressee(policy, false, false), 'centre-coordinator');
    assert.equal(addressee(policy, false, true), 'centre-coordinator');
    assert.ok(isDue(policy, 'investigation.notify', atCentre, managed));
    assert.ok(!isDue(policy, 'investigation.notify', atCentre, managed, { notices: { centreTold: true } }));
    allowed(policy, 'investigation.notify', [lead, atCentre, started, toCoordinator])
      .refusedWhere({ notice: { isCoordinator: false } }, 'is-the-coordinator', id)
      .refusedWhere({ notice: { known: false } }, 'addressee-known', id);
    const instead = {
      ...toQualityTeam,
      notice: { ...(toQualityTeam['notice'] as Facts), addressee: 'centre-coordinator' },
    };
    refused(policy, 'investigation.notify', [lead, atCentre, started, instead], 'coordinator-is-notified', id);
    assert.equal(policy.word('centre-coordinator'), 'Centre Coordinator');
    assert.deepEqual(policy.notice('allegation-to-centre').to, ['notice-recipient']);
  }),

  // Reading IMI-a9.
  clause(
    'IMI/notify/centre-coordinator',
    'the manager may let the notice wait, for a reason and to a later day',
    (policy) => {
      const id = 'IMI/notify/centre-coordinator';
      const waits = { notice: { deferred: true, deferredToLaterDay: true, reasonGiven: true } };
      allowed(policy, 'investigation.notify', [manager, atCentre, started, toCoordinator, waits])
        .refusedWhere({ notice: { reasonGiven: false } }, 'deferral-reasoned', id)
        .refusedWhere({ notice: { deferredToLaterDay: false } }, 'deferred-to-a-later-day', id)
        .refusedWhere(lead, 'deferred-by-the-manager', id);
    },
  ),

  clause(
    'IMI/notify/coordinator-implicated',
    'where the Coordinator is involved the quality team is notified instead',
    (policy) => {
      const id = 'IMI/notify/coordinator-implicated';
      assert.equal(addressee(policy, true, false), 'quality-team');
      assert.equal(addressee(policy, true, true), 'centre-staff');
      const accused = { notice: { addressee: 'quality-team' } };
      refused(
        policy,
        'investigation.notify',
        [lead, atCentre, started, toCoordinator, accused],
        'coordinator-implicated',
        id,
      );
      allowed(policy, 'investigation.notify', [lead, atCentre, started, toQualityTeam])
        .refusedWhere({ notice: { inQualityTeam: false } }, 'in-the-quality-team', id)
        .refusedWhere({ notice: { implicated: true } }, 'addressee-implicated', id)
        .refusedWhere({ notice: { reasonGiven: false } }, 'alternate-reasoned', id)
        .refusedWhere({ implicated: { named: false } }, 'implicated-named', id);
    },
  ),

  clause(
    'IMI/notify/direct-staff',
    'accused staff of the centre may be written to directly, for a reason',
    (policy) => {
      const direct = notice('accused-staff', { isCentreStaff: true, implicated: true, reasonGiven: true });
      allowed(policy, 'investigation.notify', [lead, atCentre, started, direct])
        .refusedWhere({ notice: { implicated: false } }, 'is-accused-staff', 'IMI/notify/direct-staff')
        .refusedWhere({ notice: { reasonGiven: false } }, 'direct-staff-reasoned', 'IMI/notify/direct-staff');
      assert.ok(policy.notice('allegation-to-person').to.includes('accused-staff'));
    },
  ),

  clause(
    'IMI/notify/direct-learner',
    'a learner or a representative may be written to directly, for a reason',
    (policy) => {
      for (const recipient of ['learner', 'learner-representative'])
        allowed(policy, 'investigation.notify', [
          ...[lead, atCentre, started],
          notice(recipient, { isLearner: true, reasonGiven: true }),
        ])
          .refusedWhere({ notice: { isLearner: false } }, 'is-a-learner', 'IMI/notify/direct-learner')
          .refusedWhere({ notice: { reasonGiven: false } }, 'direct-learner-reasoned', 'IMI/notify/direct-learner');
      assert.ok(policy.notice('allegation-to-person').to.includes('learner-representative'));
    },
  ),

  clause(
    'IMI/notify/other-ao',
    'another awarding organisation is informed, or a joint investigation sought',
    (policy) => {
      const opened = { notification: { caseOpened: true } };
      const informed = { steps: { done: ['notification.inform-awarding-organisation'] } };
      allowed(policy, 'notification.inform-awarding-organisation', [manager, opened]).refusedWhere(
        { notification: { caseOpened: false } },
        'case-opened',
        'IMI/notify/other-ao',
      );
      allowed(policy, 'notification.agree-joint-investigation', [manager, opened, informed]).refusedWhere(
        { steps: { done: [] } },
        'awarding-organisation-informed',
        'IMI/notify/other-ao',
      );
      const fields = policy.step('notification.inform-awarding-organisation')?.fields.map(({ name }) => name);
      assert.deepEqual(fields, ['organisation', 'shared', 'on', 'jointInvestigation']);
      assert.deepEqual(policy.notice('awarding-organisation').to, ['awarding-organisation']);
    },
  ),

  clause('IMI/notify/police', 'where fraud is suspected the police may be notified, or not, for a reason', (policy) => {
    const fraud = { notification: { caseOpened: true, assessed: true, fraudSuspected: true } };
    assert.ok(isDue(policy, 'notification.consider-police', fraud));
    assert.ok(!isDue(policy, 'notification.consider-police', fraud, { notification: { policeConsidered: true } }));
    const consider = allowed(policy, 'notification.consider-police', [
      manager,
      fraud,
      { police: { reasonGiven: true } },
    ])
      .refusedWhere({ police: { reasonGiven: false } }, 'police-reasoned', 'IMI/notify/police')
      .refusedWhere({ notification: { fraudSuspected: false } }, 'fraud-suspected', 'IMI/notify/police');
    follows(consider, 'notification.note-prosecution');
    assert.deepEqual(policy.notice('police').on, ['notification.consider-police']);
  }),
];
