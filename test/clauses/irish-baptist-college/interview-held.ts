import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, factsFor, toCommittee } from './facts.js';
import { allows, codesOf, isDue, isRefusedBy } from './rulings.js';
import { absent, after, checkerOf, held, interview, nobodyCame, people, seats } from './investigation-states.js';

/** Clauses 68 to 73: the interview, and what comes of it. */
export const heldTests: readonly ClauseTest[] = [
  clause(
    ['IBC-68.1', 'IBC-68.2', 'IBC-68.3'],
    'a companion for support only, normally a student or staff, no lawyer',
    (policy) => {
      const choose = (code: string, companion: Facts = {}, reason?: string) =>
        policy.choose('meeting-companion', [{ code, ...(reason !== undefined && { reason }) }], {
          companion: { legal: false, speaks: false, ...companion },
        });
      for (const code of ['fellow-student', 'staff-member']) {
        assert.deepEqual(codesOf(choose(code)), []);
        isRefusedBy(choose(code, { legal: true }), 'no-lawyer', 'IBC-68.2');
        isRefusedBy(choose(code, { speaks: true }), 'support-only', 'IBC-68.3');
      }
      isRefusedBy(choose('another-person'), 'student-or-staff', 'IBC-68.1');
      assert.deepEqual(codesOf(choose('another-person', {}, 'A pastor, whom the student trusts.')), []);
      isRefusedBy(choose('another-person', { legal: true }, 'A friend.'), 'no-lawyer', 'IBC-68.2');
      assert.deepEqual(
        codesOf(policy.choose('meeting-companion', [], { companion: { legal: false, speaks: false } })),
        [],
      );
    },
  ),
  clause('IBC-68.3', 'a companion who participated all the same is on record', (policy) => {
    allows(policy, 'investigation.record-meeting', held).recorded(
      { meeting: { companionSpoke: true } },
      'silent-companion',
      'IBC-68.3',
    );
  }),
  clause('IBC-68.2', 'a lawyer who came all the same is on record: the interview was held', (policy) => {
    allows(policy, 'investigation.record-meeting', held).recorded(
      { meeting: { companionLegal: true } },
      'no-lawyer',
      'IBC-68.2',
    );
  }),
  clause('IBC-69', 'reasonable adjustments are made before the interview', (policy) => {
    allows(policy, 'investigation.record-meeting', held).refused(
      { step: { makeAdjustments: { done: false } } },
      'adjustments-made',
      'IBC-69',
    );
    for (const need of [
      'long-term medical condition',
      'sensory impairment',
      'specific learning difficulty',
      'disability',
    ]) {
      const field = policy.step('investigation.make-adjustments')?.fields.find(({ name }) => name === 'need');
      assert.ok(field?.choices.includes(need));
      allows(policy, 'investigation.make-adjustments', { field: { need, made: 'More time.' } }).refused(
        { field: { made: '' } },
        'something-done',
        'IBC-69',
      );
    }
    allows(policy, 'investigation.make-adjustments', { field: { need: 'none' } });
  }),
  clause('IBC-70.1', 'normally at most 30 minutes: the thirtieth, and a second more', (policy) => {
    allows(policy, 'investigation.record-meeting', held).needsReason(
      { meeting: { endedAt: '2026-07-17T10:30:01+01:00' } },
      'thirty-minutes',
      'IBC-70.1',
    );
    allows(policy, 'investigation.record-meeting', [...held, nobodyCame]).allowed({
      meeting: { endedAt: '2026-07-17T11:00:00+01:00' },
    });
  }),
  clause('IBC-70.2', 'normally in person; by video link in exceptional circumstances', (policy) => {
    allows(policy, 'investigation.invite', interview).needsReason(
      { invitation: { inPerson: false } },
      'in-person',
      'IBC-70.2',
    );
  }),
  clause('IBC-72', 'an accurate record is taken, and may be evidence at a hearing', (policy) => {
    allows(policy, 'investigation.refer', [...after('doubtful'), toCommittee]).refused(
      { step: { writeInterviewRecord: { done: false } } },
      'record-taken',
      'IBC-72',
    );
    allows(policy, 'investigation.refer', [...absent, toCommittee]);
    assert.deepEqual(codesOf(policy.choose('evidence', [{ code: 'interview-report' }], {})), []);
  }),
  clause('IBC-72', 'a member of the professional staff may be there to make it', (policy) => {
    const proposal = [...seats(['director', 'examiner']), { person: 'clerk', seat: 'note-taker' }];
    assert.deepEqual(codesOf(policy.checkBody('interviewers', proposal, people)), []);
    assert.deepEqual(codesOf(checkerOf(policy)(['director', 'examiner'])), []);
  }),
  clause('IBC-72', 'the student is entitled to a copy of the record', (policy) => {
    const taken = done({ writeInterviewRecord: {} });
    const asks = { actor: { offices: [], roles: ['student'] } };
    allows(policy, 'investigation.ask-for-interview-record', [taken, asks]).refused(
      { step: { writeInterviewRecord: { done: false } } },
      'record-taken',
      'IBC-72',
    );
    assert.equal(isDue(policy, 'investigation.give-interview-record', taken), false);
    const asked = done({ writeInterviewRecord: {}, askForInterviewRecord: {} });
    assert.equal(isDue(policy, 'investigation.give-interview-record', asked), true);
    const { ruling } = allows(policy, 'investigation.give-interview-record', asked);
    assert.deepEqual([ruling.follows, policy.notice('interview-record').to], [['interview-record'], ['student']]);
  }),
  clause('IBC-73.1', 'authorship is accepted: no further action, and the work is marked on its own merit', (policy) => {
    const accepted = after('authorship-accepted');
    const { ruling } = allows(policy, 'investigation.find-no-case', accepted).refused(
      { referred: { done: true } },
      'not-referred',
      'IBC-73.1',
    );
    assert.deepEqual(ruling.follows, ['investigation.mark-on-merit']);
    assert.equal(isDue(policy, 'investigation.find-no-case', ...accepted), true);
    const assessed = done({ assessEvidence: { moreLikelyThanNot: true } });
    assert.equal(isDue(policy, 'investigation.refer', ...accepted, assessed), false);
    assert.equal(isDue(policy, 'investigation.refer', ...after('doubtful'), assessed), true);
    assert.equal(isDue(policy, 'investigation.refer', ...after('doubtful'), { case: { noCase: true } }), false);
    assert.equal(isDue(policy, 'file.close', { file: { noCase: true } }), true);
    assert.equal(isDue(policy, 'investigation.mark-on-merit', ...accepted), true);
    assert.equal(isDue(policy, 'investigation.mark-on-merit', ...after('doubtful')), false);
    allows(policy, 'investigation.refer', [...after('doubtful'), toCommittee]).refused(
      { lastMeeting: { outcome: 'authorship-accepted' } },
      'authorship-not-accepted',
      'IBC-73.1',
    );
    const { refusals, follows } = policy.choose('meeting-outcome', [{ code: 'authorship-accepted' }], {});
    assert.deepEqual([refusals, follows[0]], [[], 'investigation.find-no-case']);
  }),
  clause(
    'IBC-73.1',
    'an interview that was agreed comes before no further action, or is no longer agreed',
    (policy) => {
      const agreed = done({ agreeToInterview: { kind: 'authorship-interview', agreed: true } });
      const accepted = {
        lastMeeting: { kind: 'authorship-interview', attended: true, outcome: 'authorship-accepted' },
      };
      allows(policy, 'investigation.find-no-case', [agreed, accepted])
        .refused({ lastMeeting: { kind: '', attended: false, outcome: '' } }, 'interview-first', 'IBC-73.1')
        .refused({ lastMeeting: { attended: false, outcome: '' } }, 'interview-first', 'IBC-73.1');
      const before = { lastMeeting: { kind: '', attended: false, outcome: '' } };
      allows(policy, 'investigation.find-no-case', [agreed, before, { step: { agreeToInterview: { agreed: false } } }]);
      const other = { step: { agreeToInterview: { kind: 'lecturer-interview' } } };
      allows(policy, 'investigation.find-no-case', [agreed, before, other]);
      allows(policy, 'investigation.find-no-case', before);
    },
  ),
  clause('IBC-73.2', 'where nobody came there is no outcome, and the student is invited anew', (policy) => {
    allows(policy, 'investigation.record-meeting', [...held, nobodyCame, { meeting: { outcome: '' } }]).refused(
      { meeting: { attended: true } },
      'two-outcomes',
      'IBC-73.2',
    );
    allows(policy, 'investigation.find-no-case', absent);
    const agreed = done({ agreeToInterview: { kind: 'authorship-interview', agreed: true } });
    const waiting = [agreed, { meeting: { invited: true, held: true } }];
    assert.equal(isDue(policy, 'investigation.invite', ...absent, ...waiting), true);
    assert.equal(isDue(policy, 'investigation.invite', ...after('doubtful'), ...waiting), false);
    assert.equal(isDue(policy, 'investigation.invite', ...absent, ...waiting, { meeting: { held: false } }), false);
    assert.equal(isDue(policy, 'investigation.invite', ...absent, ...waiting, { case: { noCase: true } }), false);
  }),
  clause('IBC-73.2', 'still doubtful, or admitted: to the Committee; there is no third outcome', (policy) => {
    for (const outcome of ['doubtful', 'admitted']) {
      allows(policy, 'investigation.refer', [...after(outcome), toCommittee]);
      allows(policy, 'investigation.find-no-case', after('authorship-accepted')).refused(
        { lastMeeting: { outcome } },
        'no-doubt-left',
        'IBC-73.2',
      );
      assert.deepEqual(policy.choose('meeting-outcome', [{ code: outcome }], {}).follows, ['investigation.refer']);
      assert.equal(isDue(policy, 'investigation.refer', ...after(outcome)), true);
      assert.equal(isDue(policy, 'investigation.find-no-case', ...after(outcome)), false);
    }
    allows(policy, 'investigation.record-meeting', held)
      .allowed({ meeting: { outcome: 'admitted' } })
      .refused({ meeting: { outcome: 'penalty-agreed' } }, 'two-outcomes', 'IBC-73.2');
    const both = [{ code: 'authorship-accepted' }, { code: 'doubtful' }];
    assert.deepEqual(codesOf(policy.choose('meeting-outcome', both, {})), ['not-so-many']);
    assert.deepEqual(codesOf(policy.choose('meeting-outcome', [], {})), ['not-so-many']);
  }),
  clause(
    'IBC-73.3',
    'either interviewer is told beforehand that they cannot sit on the Committee of the case',
    (policy) => {
      const { usesUp } = checkerOf(policy)(['director', 'examiner']);
      const lost = usesUp.filter(({ body }) => body === 'special-cases-committee');
      assert.deepEqual(lost.map(({ person }) => person).toSorted(), ['director', 'examiner']);
      for (const { clauses } of lost) assert.ok(clauses.includes('IBC-73.3'));
    },
  ),
  clause('IBC-73.4', 'the interview carries no penalty: only the Committee may apply one', (policy) => {
    const proven = { finding: { reached: true, proven: true } };
    const elsewhere = (name: string) =>
      policy.available(
        'hearing.decide-penalty',
        factsFor(policy, 'hearing.decide-penalty', proven, { body: { name, complete: true } }),
      );
    isRefusedBy(elsewhere('interviewers'), 'by-the-committee', 'IBC-73.4');
    assert.deepEqual(codesOf(elsewhere('special-cases-committee')), []);
  }),
];
