import assert from 'node:assert/strict';
import { clause, type ClauseTest } from '../clause-test.js';
import { intakeOfficer, lead, manager, member } from './facts-of-people.js';
import { factsFor } from './facts.js';
import { allowed, refused } from './rulings.js';
import { atCentre, started } from './states.js';

const said = { said: { whatHappened: true, interestsAnswered: true } };

const reporters = [
  'learner',
  'centre-staff',
  'institution-staff',
  'third-party',
  'awarding-organisation',
  'regulator',
  'anonymous',
];

const parties = ['subject', 'centre-coordinator', 'quality-team', 'learner', 'lead', 'regulator', 'third-party'];

const notices = [
  'acknowledgement',
  'allegation-to-centre',
  'allegation-to-person',
  'draft-report',
  'decision',
  'nothing-shown',
  'outcome-to-informant',
  'invalid-certificates',
  'awarding-organisation',
  'police',
  'findings-to-third-party',
  'learner-action',
  'regulator-adverse-effect',
  'regulator-progress',
];

/** "Reporting malpractice or maladministration". */
export const reporting: readonly ClauseTest[] = [
  clause('IMI/report/anyone', 'anybody reports, at any time, without an office, a part or a name', (policy) => {
    allowed(policy, 'report.submit', [member, said]);
    for (const code of reporters) assert.deepEqual(policy.choose('reporters', [{ code }], {}).refusals, []);
    assert.equal(policy.choose('reporters', [{ code: 'nobody' }], {}).refusals[0]?.code, 'unknown-option');
    assert.equal(policy.choose('reporters', [], {}).refusals[0]?.code, 'not-so-many');
  }),

  clause(
    'IMI/report/immediately',
    'IMI is notified immediately: a day later is on record, and refuses nothing',
    (policy) => {
      const dates = { field: { awareOn: '2026-03-02', reportedOn: '2026-03-02' } };
      const record = allowed(policy, 'case.record-delay', [intakeOfficer, { case: { opened: true } }, dates])
        .recordedWhere({ field: { reportedOn: '2026-03-03' } }, 'reported-immediately', 'IMI/report/immediately')
        .refusedWhere({ case: { opened: false } }, 'case-opened', 'IMI/report/immediately');
      assert.deepEqual(record.ruling.breaches, []);
      const backwards = { field: { awareOn: '2026-03-03', reportedOn: '2026-03-02' } };
      const facts = [intakeOfficer, { case: { opened: true } }, backwards];
      refused(policy, 'case.record-delay', facts, 'aware-before-reported', 'IMI/report/immediately');
    },
  ),

  clause(
    'IMI/report/channel',
    'a report in writing is received when it arrives, by e-mail or the Centres Hub',
    (policy) => {
      for (const channel of ['e-mail', 'centres-hub'])
        for (const at of ['2026-12-25T23:59:59Z', '2026-07-04T03:00:00Z'])
          assert.equal(Date.parse(policy.received(channel, at).at), Date.parse(at));
      assert.match(policy.received('e-mail', '2026-07-06T09:00:00Z').explained, /qualityandcompliance@theimi\.org\.uk/);
      assert.throws(() => policy.received('telephone', '2026-07-06T09:00:00Z'));
      refused(
        policy,
        'report.submit',
        [member, said, { report: { submitted: true } }],
        'new-report',
        'IMI/report/channel',
      );
    },
  ),

  clause(
    'IMI/report/contents',
    'an allegation includes seven items, where possible: missing ones are listed',
    (policy) => {
      const asked = policy.document('allegation');
      assert.equal(asked.items.length, 7);
      const { ruling } = allowed(policy, 'report.submit', [member, said]);
      assert.deepEqual(
        ruling.missing.map(({ code }) => code),
        asked.items.map(({ code }) => code),
      );
      const contents = { 'nature-and-dates': 'Copied on 2 March.', learner: ['L-01'] };
      const { ruling: fuller } = allowed(policy, 'report.submit', [member, said], { contents });
      assert.equal(fuller.missing.length, 5);
      refused(
        policy,
        'report.submit',
        [member, { said: { interestsAnswered: true } }],
        'says-what-happened',
        'IMI/report/contents',
      );
    },
  ),

  clause(
    'IMI/report/coi',
    'whoever makes the allegation declares any interest at the outset; "none" is an answer',
    (policy) => {
      allowed(policy, 'report.submit', [member, said]).refusedWhere(
        { said: { interestsAnswered: false } },
        'interests-asked',
        'IMI/report/coi',
      );
    },
  ),

  clause('IMI/report/centre-cooperate', 'the centre answers each request by its day; silence is noted', (policy) => {
    const asked = { request: { dueLater: true } };
    allowed(policy, 'investigation.request-information', [lead, atCentre, started, asked]).refusedWhere(
      { request: { dueLater: false } },
      'due-later',
      'IMI/report/centre-cooperate',
    );
    allowed(policy, 'investigation.note-non-response', [
      lead,
      atCentre,
      started,
      { requests: { overdue: 1 } },
    ]).refusedWhere({ requests: { overdue: 0 } }, 'request-overdue', 'IMI/report/centre-cooperate');
    assert.match(policy.offence('unreasonable-delay')?.category ?? '', /^maladministration/);
    assert.match(policy.offence('denial-of-access')?.category ?? '', /^malpractice/);
    const items = policy.notice('allegation-to-centre').items.map(({ code }) => code);
    assert.ok(items.includes('co-operation'));
  }),

  clause('IMI/report/informant-identity', "the informant's identity is protected in all cases", (policy) => {
    const seen = (who: string, ...done: string[]) =>
      !policy
        .hidden([who], factsFor('case.correct', { case: { opened: true }, steps: { done } }))
        .some(({ what }) => what === 'informant');
    for (const party of parties)
      assert.equal(seen(party, 'case.release-informant'), false, `${party} does not see the informant`);
    assert.equal(seen('manager'), false);
    assert.equal(seen('manager', 'case.release-informant'), true);
    for (const notice of notices)
      assert.ok(policy.notice(notice).withheld.includes('informant'), `${notice} withholds the informant`);
  }),

  clause('IMI/report/informant-identity', 'a named person releases it under a legal duty, with a reason', (policy) => {
    const step = 'case.release-informant';
    allowed(policy, step, [manager, { case: { opened: true } }]);
    refused(
      policy,
      step,
      [intakeOfficer, { case: { opened: true } }],
      'not-yours-to-do',
      'IMI/report/informant-identity',
    );
    const asked = policy
      .step(step)
      ?.fields.filter(({ required }) => required)
      .map(({ name }) => name);
    assert.deepEqual(asked, ['duty', 'to', 'reason']);
  }),
];
