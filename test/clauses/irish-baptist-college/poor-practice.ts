import assert from 'node:assert/strict';
import { clause, type ClauseTest } from '../clause-test.js';
import { done } from './facts.js';
import { allows, containsEach, isDue, isFor, itemsOn } from './rulings.js';
import { poor, withItems } from './investigation-states.js';

/** Clauses 43 to 47. */
export const poorPracticeTests: readonly ClauseTest[] = [
  clause(
    ['IBC-43.1', 'IBC-44'],
    'the work is marked as normal, and a feedback form goes to the Registrar',
    (policy) => {
      const form = [poor, { field: { markedAsNormal: true } }];
      containsEach(policy, 'report.feedback-form', form, ['nature', 'meeting'], 'IBC-44');
      allows(policy, 'report.feedback-form', form, withItems(['nature', 'meeting']))
        .refused({ field: { markedAsNormal: false } }, 'marked', 'IBC-43.1')
        .refused({ report: { classification: 'malpractice' } }, 'poor-practice', 'IBC-43.1');
      allows(policy, 'report.handle-locally', [poor, done({ feedbackForm: {} })]).refused(
        { step: { feedbackForm: { done: false } } },
        'form-forwarded',
        'IBC-43.1',
      );
    },
  ),
  clause(
    'IBC-43.2',
    'the Registrar sends the form on mark release day: not the day before, on record the day after',
    (policy) => {
      const release = [{ assessment: { marksReleasedAt: '2026-06-19T09:00:00+01:00' } }, done({ feedbackForm: {} })];
      const on = { asked: { at: '2026-06-19T00:00:00+01:00' } };
      const { ruling } = allows(policy, 'report.send-feedback-form', [...release, on])
        .allowed({ asked: { at: '2026-06-19T23:59:59+01:00' } })
        .refused({ asked: { at: '2026-06-18T23:59:59+01:00' } }, 'not-before-release', 'IBC-43.2')
        .recorded({ asked: { at: '2026-06-20T00:00:00+01:00' } }, 'on-release-day', 'IBC-43.2')
        .refused({ step: { feedbackForm: { done: false } } }, 'form-received', 'IBC-43.2');
      assert.deepEqual([ruling.breaches, ruling.follows[0]], [[], 'poor-practice-feedback']);
      assert.equal(policy.deadline('feedback-form', '2026-06-19T09:00:00+01:00').date, '2026-06-19');
      isFor(policy, 'report.send-feedback-form', ['registrar'], ['lecturer', 'director-of-training']);
    },
  ),
  clause('IBC-43.3', 'on the border of malpractice the lecturer consults the Director of Training', (policy) => {
    const border = {
      report: { submitted: true, inScope: true },
      category: {
        known: true,
        described: true,
        classification: 'poor-practice',
        offences: ['close-paraphrase'],
        extentLimited: true,
        borderline: true,
      },
    };
    allows(policy, 'report.categorise', [border, done({ consultDirector: {} })])
      .refused({ step: { consultDirector: { done: false } } }, 'director-consulted', 'IBC-43.3')
      .allowed({ step: { consultDirector: { done: false } }, category: { borderline: false } });
  }),
  clause(
    'IBC-44',
    'the form tells the nature of the poor practice and offers a meeting, if the student asks',
    (policy) => {
      assert.deepEqual(itemsOn(policy, 'poor-practice-feedback', 'IBC-44'), ['nature', 'meeting']);
      const asks = { actor: { offices: [], roles: ['student'] } };
      allows(policy, 'report.ask-for-meeting', [asks, done({ sendFeedbackForm: {} })]).refused(
        { step: { sendFeedbackForm: { done: false } } },
        'form-sent',
        'IBC-44',
      );
    },
  ),
  clause('IBC-46.1', 'marking is anonymous until the Registrar receives the form', (policy) => {
    const seen = (isDone: boolean, lifted = false) =>
      policy.hidden(['registrar'], { step: { feedbackForm: { done: isDone } }, anonymity: { lifted } });
    const kept = seen(false).filter(({ clauses }) => clauses.includes('IBC-46.1'));
    assert.deepEqual(
      kept.map(({ what }) => what),
      ['student-identity'],
    );
    for (const open of [seen(true), seen(false, true)])
      assert.ok(!open.some(({ clauses }) => clauses.includes('IBC-46.1')));
    allows(policy, 'report.lift-anonymity', done({ feedbackForm: {} })).refused(
      { step: { feedbackForm: { done: false } } },
      'form-received',
      'IBC-46.1',
    );
    isFor(policy, 'report.lift-anonymity', ['registrar'], ['lecturer', 'examiner']);
  }),
  clause('IBC-46.2', 'lecturers lift anonymity only when mark and comments are uploaded', (policy) => {
    const seen = (isDone: boolean) =>
      policy
        .hidden(['lecturer'], { step: { feedbackForm: { done: true }, uploadMark: { done: isDone } } })
        .filter(({ clauses }) => clauses.includes('IBC-46.2'));
    assert.deepEqual(
      seen(false).map(({ what }) => what),
      ['student-identity'],
    );
    assert.deepEqual(seen(true), []);
    allows(policy, 'report.offer-appointment', done({ uploadMark: {} })).refused(
      { step: { uploadMark: { done: false } } },
      'mark-uploaded',
      'IBC-46.2',
    );
    const fields = policy.step('report.upload-mark')?.fields ?? [];
    assert.deepEqual(
      fields.map(({ name, required }) => [name, required]),
      [
        ['mark', true],
        ['comments', true],
      ],
    );
  }),
  clause('IBC-47.1', 'the Registrar saves issued forms along with the essay', (policy) => {
    const issued = [done({ sendFeedbackForm: {} }), { field: { formSaved: true, essaySaved: true } }];
    allows(policy, 'report.file-feedback-form', issued)
      .refused({ field: { essaySaved: false } }, 'form-with-essay', 'IBC-47.1')
      .refused({ field: { formSaved: false } }, 'form-with-essay', 'IBC-47.1')
      .refused({ step: { sendFeedbackForm: { done: false } } }, 'form-issued', 'IBC-47.1');
    assert.equal(isDue(policy, 'report.file-feedback-form', done({ sendFeedbackForm: {} })), true);
    isFor(policy, 'report.file-feedback-form', ['registrar'], ['lecturer']);
  }),
  clause('IBC-47.2', 'saved forms alert staff to continued poor practice', (policy) => {
    const alerted = (earlierPoorPractice: boolean) =>
      policy.table('practice-alert', { student: { earlierPoorPractice } }).rows.map(({ then }) => then['to']);
    assert.deepEqual([alerted(true), alerted(false)], [['lecturer', 'director-of-training'], []]);
    const { to, on } = policy.notice('continued-poor-practice');
    assert.deepEqual([to, on], [['practice-alert'], ['report.file-feedback-form']]);
  }),
];
