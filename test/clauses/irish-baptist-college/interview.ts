import assert from 'node:assert/strict';
import { clause, type ClauseTest } from '../clause-test.js';
import { allows, codesOf, isFor, isRefusedBy, itemsOn } from './rulings.js';
import { checkerOf, held, interview } from './investigation-states.js';

/** Clauses 64 to 67: before the interview. */
export const interviewTests: readonly ClauseTest[] = [
  clause(
    'IBC-64',
    'an interview on reasonable suspicion, without direct evidence, and in agreement with the Director',
    (policy) => {
      allows(policy, 'investigation.invite', interview)
        .refused({ step: { suspectCommissioning: { done: false } } }, 'reasonable-suspicion', 'IBC-64')
        .refused({ evidence: { direct: true } }, 'no-direct-evidence', 'IBC-64')
        .refused({ step: { agreeToInterview: { done: false } } }, 'director-agrees', 'IBC-64')
        .refused({ step: { agreeToInterview: { agreed: false } } }, 'director-agrees', 'IBC-64')
        .refused({ step: { agreeToInterview: { kind: 'lecturer-interview' } } }, 'director-agrees', 'IBC-64');
      isFor(
        policy,
        'investigation.agree-to-interview',
        ['director-of-training'],
        ['principal', 'lecturer', 'registrar'],
      );
      allows(policy, 'investigation.suspect-commissioning', {
        field: { grounds: 'Far superior to earlier work.' },
      }).refused({ field: { grounds: ' ' } }, 'reasonable', 'IBC-64');
    },
  ),
  clause('IBC-64', 'the student has the opportunity to demonstrate four things', (policy) => {
    allows(policy, 'investigation.record-meeting', held)
      .refused({ step: { demonstrateAuthorship: { done: false } } }, 'four-things', 'IBC-64')
      .allowed({ meeting: { attended: false }, step: { demonstrateAuthorship: { done: false } } });
    const fields = policy.step('investigation.demonstrate-authorship')?.fields ?? [];
    assert.deepEqual(
      fields.map(({ name, type, required }) => [name, type, required]),
      ['producedWork', 'ownReading', 'ownPreparation', 'understands'].map((name) => [name, 'boolean', true]),
    );
  }),
  clause(
    'IBC-65',
    'normally within 30 days of the assessment post date: the thirtieth, and the day after',
    (policy) => {
      const { date, force } = policy.deadline('authorship-interview', '2026-06-17T10:00:00+01:00');
      assert.deepEqual([date, force], ['2026-07-17', 'normally']);
      allows(policy, 'investigation.invite', interview)
        .allowed({ assessment: { postedAt: '2026-06-17T10:00:00+01:00' } })
        .needsReason({ assessment: { postedAt: '2026-06-16T23:30:00+01:00' } }, 'within-thirty-days', 'IBC-65');
    },
  ),
  clause('IBC-66.1', "at least 5 working days' notice, on Northern Ireland's holidays", (policy) => {
    const { date, counted, calendar } = policy.deadline('interview-notice', '2026-07-17T10:00:00+01:00');
    assert.equal(date, '2026-07-09');
    assert.match(calendar, /northern-ireland/);
    assert.ok(counted.some((day) => day.date === '2026-07-13' && /Boyne/.test(day.skipped ?? '')));
    allows(policy, 'investigation.invite', interview)
      .allowed({ asked: { at: '2026-07-09T23:59:59+01:00' } })
      .refused({ asked: { at: '2026-07-10T00:00:00+01:00' } }, 'five-working-days-notice', 'IBC-66.1');
    allows(policy, 'investigation.record-meeting', held).refused(
      { meeting: { invited: false } },
      'invited',
      'IBC-66.1',
    );
  }),
  clause('IBC-66.1', 'across the year end, with three holidays', (policy) => {
    const { date } = policy.deadline('interview-notice', '2027-01-04T10:00:00Z');
    assert.equal(date, '2026-12-23');
  }),
  clause(
    'IBC-66.2',
    'the invitation explains what, why, which outcomes, that it follows detection, and no mark',
    (policy) => {
      assert.deepEqual(itemsOn(policy, 'authorship-interview-invitation', 'IBC-66.2'), [
        'what',
        'purpose',
        'outcomes',
        'detection',
        'chance',
        'no-mark',
      ]);
      assert.deepEqual(policy.notice('authorship-interview-invitation').on, ['investigation.invite']);
      allows(policy, 'investigation.invite', interview).refused(
        { invitation: { purposeGiven: false } },
        'explained',
        'IBC-66.2',
      );
    },
  ),
  clause(
    ['IBC-66.1', 'IBC-67', 'IBC-8.2'],
    'the invitation says when and where it is, and who conducts it',
    (policy) => {
      const { template } = policy.notice('authorship-interview-invitation');
      assert.deepEqual(itemsOn(policy, 'authorship-interview-invitation', 'IBC-66.1'), ['date', 'time', 'place']);
      assert.deepEqual(itemsOn(policy, 'authorship-interview-invitation', 'IBC-67'), ['interviewers']);
      assert.deepEqual(itemsOn(policy, 'post-examination-interview-invitation', 'IBC-8.2'), ['date', 'time', 'place']);
      for (const one of ['date', 'time', 'place', 'interviewers']) assert.ok(template.includes(`{{${one}}}`), one);
    },
  ),
  clause(['IBC-62', 'IBC-67'], 'which interview is in whose hands', (policy) => {
    assert.equal(policy.conducting('authorship-interview')?.name, 'interviewers');
    assert.equal(policy.conducting('post-examination-interview')?.name, 'post-examination-interviewers');
    assert.equal(policy.conducting('lecturer-interview'), undefined);
  }),
  clause('IBC-67', 'two members of academic staff, one of whom at least is a subject specialist', (policy) => {
    const check = checkerOf(policy);
    assert.deepEqual(codesOf(check(['director', 'examiner'])), []);
    isRefusedBy(check(['director', 'other-examiner']), 'subject-specialist', 'IBC-67');
    for (const wrong of [['examiner'], ['director', 'examiner', 'principal']]) {
      const { refusals } = check(wrong);
      assert.match(refusals.map(({ says }) => says).join(), /2 needed/);
    }
    assert.ok(codesOf(check(['clerk', 'examiner'])).includes('not-from-interviewer'));
    allows(policy, 'investigation.invite', interview).refused(
      { step: { nameInterviewers: { done: false } } },
      'interviewers-named',
      'IBC-67',
    );
    allows(policy, 'investigation.name-interviewers', { field: { first: 'A', second: 'B' } })
      .refused({ field: { second: 'A' } }, 'two-people', 'IBC-67')
      .refused({ field: { second: '' } }, 'two-people', 'IBC-67');
  }),
  clause(
    'IBC-67',
    'normally the Director or the Principal, and the examiner of the assessment: or else a reason',
    (policy) => {
      const check = checkerOf(policy);
      assert.deepEqual(codesOf(check(['principal', 'examiner'])), []);
      isRefusedBy(check(['specialist', 'examiner']), 'director-or-principal', 'IBC-67');
      isRefusedBy(check(['director', 'specialist']), 'examiner-of-the-work', 'IBC-67');
      const reasoned = check(['director', 'specialist'], { 'examiner-of-the-work': 'The examiner is on leave.' });
      assert.deepEqual(
        [codesOf(reasoned), reasoned.departures.map(({ code }) => code)],
        [[], ['examiner-of-the-work']],
      );
    },
  ),
];
