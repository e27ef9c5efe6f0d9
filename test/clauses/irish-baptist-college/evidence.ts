import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, toCommittee } from './facts.js';
import { allows, codesOf, containsEach, isDue, isFor } from './rulings.js';
import { onForm, suspected, withItems } from './investigation-states.js';

/** Clauses 40 to 56. */
export const evidenceTests: readonly ClauseTest[] = [
  clause('IBC-40', 'submissions as Word or PDF are checked by Turnitin, and lecturers examine the report', (policy) => {
    const form = [suspected, done({ readOriginalityReport: {}, annotateScript: {} })];
    const said = withItems(['findings', 'evidence', 'locations']);
    allows(policy, 'report.lecturer-report-form', form, said)
      .refused({ step: { readOriginalityReport: { done: false } } }, 'originality-report-examined', 'IBC-40')
      .allowed({ assessment: { kind: 'portfolio' }, step: { readOriginalityReport: { done: false } } });
    const fields = policy.step('report.read-originality-report')?.fields ?? [];
    assert.deepEqual(fields.find(({ name }) => name === 'format')?.choices, ['Word', 'PDF']);
    const percentage = fields.find(({ name }) => name === 'percentage');
    assert.deepEqual([percentage?.min, percentage?.max], [0, 100]);
  }),
  clause('IBC-41', 'a Turnitin report is interpreted, and never relied on alone', (policy) => {
    allows(policy, 'report.read-originality-report', {
      field: { interpretation: 'Quotations, marked as such.' },
    }).refused({ field: { interpretation: '' } }, 'interpreted', 'IBC-41');
    const form = [suspected, done({ readOriginalityReport: {}, annotateScript: {} })];
    allows(policy, 'report.lecturer-report-form', form, withItems(['findings', 'evidence', 'locations']))
      .refused({ report: { evidence: ['originality-report'] } }, 'more-than-a-score', 'IBC-41')
      .refused({ report: { evidence: [] } }, 'more-than-a-score', 'IBC-41')
      .allowed({ report: { evidence: ['originality-report', 'metadata'] } });
  }),
  clause(
    'IBC-42.1',
    'lecturers may interview with the agreement of the Director of Training, recorded before',
    (policy) => {
      const agreed = done({ agreeToInterview: { kind: 'lecturer-interview', agreed: true } });
      allows(policy, 'investigation.invite', [{ invitation: { kind: 'lecturer-interview' } }, agreed])
        .refused({ step: { agreeToInterview: { agreed: false } } }, 'director-agrees-to-lecturer', 'IBC-42.1')
        .refused({ step: { agreeToInterview: { done: false } } }, 'director-agrees-to-lecturer', 'IBC-42.1');
      allows(policy, 'investigation.lecturer-interview', agreed)
        .refused({ step: { agreeToInterview: { done: false } } }, 'agreed-before', 'IBC-42.1')
        .refused({ step: { agreeToInterview: { agreed: false } } }, 'agreed-before', 'IBC-42.1');
    },
  ),
  clause('IBC-42.2', 'a lecturer who is not satisfied compiles a report for the Director of Training', (policy) => {
    const doubts = done({ lecturerInterview: { satisfied: false } });
    const satisfied = done({ lecturerInterview: { satisfied: true } });
    containsEach(policy, 'investigation.compile-interview-report', doubts, ['answers', 'doubts'], 'IBC-42.2');
    assert.equal(isDue(policy, 'investigation.compile-interview-report', doubts), true);
    assert.equal(isDue(policy, 'investigation.compile-interview-report', satisfied), false);
    allows(policy, 'investigation.refer', [toCommittee, doubts, done({ compileInterviewReport: {} })])
      .refused({ step: { compileInterviewReport: { done: false } } }, 'lecturer-reported', 'IBC-42.2')
      .allowed({ step: { compileInterviewReport: { done: false }, lecturerInterview: { satisfied: true } } });
  }),
  clause('IBC-48', 'the lecturer saves, highlights and annotates a copy of the essay', (policy) => {
    const essay = { assessment: { kind: 'coursework' } };
    allows(policy, 'report.annotate-script', [essay, { field: { originalityReportShown: true, highlighted: true } }])
      .refused({ field: { originalityReportShown: false } }, 'saved-with-report', 'IBC-48')
      .refused({ field: { highlighted: false } }, 'highlighted', 'IBC-48');
    const form = [suspected, done({ readOriginalityReport: {}, annotateScript: {} })];
    allows(policy, 'report.lecturer-report-form', form, withItems(['findings', 'evidence', 'locations'])).refused(
      { step: { annotateScript: { done: false } } },
      'script-annotated',
      'IBC-48',
    );
  }),
  clause('IBC-49', 'the lecturer writes findings, evidence and locations on the form, and passes it on', (policy) => {
    const form = [suspected, done({ readOriginalityReport: {}, annotateScript: {} })];
    containsEach(policy, 'report.lecturer-report-form', form, ['findings', 'evidence', 'locations'], 'IBC-49');
    const said = withItems(['findings', 'evidence', 'locations']);
    assert.deepEqual(allows(policy, 'report.lecturer-report-form', form, said).ruling.follows, [
      'malpractice-referral',
      'report.open-case',
    ]);
    allows(policy, 'report.add-information', { report: { submitted: true } }).refused(
      { report: { submitted: false } },
      'report-received',
      'IBC-49',
    );
  }),
  clause('IBC-50', 'WFW, LR and P mark up an essay', (policy) => {
    const field = policy.step('report.mark-passage')?.fields.find(({ name }) => name === 'markUp');
    assert.deepEqual(field?.choices, ['WFW', 'LR', 'P']);
    const words = ['mark-up-word-for-word', 'mark-up-lightly-reworded', 'mark-up-paraphrased'].map(policy.word);
    assert.deepEqual(words, field?.choices);
  }),
  clause('IBC-51', 'ten kinds of document may constitute evidence, one or more', (policy) => {
    const kinds = policy.choices('evidence', {});
    assert.equal(kinds.length, 10);
    for (const { code, open } of kinds)
      assert.deepEqual([open, codesOf(policy.choose('evidence', [{ code }], {}))], [true, []]);
    assert.deepEqual(codesOf(policy.choose('evidence', [], {})), ['not-so-many']);
  }),
  clause(
    'IBC-52',
    'a pre-penalty mark is normally recorded where malpractice is restricted to one portion',
    (policy) => {
      const form = [suspected, done({ readOriginalityReport: {}, annotateScript: {} })];
      allows(policy, 'report.lecturer-report-form', form, withItems(['findings', 'evidence', 'locations']))
        .needsReason({ field: { localised: true } }, 'pre-penalty-mark', 'IBC-52')
        .allowed({ field: { localised: true }, step: { recordPrePenaltyMark: { done: true } } });
      const mark = policy.step('report.record-pre-penalty-mark')?.fields[0];
      assert.deepEqual([mark?.min, mark?.max], [0, 100]);
    },
  ),
  clause('IBC-53.1', 'a thesis goes on being marked, to gather evidence', (policy) => {
    allows(policy, 'report.suspend-examination', [
      done({ continueMarking: {} }),
      { field: { resultWithheld: true } },
    ]).refused({ step: { continueMarking: { done: false } } }, 'marked-first', 'IBC-53.1');
  }),
  clause('IBC-53.2', 'then its examination is suspended and the result withheld', (policy) => {
    allows(policy, 'report.suspend-examination', [
      done({ continueMarking: {} }),
      { field: { resultWithheld: true } },
    ]).refused({ field: { resultWithheld: false } }, 'withheld', 'IBC-53.2');
    for (const kind of ['thesis', 'dissertation', 'project-report', 'long-essay']) {
      const thesis = [suspected, { assessment: { kind } }, done({ suspendExamination: {}, referralForm: {} })];
      const unsuspended = { step: { suspendExamination: { done: false } } };
      allows(policy, 'report.referral-form', thesis, withItems(['suspicion', 'evidence'])).refused(
        unsuspended,
        'examination-suspended',
        'IBC-53.2',
      );
      allows(policy, 'report.open-case', thesis).refused(unsuspended, 'result-withheld', 'IBC-53.2');
    }
    allows(policy, 'report.open-case', onForm);
  }),
  clause(
    'IBC-54',
    'the examiner refers on the form, with evidence; postgraduate work to the Postgraduate Director too',
    (policy) => {
      containsEach(policy, 'report.referral-form', suspected, ['suspicion', 'evidence'], 'IBC-54');
      isFor(policy, 'report.referral-form', ['examiner'], ['lecturer', 'invigilator', 'registrar']);
      const to = (career: string) =>
        policy.table('referral-recipients', { student: { career } }).rows.map(({ then }) => then['to']);
      assert.deepEqual(to('undergraduate'), ['director-of-training']);
      assert.deepEqual(to('postgraduate'), ['director-of-training', 'postgraduate-director']);
    },
  ),
  clause('IBC-56', 'a group is normally heard together, unless a member passes one of two tests', (policy) => {
    const group = [toCommittee, { assessment: { kind: 'group' }, referral: { joined: true } }];
    const apart = { referral: { joined: false } };
    const told = (fields: Facts) => ({ ...apart, step: { distinguishContribution: { done: true, ...fields } } });
    allows(policy, 'investigation.refer', group)
      .needsReason(apart, 'group-heard-together', 'IBC-56')
      .needsReason(told({ explanation: 'Neither.' }), 'group-heard-together', 'IBC-56')
      .allowed(told({ contributorIdentified: true }))
      .allowed(told({ ownDistinguished: true }));
    allows(policy, 'investigation.refer', [toCommittee, { assessment: { kind: 'coursework' } }]);
  }),
];
