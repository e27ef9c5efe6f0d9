import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, practice } from './investigation-facts.js';
import { allows, codesOf, hits, isDue, isFor, isRefusedBy, itemsOn } from './rulings.js';

const met = (attended: boolean): Facts => ({ lastMeeting: { kind: 'meeting', attended } });

/** After the meeting, and the copy of form AI-2. */
const noBreach: Facts = {
  ...met(true),
  start: { done: true },
  noCase: { reasonGiven: true, instruction: 'mark' },
  ...done({ sendAi2: {}, completeAi2: { outcome: 'no-breach' } }),
};

const referral: Facts = {
  case: { category: practice },
  referral: { to: 'aqss', enclosed: ['ai-1', 'ai-2', 'evidence'] },
  ...done({ sendAi2: {}, completeAi2: { outcome: 'might-be-breach' } }),
};

export const meetingTests: readonly ClauseTest[] = [
  clause(
    'UC-10.1.1',
    'the Chair completes form AI-2 during the meeting, or in the absence of the student',
    (policy) => {
      isFor(policy, 'investigation.record-meeting', ['manager', 'examiner'], ['student', 'aqss']);
      isFor(policy, 'investigation.complete-ai-2', ['manager'], ['examiner', 'student', 'aqss']);
      allows(policy, 'investigation.complete-ai-2', met(true))
        .allowed(met(false))
        .refused({ lastMeeting: { kind: 'viva' } }, 'at-the-meeting', 'UC-10.1.1')
        .refused({ lastMeeting: { kind: '' } }, 'at-the-meeting', 'UC-10.1.1');
      allows(policy, 'investigation.send-ai-2', met(true), done({ completeAi2: {} }), {
        field: { channel: 'university-email' },
      }).refused(done({ completeAi2: { done: false } }), 'ai-2-completed', 'UC-10.1.1');
      const outcome = (...codes: readonly string[]) =>
        policy.choose(
          'meeting-outcome',
          codes.map((code) => ({ code })),
          {},
        );
      isRefusedBy(outcome('no-breach', 'might-be-breach'), 'not-so-many', 'UC-10.1.1');
      assert.deepEqual(itemsOn(policy.document('ai-2'), 'UC-10.1.1'), ['account', 'outcome']);
    },
  ),
  clause('UC-10.1.2', 'an absent student is sent form AI-2 at the University e-mail address', (policy) => {
    isFor(policy, 'investigation.send-ai-2', ['manager'], ['examiner', 'aqss']);
    const { ruling } = allows(policy, 'investigation.send-ai-2', met(false), done({ completeAi2: {} }), {
      field: { channel: 'university-email' },
    })
      .refused({ field: { channel: 'post' } }, 'absent-by-university-email', 'UC-10.1.2')
      .refused({ field: { channel: 'by-hand' } }, 'absent-by-university-email', 'UC-10.1.2');
    assert.ok(ruling.follows.includes('ai-2-copy'));
    assert.deepEqual(itemsOn(policy.notice('ai-2-copy'), 'UC-10.1.2'), ['ai-2']);
  }),
  clause('UC-10.2.1', 'no breach: the student has a copy of form AI-2', (policy) => {
    allows(policy, 'investigation.find-no-case', noBreach).refused(
      done({ sendAi2: { done: false } }),
      'ai-2-to-student-first',
      'UC-10.2.1',
    );
    assert.deepEqual(policy.notice('ai-2-copy').to, ['student']);
  }),
  clause('UC-10.2.2', 'no breach: the examiner has a reason, and completes the assessment', (policy) => {
    allows(policy, 'investigation.find-no-case', noBreach)
      .refused({ noCase: { reasonGiven: false } }, 'no-breach-after-meeting', 'UC-10.2.2')
      .refused(done({ completeAi2: { outcome: 'might-be-breach' } }), 'outcome-no-breach', 'UC-10.2.2')
      .refused({ noCase: { instruction: 'defer' } }, 'completed-after-meeting', 'UC-10.2.2');
    const { follows } = policy.choose('meeting-outcome', [{ code: 'no-breach' }], {});
    assert.ok(follows.includes('investigation.find-no-case'));
  }),
  clause('UC-10.2.3', 'no breach: all paperwork is destroyed, now', (policy) => {
    const { ruling } = allows(policy, 'investigation.find-no-case', noBreach);
    assert.ok(ruling.follows.includes('file.dispose'));
    const ended = (proven: boolean) => policy.table('retention', { ended: { stage: 'meeting', proven } });
    hits(ended(false), { keep: 'P0D', destroy: 'now' }, 'UC-10.2.3');
    hits(ended(true), { destroy: 'later' });
    const afterMeeting: Facts = { assessment: { kind: 'coursework' }, lastMeeting: { kind: 'meeting' } };
    hits(
      policy.table('no-case-stage', { ...afterMeeting, desk: { foundNone: false } }),
      { stage: 'meeting' },
      'UC-10.2.3',
    );
  }),
  clause('UC-10.3.1', 'it might be a breach: the student has a copy of form AI-2', (policy) => {
    allows(policy, 'investigation.refer', referral).refused(
      done({ sendAi2: { done: false } }),
      'ai-2-to-student',
      'UC-10.3.1',
    );
    assert.deepEqual(policy.notice('ai-2-copy').on, ['investigation.send-ai-2']);
  }),
  clause('UC-10.3.2', 'it might be a breach: forms and evidence go to Academic Quality Support Services', (policy) => {
    isFor(policy, 'investigation.refer', ['manager'], ['examiner', 'student']);
    assert.ok(isDue(policy, 'investigation.refer', referral));
    assert.ok(!isDue(policy, 'investigation.refer', referral, done({ completeAi2: { outcome: 'no-breach' } })));
    allows(policy, 'investigation.find-no-case', noBreach).refused(
      { referred: { done: true } },
      'not-referred',
      'UC-10.3.2',
    );
    const referred = allows(policy, 'investigation.refer', referral)
      .refused({ referral: { to: 'registry' } }, 'to-aqss', 'UC-10.3.2')
      .refused(done({ completeAi2: { outcome: 'no-breach' } }), 'might-be-breach', 'UC-10.3.2')
      .refused({ referred: { done: true } }, 'referred-once', 'UC-10.3.2')
      .allowed({ referred: { done: true }, referral: { adds: true } });
    for (const [left, code] of [
      ['ai-1', 'form-ai-1'],
      ['ai-2', 'form-ai-2'],
      ['evidence', 'accompanying-evidence'],
    ] as const) {
      const enclosed = ['ai-1', 'ai-2', 'evidence'].filter((one) => one !== left);
      referred.refused({ referral: { enclosed } }, code, 'UC-10.3.2');
    }
    const choosing = policy.choose('meeting-outcome', [{ code: 'might-be-breach' }], {});
    assert.deepEqual(codesOf(choosing), []);
    assert.ok(choosing.follows.includes('investigation.refer'));
  }),
];
