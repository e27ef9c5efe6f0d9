import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { nobody } from '../blank-facts.js';
import { clause, type ClauseTest } from '../clause-test.js';
import { anotherManager, intakeOfficer, lead, manager } from './facts-of-people.js';
import { allowed, follows, isDue, refused, refusedBy } from './rulings.js';
import { atCentre, fitToLead, fitToManage, led, managed, received, served, started } from './states.js';

const person = (over: Facts = {}): Facts => ({ ...nobody, offices: ['investigator'], trained: true, ...over });
const team = [
  { person: 'M', seat: 'manager' },
  { person: 'L', seat: 'lead' },
] as const;
const people = (ofLead: Facts = {}, ofManager: Facts = {}): Record<string, Facts> => ({
  M: person({ offices: ['appropriate-manager'], trained: false, ...ofManager }),
  L: person(ofLead),
});

const established: Facts = {
  established: {
    points: 2,
    distinct: true,
    offencesKnown: true,
    offencesAnswered: true,
    reasoned: true,
    shown: true,
  },
};

/** "Responsibility for the investigation". */
export const responsibility: readonly ClauseTest[] = [
  clause('IMI/resp/prompt-examination', 'every suspected case is examined by the appropriate manager', (policy) => {
    const clauseId = 'IMI/resp/prompt-examination';
    assert.ok(isDue(policy, 'investigation.assign-manager', atCentre));
    assert.ok(!isDue(policy, 'investigation.assign-manager', atCentre, managed));
    allowed(policy, 'investigation.assign-manager', [intakeOfficer, atCentre, fitToManage]).refusedWhere(
      { proposed: { offices: ['investigator'] } },
      'manager-in-office',
      clauseId,
    );
    allowed(policy, 'report.decide-scope', [intakeOfficer, received, { scope: { reasonGiven: true } }])
      .refusedWhere({ scope: { reasonGiven: false } }, 'scope-reasoned', clauseId)
      .refusedWhere({ report: { submitted: false } }, 'report-received', clauseId);
    const determination = { evidence: { items: 1 }, determination: { sufficient: false, reasonGiven: true } };
    allowed(policy, 'investigation.find-sufficient-evidence', [lead, atCentre, started, determination]).refusedWhere(
      { start: { done: false } },
      'started',
      clauseId,
    );
  }),

  clause('IMI/resp/acknowledge', 'receipt is acknowledged, as appropriate: sent, or not for a reason', (policy) => {
    assert.ok(isDue(policy, 'report.acknowledge', received));
    assert.ok(!isDue(policy, 'report.acknowledge', received, { report: { acknowledged: true } }));
    allowed(policy, 'report.acknowledge', [intakeOfficer, received, { notice: { sent: true } }])
      .refusedWhere({ notice: { sent: false } }, 'sent-or-reasoned', 'IMI/resp/acknowledge')
      .refusedWhere({ notice: { reasonGiven: true } }, 'sent-or-reasoned', 'IMI/resp/acknowledge')
      .allowedWhere({ notice: { sent: false, reasonGiven: true } })
      .refusedWhere({ report: { contactable: false } }, 'contact-known', 'IMI/resp/acknowledge');
    assert.deepEqual(policy.notice('acknowledgement').on, ['report.acknowledge']);
  }),

  clause('IMI/resp/prevent-adverse-effect', 'each step taken to prevent an Adverse Effect is logged', (policy) => {
    const step = 'notification.log-mitigation';
    const effect = { notification: { caseOpened: true, assessed: true, adverseEffect: true } };
    allowed(policy, step, [manager, effect]).refusedWhere(
      { notification: { caseOpened: false } },
      'case-opened',
      'IMI/resp/prevent-adverse-effect',
    );
    assert.ok(isDue(policy, step, effect));
    assert.ok(!isDue(policy, step, effect, { steps: { done: [step] } }));
    assert.ok(!isDue(policy, step, effect, { notification: { adverseEffect: false } }));
    const fields = policy.step(step)?.fields.map(({ name }) => name) ?? [];
    assert.ok(['owner', 'status', 'on'].every((name) => fields.includes(name)));
  }),

  clause('IMI/resp/manager-accountable', 'one manager is accountable; another takes over for a reason', (policy) => {
    allowed(policy, 'investigation.assign-manager', [
      anotherManager,
      atCentre,
      managed,
      fitToManage,
      { assignment: { reasonGiven: true } },
    ])
      .refusedWhere({ assignment: { reasonGiven: false } }, 'reassignment-reasoned', 'IMI/resp/manager-accountable')
      .allowedWhere({ assignment: { reasonGiven: false }, manager: { conflicted: true } });
    const { refusals } = policy.checkBody('investigation-team', [...team, { person: 'N', seat: 'manager' }], {
      ...people(),
      N: person({ offices: ['appropriate-manager'] }),
    });
    refusedBy({ refusals, act: 'a second manager' }, 'seat-manager', 'IMI/resp/manager-accountable');
  }),

  clause('IMI/resp/lead', 'a relevant member of staff leads, and establishes whether it has occurred', (policy) => {
    allowed(policy, 'investigation.assign-lead', [manager, atCentre, managed, fitToLead])
      .refusedWhere({ proposed: { offices: ['intake-officer'] } }, 'lead-relevant', 'IMI/resp/lead')
      .refusedWhere({ lead: { assigned: true } }, 'new-lead-reasoned', 'IMI/resp/lead');
    const window = { report: { windowClosed: true } };
    allowed(policy, 'investigation.finalise-report', [lead, atCentre, served, established, window])
      .refusedWhere({ established: { points: 0 } }, 'points-established', 'IMI/resp/lead')
      .refusedWhere({ established: { offencesAnswered: false } }, 'all-allegations-answered', 'IMI/resp/lead')
      .refusedWhere({ actor: { roles: ['manager'] } }, 'not-yours-to-do', 'IMI/resp/lead');
    refused(policy, 'investigation.start', [manager, atCentre, managed], 'lead-first', 'IMI/resp/lead');
  }),

  clause('IMI/resp/independence', 'the lead is trained, was not involved and has no interest', (policy) => {
    const id = 'IMI/resp/independence';
    const assign = allowed(policy, 'investigation.assign-lead', [manager, atCentre, managed, fitToLead]);
    follows(assign, 'investigation.start');
    assign
      .refusedWhere({ proposed: { training: ['invigilation'] } }, 'lead-untrained', id)
      .refusedWhere({ proposed: { declared: false } }, 'lead-undeclared', id)
      .refusedWhere({ proposed: { previouslyInvolved: true } }, 'lead-previously-involved', id)
      .refusedWhere({ proposed: { workedAtCentre: true } }, 'lead-previously-involved', id)
      .refusedWhere({ proposed: { personalInterest: true } }, 'lead-has-interest', id)
      .refusedWhere({ proposed: { earlierManager: true } }, 'lead-is-the-manager', id)
      .refusedWhere({ manager: { conflicted: true } }, 'manager-free-of-conflict', id);
    assert.ok(!isDue(policy, 'investigation.assign-lead', atCentre, managed, led));
    assert.ok(isDue(policy, 'investigation.assign-lead', atCentre, managed, led, { lead: { conflicted: true } }));
  }),

  clause(
    'IMI/resp/independence',
    'whoever is assigned is checked as a body is, the training of the lead alone',
    (policy) => {
      const id = 'IMI/resp/independence';
      const check = (...of: Parameters<typeof people>) => policy.checkBody('investigation-team', team, people(...of));
      assert.deepEqual(check().refusals, []);
      refusedBy({ ...check({ trained: false }), act: 'the lead' }, 'trained', id);
      refusedBy({ ...check({ involved: true }), act: 'the lead' }, 'not-involved', id);
      refusedBy({ ...check({}, { accuser: true }), act: 'the manager' }, 'not-involved', id);
      refusedBy({ ...check({}, { conflicted: true }), act: 'the manager' }, 'no-interest', id);
      refusedBy({ ...check({ isSubject: true }), act: 'the lead' }, 'no-part-in-it', id);
    },
  ),
];
