import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { intakeOfficer, lead, manager } from './facts-of-people.js';
import { allowed, refused } from './rulings.js';
import { atCentre, categorised, inScope, knownSubject, led, managed, onCase, started } from './states.js';

const conduct = (over: Facts = {}): Facts => ({
  conduct: { compromises: [], misconduct: false, discrimination: false, breaksAdministrativeRules: false, ...over },
});
const classified = (policy: Policy, over: Facts): readonly unknown[] =>
  policy.table('classification', conduct(over)).rows.map(({ then }) => then['classification']);

const isPotential = (policy: Policy, clearlyNotOwn: boolean, disclosed: boolean, plagiarised: boolean): unknown => {
  const work = { clearlyNotOwn, artificialIntelligenceDisclosed: disclosed, plagiarised };
  return policy.table('own-work', { work }).rows[0]?.then['potentialMalpractice'];
};

/** From the policy's header to its text on artificial intelligence. */
export const definitions: readonly ClauseTest[] = [
  clause('IMI/hdr/issue', 'a case is opened, and a decision told, under the stated issue of the policy', (policy) => {
    assert.equal(policy.version, '8');
    const { ruling } = allowed(policy, 'report.open-case', [intakeOfficer, categorised, knownSubject]);
    assert.ok(ruling.authority.includes('IMI/hdr/issue'));
    for (const notice of ['decision', 'nothing-shown', 'invalid-certificates'])
      assert.ok(policy.notice(notice).items.some(({ clauses }) => clauses.includes('IMI/hdr/issue')));
  }),

  clause(
    'IMI/scope/subjects',
    'it is aimed at centres, their staff, learners and staff of the institution',
    (policy) => {
      const open = allowed(policy, 'report.open-case', [intakeOfficer, categorised, knownSubject]);
      for (const kind of ['centre', 'centre-staff', 'learner', 'institution-staff'])
        open.allowedWhere({ subject: { kind } });
      open
        .refusedWhere({ subject: { kind: 'employer' } }, 'subject-of-the-policy', 'IMI/scope/subjects')
        .refusedWhere({ subject: { inRegister: false } }, 'subject-known', 'IMI/scope/subjects')
        .refusedWhere({ subject: { centreAgrees: false } }, 'centre-agrees', 'IMI/scope/subjects')
        .refusedWhere({ report: { inScope: false } }, 'in-scope', 'IMI/scope/subjects');
      assert.equal(policy.word('subject'), 'subject of the allegation');
    },
  ),

  clause('IMI/centre/monitoring', "how a centre complies is reviewed through the centre's monitoring", (policy) => {
    allowed(policy, 'investigation.review-centre-compliance', [lead, atCentre]).refusedWhere(
      { case: { atCentre: false } },
      'centre-to-monitor',
      'IMI/centre/monitoring',
    );
    allowed(policy, 'file.review-centre', [manager, { file: { atCentre: true } }]).refusedWhere(
      { file: { atCentre: false } },
      'case-at-a-centre',
      'IMI/centre/monitoring',
    );
  }),

  clause('IMI/centre/failure-to-report', 'a failure to report may lead to sanctions on the centre', (policy) => {
    const dates = { field: { awareOn: '2026-03-02', reportedOn: '2026-03-02', arrangements: 'None.' } };
    allowed(policy, 'sanctions.record-failure-to-report', [manager, onCase('centre'), dates])
      .allowedWhere({ field: { reportedOn: '2026-03-03' } })
      .refusedWhere({ field: { reportedOn: '2026-03-01' } }, 'aware-before-reported', 'IMI/centre/failure-to-report')
      .refusedWhere({ case: { subject: { kind: 'learner' } } }, 'on-a-centre', 'IMI/centre/failure-to-report');
    const facts = { subject: { kind: 'centre' }, proven: true, sanctionsPolicy: { configured: true } };
    const chosen = [{ code: 'centre-sanction', parameters: { level: '2' } }];
    assert.ok(policy.impose('outcomes', chosen, facts).authority.includes('IMI/centre/failure-to-report'));
  }),

  clause('IMI/def/malpractice', 'malpractice compromises, or could compromise, any one of four interests', (policy) => {
    for (const interest of ['assessment-process', 'result-or-certificate', 'products', 'reputation'])
      assert.deepEqual(classified(policy, { compromises: [interest] }), ['malpractice']);
    assert.deepEqual(classified(policy, {}), []);
    assert.equal(policy.word('misconduct'), 'malpractice');
    refused(policy, 'report.open-case', [intakeOfficer, inScope, knownSubject], 'categorised', 'IMI/def/malpractice');
  }),

  clause('IMI/def/malpractice-range', 'malpractice covers misconduct, discrimination and bias', (policy) => {
    assert.deepEqual(classified(policy, { misconduct: true }), ['malpractice']);
    assert.deepEqual(classified(policy, { discrimination: true }), ['malpractice']);
    const { synonyms = [] } = policy.offence('other-malpractice') ?? {};
    assert.deepEqual(synonyms, ['Misconduct', 'Unnecessary discrimination or bias towards learners']);
  }),

  clause('IMI/def/maladministration', 'maladministration breaks administrative rules, whatever was meant', (policy) => {
    assert.deepEqual(classified(policy, { breaksAdministrativeRules: true }), ['maladministration']);
    assert.deepEqual(classified(policy, { breaksAdministrativeRules: true, compromises: ['products'] }), [
      'malpractice',
      'maladministration',
    ]);
    assert.equal(policy.word('lesser-misconduct'), 'maladministration');
    assert.equal(policy.offence('other-maladministration')?.category, 'maladministration');
  }),

  clause(
    'IMI/ex/non-exhaustive',
    'the examples are not exhaustive: what is not listed is taken, described',
    (policy) => {
      const said = { category: { known: true, described: true } };
      allowed(policy, 'report.categorise', [intakeOfficer, inScope, said])
        .refusedWhere({ category: { described: false } }, 'other-described', 'IMI/ex/non-exhaustive')
        .refusedWhere({ category: { known: false } }, 'known-offence', 'IMI/ex/non-exhaustive');
      const open = policy.offences.filter(({ needsDescription }) => needsDescription).map(({ code }) => code);
      assert.deepEqual(open, ['other-malpractice', 'other-maladministration']);
    },
  ),

  clause('IMI/madm/escalate', 'maladministration may also constitute malpractice, for a reason', (policy) => {
    const said = { reclassification: { reasonGiven: true } };
    allowed(policy, 'investigation.reclassify', [lead, atCentre, managed, led, said]).refusedWhere(
      { reclassification: { reasonGiven: false } },
      'reclassification-reasoned',
      'IMI/madm/escalate',
    );
    assert.match(policy.offence('persistent-maladministration')?.category ?? '', /^malpractice/);
  }),

  clause('IMI/monitor/turnitin', "a document's similarity score, in per cent, is kept as evidence", (policy) => {
    const step = 'investigation.record-similarity-score';
    allowed(policy, step, [lead, atCentre, started, { field: { document: 'Portfolio 1', score: 62 } }])
      .allowedWhere({ field: { score: 0 } })
      .allowedWhere({ field: { score: 100 } })
      .refusedWhere({ field: { score: -1 } }, 'score-in-per-cent', 'IMI/monitor/turnitin')
      .refusedWhere({ field: { score: 100.5 } }, 'score-in-per-cent', 'IMI/monitor/turnitin');
    const remark = policy.step(step)?.fields.find(({ name }) => name === 'remark');
    assert.equal(remark?.required, false);
  }),

  clause('IMI/ai/misuse', 'misuse of AI in an assessment constitutes malpractice', (policy) => {
    const offence = policy.offence('ai-misuse');
    assert.equal(offence?.category, 'malpractice/assessment-process');
    assert.ok(offence.clauses.includes('IMI/ai/misuse'));
  }),

  clause(
    'IMI/ai/undisclosed',
    "work clearly not the learner's own, AI not disclosed, or plagiarism: potential malpractice",
    (policy) => {
      assert.equal(isPotential(policy, true, false, false), true);
      assert.equal(isPotential(policy, true, true, false), false);
      assert.equal(isPotential(policy, false, false, false), false);
      assert.equal(isPotential(policy, false, true, true), true);
      assert.equal(policy.offence('ai-undisclosed')?.category, 'malpractice/assessment-process');
    },
  ),

  clause(
    'IMI/ai/declaration',
    'the learner confirms own work, and acknowledges the source of what AI was used for',
    (policy) => {
      const step = 'investigation.record-own-work-declaration';
      const declared = { learner: 'L-01', ownWork: true, aiUsed: true, aiAcknowledged: true };
      allowed(policy, step, [lead, atCentre, started, { field: declared }])
        .allowedWhere({ field: { aiUsed: false, aiAcknowledged: false } })
        .refusedWhere({ field: { aiUsed: false } }, 'acknowledges-only-what-was-used', 'IMI/ai/declaration');
      const asked = policy
        .step(step)
        ?.fields.filter(({ required }) => required)
        .map(({ name }) => name);
      assert.deepEqual(asked, ['learner', 'ownWork', 'aiUsed', 'aiAcknowledged']);
    },
  ),

  clause(
    'IMI/ai/no-sole-marker',
    "AI is not the sole marker of a learner's work: it can be alleged that it was",
    (policy) => {
      assert.equal(policy.offence('ai-sole-marker')?.category, 'malpractice/assessment-process');
    },
  ),
];
