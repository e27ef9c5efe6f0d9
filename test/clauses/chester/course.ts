import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, practice } from './investigation-facts.js';
import { allows, hits, isDue, isFor, itemsOn } from './rulings.js';

const outcome = (policy: Policy, course: Facts, met = false) =>
  policy.table('course-outcome', {
    course: { testAccessed: false, passed: false, over: true, ...course },
    board: { met },
  });

/** The e-mail went on Friday 25 May 2018 at 15:00, so that the course is over at the end of 15 June. */
const course = (at: string, more: Facts): Facts => ({
  asked: { at },
  course: { notifiedAt: '2018-05-25T15:00:00+01:00', ...more },
  ...done({ sendCourseLetter: {}, recordAi0: {} }),
});
const lastDay = '2018-06-15T23:59:59+01:00';
const dayAfter = '2018-06-16T00:00:00+01:00';

/** Of a penalty that binds, as it is put into effect. */
const effectOf = (effect: Facts): Facts => ({
  penalty: { noted: true, confirmed: true },
  effect: { binding: true, decided: true, left: true, whatGiven: true, dateFits: true, ...effect },
});

const confirmed = (policy: Policy, end: string, more: Facts) =>
  allows(policy, 'sanctions.confirm-course-outcome', course(dayAfter, more), { field: { outcome: end } });

const spentBy = (policy: Policy, standardPenaltyOpen: boolean, coursePassed: boolean) =>
  policy.table('offence-standing', {
    offence: { category: practice, moduleLevel: 6, firstAtLevel5Plus: true, standardPenaltyOpen, coursePassed },
    student: { startedLevel5: true },
  });

export const courseTests: readonly ClauseTest[] = [
  clause('UC-15.1', 'the course is completed within 21 days from when the e-mail is received', (policy) => {
    isFor(policy, 'sanctions.send-course-letter', ['aqss'], ['chair-mab', 'student']);
    const date = (sent: string) => policy.deadline('academic-integrity-course', sent).date;
    assert.equal(date('2018-05-25T15:59:00+01:00'), '2018-06-15');
    assert.equal(date('2018-05-25T16:00:00+01:00'), '2018-06-15');
    // From Monday, a bank holiday.
    for (const sent of ['2018-05-25T16:00:01+01:00', '2018-05-26T10:00:00+01:00', '2018-05-27T10:00:00+01:00'])
      assert.equal(date(sent), '2018-06-18');
    assert.ok(policy.deadline('academic-integrity-course', lastDay).clauses.includes('UC-3.4.2'));
    // The letter says that day, and no other.
    const item = policy.notice('course-required').items.find(({ code }) => code === 'deadline');
    assert.equal(item?.deadline, 'academic-integrity-course');
  }),
  clause('UC-15.1', 'a deadline that is over makes its outcome due, and a person confirms it', (policy) => {
    const due = (at: string, more: Facts = {}) => isDue(policy, 'sanctions.confirm-course-outcome', course(at, more));
    assert.deepEqual([due(lastDay), due(dayAfter), due(lastDay, { passed: true })], [false, true, true]);
    isFor(policy, 'sanctions.confirm-course-outcome', ['aqss'], ['student', 'registry']);
    confirmed(policy, 'not-attempted', {}).refused({ asked: { at: lastDay } }, 'completed-or-over', 'UC-15.1');
    assert.ok(due(lastDay, { over: true, testAccessed: true }));
    assert.ok(!due(dayAfter, { settled: true }));
    confirmed(policy, 'not-attempted', {})
      .refused({ course: { settled: true } }, 'not-confirmed-yet', 'UC-15.1')
      .refused({ step: { sendCourseLetter: { done: false } } }, 'course-required', 'UC-15.1');
    hits(outcome(policy, { over: false }), { mark: 'none', spent: false }, 'UC-15.1');
    hits(outcome(policy, { over: false, testAccessed: true }), { mark: 'none' }, 'UC-15.1');
  }),
  clause('UC-15.1', 'once the penalty is authorised the student is e-mailed', (policy) => {
    const { ruling } = allows(policy, 'sanctions.send-course-letter', { penalty: { noted: true, isStandard: true } })
      .refused({ penalty: { noted: false } }, 'penalty-authorised', 'UC-15.1')
      .refused({ penalty: { isStandard: false } }, 'penalty-authorised', 'UC-15.1');
    hits(
      policy.table('puts-into-effect', {
        action: { code: 'academic-integrity-course', effect: 'academic-integrity-course' },
      }),
      { by: 'course', after: 'sanctions.send-course-letter', within: 'academic-integrity-course' },
      'UC-15.1',
    );
    isFor(policy, 'sanctions.enter-for-course', ['aqss'], ['student', 'registry']);
    allows(policy, 'sanctions.enter-for-course', { course: { undelivered: true } }).refused(
      { course: { undelivered: false } },
      'not-told',
      'UC-15.1',
    );
    allows(policy, 'sanctions.put-into-effect', effectOf({})).refused(
      { effect: { byCourse: true } },
      'course-settled',
      'UC-15.1',
    );
    assert.ok(ruling.follows.includes('academic-integrity-course'));
    assert.deepEqual(itemsOn(policy.notice('course-required'), 'UC-15.1'), ['course', 'deadline']);
  }),
  clause('UC-15.1', 'what became of the course can be entered by hand, by who says how it is known', (policy) => {
    isFor(policy, 'sanctions.enter-course-result', ['aqss'], ['chair-mab', 'student', 'registry']);
    allows(policy, 'sanctions.enter-course-result', {
      result: { ofCourse: true, reasonGiven: true, dateFits: true },
    })
      .refused({ result: { ofCourse: false } }, 'of-a-course', 'UC-15.1')
      .refused({ result: { reasonGiven: false } }, 'how-it-is-known', 'UC-15.1')
      .refused({ result: { dateFits: false } }, 'since-the-student-was-told', 'UC-15.1');
  }),
  clause('UC-15.2.1', 'then the Chair is e-mailed for a mark on what was produced by fair means', (policy) => {
    isFor(policy, 'sanctions.ask-for-mark', ['aqss'], ['chair-mab', 'examiner']);
    allows(policy, 'sanctions.ask-for-mark', done({ sendCourseLetter: {} }), {
      field: { returnBy: '2018-06-08' },
    }).refused(done({ sendCourseLetter: { done: false } }), 'after-the-student', 'UC-15.2.1');
    assert.deepEqual(itemsOn(policy.notice('mark-requested'), 'UC-15.2.1'), ['mark']);
  }),
  clause('UC-15.2.2', 'the work is marked and moderated, with a provisional mark on form AI-0', (policy) => {
    allows(policy, 'sanctions.record-ai-0', {
      work: { markable: true },
      field: { mark: 52, moderated: true, bySection5: true },
    }).refused({ field: { moderated: false } }, 'marked-and-moderated', 'UC-15.2.2');
    assert.deepEqual(itemsOn(policy.document('ai-0'), 'UC-15.2.2'), ['mark', 'moderation']);
  }),
  clause('UC-15.2.3', 'a deadline for the return of form AI-0 is stated', (policy) => {
    allows(policy, 'sanctions.ask-for-mark', done({ sendCourseLetter: {} }), {
      field: { returnBy: '2018-06-08' },
      asked: { at: '2018-06-07T10:00:00Z' },
    })
      .refused({ field: { returnBy: '' } }, 'deadline-stated', 'UC-15.2.3')
      .refused({ field: { returnBy: '2018-06-07' } }, 'deadline-ahead', 'UC-15.2.3')
      .refused({ asked: { at: '2018-06-09T10:00:00Z' } }, 'deadline-ahead', 'UC-15.2.3');
    assert.deepEqual(itemsOn(policy.notice('mark-requested'), 'UC-15.2.3'), ['return-by']);
    const { items } = policy.notice('mark-requested');
    assert.equal(items.find(({ code }) => code === 'return-by')?.field, 'returnBy');
  }),
  clause('UC-15.3', 'passed: the mark on form AI-0, and the offence is spent', (policy) => {
    hits(outcome(policy, { passed: true, testAccessed: true }), { mark: 'as-on-ai-0', spent: true }, 'UC-15.3');
    hits(outcome(policy, { passed: true, testAccessed: true, over: false }), { mark: 'as-on-ai-0' }, 'UC-15.3');
    confirmed(policy, 'completed', { passed: true, testAccessed: true })
      .refused({ course: { passed: false, over: true } }, 'completed', 'UC-15.3')
      .refused({ step: { recordAi0: { done: false } } }, 'mark-on-ai-0', 'UC-15.3')
      .refused({ field: { outcome: 'not-completed' } }, 'completed', 'UC-15.3');
    assert.ok(itemsOn(policy.notice('course-outcome-letter'), 'UC-15.3').includes('mark'));
  }),
  clause('UC-15.3', 'passed where the Panel imposed it: the offence is spent too', (policy) => {
    hits(spentBy(policy, false, true), { spent: true }, 'UC-15.3');
    hits(spentBy(policy, false, false), { spent: false });
  }),
  clause('UC-15.4', 'failed: zero for the component, and unspent', (policy) => {
    const failed = { testAccessed: true };
    hits(outcome(policy, failed), { mark: 'component-zero', spent: false, reassessment: 'ordinary' }, 'UC-15.4');
    confirmed(policy, 'not-completed', failed).refused(
      { course: { testAccessed: false } },
      'attempted-and-not-completed',
      'UC-15.4',
    );
  }),
  clause('UC-15.5', 'never attempted: zero for all components, one reassessment, a third at discretion', (policy) => {
    const then = { mark: 'module-zero', spent: false, reassessment: 'one', 'third-attempt': 'board-discretion' };
    hits(outcome(policy, {}), then, 'UC-15.5');
    confirmed(policy, 'not-attempted', {}).refused({ course: { testAccessed: true } }, 'not-attempted', 'UC-15.5');
  }),
  clause('UC-15.6', 'attempted is who has accessed the timed test, and not who only opened the course', (policy) => {
    hits(outcome(policy, { testAccessed: true }), { mark: 'component-zero' }, 'UC-15.6');
    hits(outcome(policy, { testAccessed: false }), { mark: 'module-zero' }, 'UC-15.6');
    confirmed(policy, 'not-attempted', { opened: true })
      .allowed({ course: { opened: false } })
      .refused({ field: { outcome: 'not-completed' } }, 'attempted-and-not-completed', 'UC-15.6');
  }),
  clause('UC-15.7', 'completed after the board met: the Chair confirms the mark', (policy) => {
    const after = 'sanctions.confirm-mark-after-board';
    hits(outcome(policy, { passed: true, testAccessed: true }, true), { mark: 'as-on-ai-0', after }, 'UC-15.7');
    hits(outcome(policy, { passed: true, testAccessed: true }), { after: '' });
    isFor(policy, 'sanctions.confirm-mark-after-board', ['chair-mab'], ['aqss', 'registry']);
    allows(policy, 'sanctions.confirm-mark-after-board', { course: { passed: true }, board: { met: true } })
      .refused({ board: { met: false } }, 'completed-after-the-board', 'UC-15.7')
      .refused({ course: { passed: false } }, 'completed-after-the-board', 'UC-15.7');
  }),
];
