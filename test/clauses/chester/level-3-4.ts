import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, misconduct, person, practice } from './investigation-facts.js';
import { allows, codesOf, hits, isDue, isFor, isRefusedBy, itemsOn } from './rulings.js';

const level4: Facts = { assessment: { moduleLevel: 4 }, student: { registeredLevel: 4 }, case: { category: practice } };

const decided = (outcome: string): Facts => done({ decideOnAiX: { outcome }, markRemainder: {} });

const breach = decided('breach-with-warning');

/** A request for a review of a decision that was signed on 1 December 2017, at 23:00. */
const review = (at: string, recordedAt = at): Facts => ({
  asked: { at: recordedAt },
  lodged: { kind: 'review', byStudent: true, grounds: ['disagreement'], at },
  original: { decidedBy: 'department', signedAt: '2017-12-01T23:00:00Z', proven: true, told: true },
});

const reasoned: Facts = { decision: { reasonsGiven: true } };

const choose = (policy: Policy, ...codes: readonly string[]) =>
  policy.choose(
    'desk-outcome',
    codes.map((code) => ({ code })),
    {},
  );

const ended = (stage: string, proven: boolean) => ({ ended: { stage, proven } });

export const levelTests: readonly ClauseTest[] = [
  clause('UC-8.1', 'the examiner goes on marking, without what breaches the policy', (policy) => {
    isFor(policy, 'investigation.mark-remainder', ['examiner'], ['manager', 'aqss']);
    allows(policy, 'investigation.mark-remainder', level4)
      .refused({ assessment: { moduleLevel: 5 } }, 'level-3-or-4-practice', 'UC-8.1')
      .refused({ student: { registeredLevel: 5 } }, 'level-3-or-4-practice', 'UC-8.1')
      .refused({ case: { category: misconduct } }, 'level-3-or-4-practice', 'UC-8.1');
    allows(policy, 'investigation.complete-ai-x', done({ markRemainder: {}, markUp: {} }), {
      field: { affected: true },
    }).refused(done({ markRemainder: { done: false } }), 'remainder-marked', 'UC-8.1');
  }),
  clause('UC-8.2', 'the submission should be marked up, with feedback', (policy) => {
    isFor(policy, 'investigation.mark-up', ['examiner'], ['manager', 'student']);
    allows(policy, 'investigation.mark-up', level4).refused(
      { assessment: { moduleLevel: 5 } },
      'level-3-or-4-practice',
      'UC-8.1',
    );
    allows(policy, 'investigation.complete-ai-x', done({ markRemainder: {}, markUp: {} }), {
      field: { affected: true },
    }).needsReason(done({ markUp: { done: false } }), 'marked-up', 'UC-8.2');
    assert.deepEqual(
      policy.step('investigation.mark-up')?.fields.map(({ name }) => name),
      ['feedback'],
    );
  }),
  clause('UC-8.3', 'form AI-X confirms that the mark is affected and describes the breach', (policy) => {
    isFor(policy, 'investigation.complete-ai-x', ['examiner'], ['manager', 'aqss']);
    allows(policy, 'investigation.complete-ai-x', done({ markRemainder: {}, markUp: {} }), {
      field: { affected: true },
    }).refused({ field: { affected: false } }, 'confirms-effect', 'UC-8.3');
    allows(policy, 'investigation.submit-ai-x', done({ completeAiX: {} }), {
      field: { workEnclosed: true },
    }).refused(done({ completeAiX: { done: false } }), 'ai-x-completed', 'UC-8.3');
    assert.deepEqual(itemsOn(policy.document('ai-x'), 'UC-8.3'), ['mark-affected', 'description']);
  }),
  clause('UC-8.4', 'form AI-X goes to the Chair with the work', (policy) => {
    isFor(policy, 'investigation.submit-ai-x', ['examiner'], ['manager', 'aqss']);
    allows(policy, 'investigation.submit-ai-x', done({ completeAiX: {} }), {
      field: { workEnclosed: true },
    }).refused({ field: { workEnclosed: false } }, 'work-enclosed', 'UC-8.4');
    allows(policy, 'investigation.decide-on-ai-x', done({ submitAiX: {} }), {
      field: { outcome: 'no-breach', signed: true },
    }).refused(done({ submitAiX: { done: false } }), 'ai-x-submitted', 'UC-8.4');
  }),
  clause('UC-8.5', 'the Chair alone, as monitor, chooses one of three outcomes and signs', (policy) => {
    for (const code of ['breach-with-warning', 'misconduct-suspected', 'no-breach'])
      assert.deepEqual(codesOf(choose(policy, code)), []);
    isRefusedBy(choose(policy, 'breach-with-warning', 'no-breach'), 'not-so-many', 'UC-8.5');
    isRefusedBy(choose(policy), 'not-so-many', 'UC-8.5');
    isFor(policy, 'investigation.decide-on-ai-x', ['manager'], ['examiner', 'monitor', 'airp-chair']);
    allows(policy, 'investigation.decide-on-ai-x', done({ submitAiX: {} }), { field: { signed: true } }).refused(
      { field: { signed: false } },
      'signed',
      'UC-8.5',
    );
    assert.equal(policy.step('investigation.decide-on-ai-x')?.gives, 'monitor');
    allows(policy, 'investigation.find-no-case', decided('no-breach'), {
      noCase: { reasonGiven: true, instruction: 'mark' },
    }).refused(breach, 'no-breach-decided', 'UC-8.5');
    const vote = policy.vote('department', [{ person: 'chair', seat: 'chair' }], { chair: 'for' });
    assert.deepEqual([vote.carried, vote.clauses], [true, ['UC-8.5']]);
  }),
  clause('UC-8.6.1', 'on a breach there is provision for a meeting', (policy) => {
    isFor(policy, 'investigation.offer-meeting', ['manager'], ['examiner', 'student']);
    assert.deepEqual(policy.step('investigation.offer-meeting')?.arranges, { kind: 'meeting', day: 'day' });
    assert.ok(choose(policy, 'breach-with-warning').follows.includes('investigation.offer-meeting'));
    const offered = allows(policy, 'investigation.offer-meeting', breach);
    for (const outcome of ['no-breach', 'misconduct-suspected'])
      offered.refused(decided(outcome), 'breach-on-ai-x', 'UC-8.6.1');
    allows(policy, 'investigation.send-ai-x', done({ offerMeeting: {} }), { field: { invites: true } }).refused(
      done({ offerMeeting: { done: false } }),
      'meeting-provided-for',
      'UC-8.6.1',
    );
  }),
  clause('UC-8.6.2', 'the student gets a copy of form AI-X, which warns and invites', (policy) => {
    isFor(policy, 'investigation.send-ai-x', ['manager'], ['examiner', 'aqss']);
    const { ruling } = allows(policy, 'investigation.send-ai-x', done({ offerMeeting: {} }), {
      field: { invites: true },
    }).refused({ field: { invites: false } }, 'warns-and-invites', 'UC-8.6.2');
    assert.deepEqual(ruling.follows, ['ai-x-warning']);
    allows(policy, 'investigation.record-meeting', { meeting: { invited: true } })
      .refused(done({ offerMeeting: {} }), 'invited-by-ai-x', 'UC-8.6.2')
      .allowed(done({ offerMeeting: {}, sendAiX: {} }));
    const notice = policy.notice('ai-x-warning');
    assert.deepEqual([notice.to, itemsOn(notice, 'UC-8.6.2')], [['student'], ['ai-x', 'warning', 'meeting']]);
  }),
  clause('UC-8.6.3', 'the Chair agrees the provisional mark', (policy) => {
    isFor(policy, 'investigation.agree-mark', ['manager'], ['student', 'aqss']);
    allows(policy, 'investigation.agree-mark', breach, { field: { mark: 45 } })
      .refused(done({ markRemainder: { done: false } }), 'marked-first', 'UC-8.6.3')
      .refused(decided('no-breach'), 'breach-on-ai-x', 'UC-8.6.3');
    const mark = policy.step('investigation.agree-mark')?.fields[0];
    assert.deepEqual([mark?.min, mark?.max], [0, 100]);
  }),
  clause(
    'UC-8.6.4',
    'after the date of the meeting a copy goes for statistical monitoring, attended or not',
    (policy) => {
      isFor(policy, 'investigation.send-ai-x-to-aqss', ['manager'], ['examiner', 'aqss']);
      const sent = (at: string, attended: boolean): Facts => ({
        asked: { at },
        meeting: { invited: true, at: '2017-12-11T15:00:00Z' },
        lastMeeting: { attended },
      });
      allows(policy, 'investigation.send-ai-x-to-aqss', breach, sent('2017-12-12T00:00:00Z', true))
        .allowed(sent('2017-12-20T09:00:00Z', false))
        .refused(sent('2017-12-11T23:59:59Z', true), 'after-the-meeting-date', 'UC-8.6.4')
        .refused({ meeting: { invited: false } }, 'after-the-meeting-date', 'UC-8.6.4')
        .refused(decided('no-breach'), 'after-the-meeting-date', 'UC-8.6.4');
    },
  ),
  clause('UC-8.7', 'suspected misconduct at Level 3 or 4 goes by clauses 6, 7 and 10', (policy) => {
    assert.deepEqual(choose(policy, 'misconduct-suspected').follows, [
      'investigation.recategorise',
      'investigation.start',
    ]);
    allows(policy, 'investigation.start', level4, decided('misconduct-suspected'), {
      manager: { assigned: true },
      case: { category: misconduct },
    })
      .refused({ case: { category: practice }, assessment: { moduleLevel: 5 } }, 'recategorised', 'UC-8.7')
      .refused({ case: { category: practice }, student: { registeredLevel: 5 } }, 'recategorised', 'UC-8.7');
  }),
  clause('UC-8.8.1', 'no breach: the examiner has reasons, and the work is marked in its entirety', (policy) => {
    assert.deepEqual(choose(policy, 'no-breach').follows, ['investigation.find-no-case']);
    allows(policy, 'investigation.find-no-case', decided('no-breach'), {
      noCase: { reasonGiven: true, instruction: 'mark' },
    })
      .refused({ noCase: { reasonGiven: false } }, 'no-breach-on-ai-x', 'UC-8.8.1')
      .refused({ noCase: { instruction: 'defer' } }, 'marked-in-its-entirety', 'UC-8.8.1');
  }),
  clause('UC-8.8.2', 'no breach on form AI-X: all paperwork is destroyed, now', (policy) => {
    isFor(
      policy,
      'file.dispose',
      ['aqss', 'senior-assistant-registrar', 'manager'],
      ['chair-mab', 'examiner', 'student'],
    );
    hits(policy.table('retention', ended('desk', false)), { keep: 'P0D', destroy: 'now' }, 'UC-8.8.2');
    hits(policy.table('retention', ended('desk', true)), {
      keep: policy.setting('default-retention').value,
      destroy: 'later',
    });
    hits(policy.table('retention', ended('hearing', false)), { destroy: 'later' });
    const facts: Facts = { assessment: { kind: 'coursework' }, lastMeeting: { kind: '' } };
    hits(policy.table('no-case-stage', { ...facts, desk: { foundNone: true } }), { stage: 'desk' }, 'UC-8.8.2');
  }),
  clause(
    'UC-8.8.2',
    'what is to be destroyed waits for the examiner to be told, an open request and a legal hold',
    (policy) => {
      assert.ok(isDue(policy, 'file.dispose', { file: { disposalDue: true, noCase: true } }));
      for (const more of [{ noCase: false }, { appealOpen: true }, { held: true }])
        assert.ok(!isDue(policy, 'file.dispose', { file: { disposalDue: true, noCase: true, ...more } }));
      allows(policy, 'file.dispose', {
        file: { mayBeDestroyed: true, disposalDue: true, noCase: true },
        disposal: { reasonGiven: true },
      })
        .refused({ disposal: { reasonGiven: false } }, 'disposal-reasoned', 'UC-8.8.2')
        .needsReason({ disposal: { lettersUnsent: 1 } }, 'letters-gone', 'UC-8.8.1')
        .refused({ file: { mayBeDestroyed: false } }, 'time-has-come', 'UC-8.8.2')
        .refused({ file: { noCase: false } }, 'reasons-given', 'UC-8.8.1')
        .refused({ file: { appealOpen: true } }, 'no-request-open', 'UC-9.5.2')
        .refused({ file: { appealOpen: true, appealUndecided: true, closed: true } }, 'no-request-open', 'UC-9.5.2')
        .allowed({ file: { appealOpen: true, closed: true } })
        .refused({ file: { held: true } }, 'not-held', 'UC-8.8.2');
    },
  ),
  clause('UC-9.1', 'a student at Level 3 or 4 may request an independent review', (policy) => {
    isFor(policy, 'appeal.lodge', ['student', 'aqss'], ['chair-mab', 'examiner']);
    allows(policy, 'appeal.lodge', review('2017-12-05T10:00:00Z'))
      .refused({ original: { decidedBy: 'airp' } }, 'review-at-level-3-or-4', 'UC-9.1')
      .refused({ original: { decidedBy: 'subgroup' } }, 'review-at-level-3-or-4', 'UC-9.1')
      .refused({ lodged: { byStudent: false } }, 'by-the-student', 'UC-9.1')
      .refused({ original: { proven: false } }, 'review-of-a-breach', 'UC-9.1')
      .refused({ appeal: { lodged: true } }, 'lodged-once', 'UC-9.1');
    allows(policy, 'appeal.admit', admitted)
      .refused({ appeal: { lodged: false } }, 'review-requested', 'UC-9.1')
      .refused({ appeal: { kind: 'appeal' } }, 'review-requested', 'UC-9.1');
  }),
  clause('UC-9.2.0', 'within 7 days of the date on which the Chair signed form AI-X', (policy) => {
    allows(policy, 'appeal.lodge', review('2017-12-08T23:59:59Z'))
      .refused(review('2017-12-09T00:00:00Z'), 'review-within-seven-days', 'UC-9.2.0')
      .allowed(review('2017-12-08T23:59:59Z', '2017-12-11T09:00:00Z'))
      .refused({ original: { told: false } }, 'told-of-the-decision', 'UC-9.2.0');
    assert.deepEqual(itemsOn(policy.notice('ai-x-warning'), 'UC-9.2.0'), ['review']);
    const signed = done({ offerMeeting: {}, decideOnAiX: { at: '2017-12-01T09:00:00Z' } });
    allows(policy, 'investigation.send-ai-x', signed, {
      field: { invites: true },
      asked: { at: '2017-12-01T17:00:00Z' },
    })
      .allowed({})
      .recorded({ asked: { at: '2017-12-02T09:00:00Z' } }, 'no-days-lost', 'UC-9.2.0');
  }),
  clause('UC-9.2.1', 'only if the student attended the meeting, in the opinion of the Dean or nominee', (policy) => {
    isFor(policy, 'appeal.admit', ['dean-aqe', 'dean-aqe-nominee'], ['chair-mab', 'airp-chair', 'aqss']);
    allows(policy, 'appeal.admit', admitted).refused(
      { original: { attendedMeeting: false } },
      'meeting-attended',
      'UC-9.2.1',
    );
    // Before it is held, nothing is known of that: reading UC-a8.
    const declined: Facts = { appeal: admitted['appeal'] ?? {}, original: admitted['original'] ?? {} };
    for (const [act, facts] of Object.entries({
      'appeal.admit': admitted,
      'appeal.decline': { ...declined, ...reasoned },
    }))
      allows(policy, act, facts)
        .refused({ original: { meetingHeld: false } }, 'after-the-meeting', 'UC-9.2.1')
        .refused({ appeal: { admitted: true } }, 'not-yet-considered', 'UC-9.2.1')
        .refused({ appeal: { decided: true } }, 'not-yet-considered', 'UC-9.2.1');
    isFor(policy, 'appeal.decline', ['dean-aqe', 'dean-aqe-nominee'], ['chair-mab', 'airp-chair', 'aqss']);
    allows(policy, 'appeal.decline', declined, reasoned, { original: { attendedMeeting: false } }).refused(
      { decision: { reasonsGiven: false } },
      'refusal-reasoned',
      'UC-9.2.1',
    );
  }),
  clause('UC-9.2.2', 'only for a reasonable case; that the Chair was mistaken is none', (policy) => {
    allows(policy, 'appeal.admit', admitted).refused(
      { admission: { reasonableCase: false } },
      'reasonable-case',
      'UC-9.2.2',
    );
    allows(
      policy,
      'appeal.decline',
      { appeal: admitted['appeal'] ?? {}, original: admitted['original'] ?? {} },
      reasoned,
    )
      .allowed({})
      .refused({ decision: { reasonsGiven: false } }, 'refusal-reasoned', 'UC-9.2.2');
  }),
  clause(
    'UC-9.3',
    'the file goes to a Chair of the Panel who is independent of the case and the programme',
    (policy) => {
      isFor(policy, 'appeal.refer', ['dean-aqe', 'dean-aqe-nominee'], ['chair-mab']);
      const check = (changes: Facts) =>
        policy.checkBody('independent-review', [{ person: 'reviewer', seat: 'reviewer' }], {
          reviewer: person({ offices: ['airp-chair'], declared: true, ...changes }),
        });
      assert.deepEqual(codesOf(check({})), []);
      isRefusedBy(check({ involved: true }), 'no-involvement', 'UC-9.3');
      isRefusedBy(check({ declared: false }), 'involvement-declared', 'UC-9.3');
      isRefusedBy(check({ satOn: ['department'] }), 'no-involvement', 'UC-9.3');
      isRefusedBy(check({ ofProgrammeDepartment: true }), 'independent-of-department', 'UC-9.3');
      isRefusedBy(check({ offices: ['airp-member'] }), 'not-from-reviewer', 'UC-9.3');
      allows(policy, 'appeal.refer', { appeal: { admitted: true }, body: { complete: true } })
        .refused({ appeal: { admitted: false } }, 'criteria-met', 'UC-9.3')
        .refused({ body: { complete: false } }, 'independent-reviewer', 'UC-9.3');
      allows(policy, 'appeal.convene', { appeal: { admitted: true }, convened: { body: 'independent-review' } })
        .refused({ appeal: { admitted: false } }, 'criteria-met', 'UC-9.3')
        .refused({ convened: { body: 'airp' } }, 'by-one-chair', 'UC-9.3');
    },
  ),
  clause('UC-9.4', 'the reviewer may interview the student, the Chair and the examiner', (policy) => {
    isFor(policy, 'appeal.interview', ['reviewer'], ['dean-aqe', 'aqss', 'airp-chair']);
    allows(policy, 'appeal.interview', { appeal: { referred: true } }).refused(
      { appeal: { decided: true } },
      'before-deciding',
      'UC-9.4',
    );
    const whom = policy.step('appeal.interview')?.fields.find(({ name }) => name === 'whom')?.choices;
    assert.deepEqual(whom, ['student', 'chair-mab', 'examiner']);
    allows(policy, 'appeal.decide', reviewed)
      .refused({ appeal: { referred: false } }, 'referred-first', 'UC-9.3')
      .refused({ body: { complete: false } }, 'independent-reviewer', 'UC-9.3');
  }),
  clause('UC-9.5.1', 'the decision on a review is final', (policy) => {
    isFor(policy, 'appeal.decide', ['reviewer'], ['dean-aqe', 'chair-mab', 'airp-chair']);
    allows(policy, 'appeal.decide', reviewed)
      .allowed({ decision: { outcome: 'set-aside' } })
      .refused({ appeal: { decided: true } }, 'decided-once', 'UC-9.5.1')
      .refused({ decision: { outcome: 'increased' } }, 'lawful-outcome', 'UC-9.5.1');
    allows(policy, 'appeal.lodge', review('2017-12-05T10:00:00Z')).refused(
      { appeal: { lodged: true, decided: true } },
      'review-is-final',
      'UC-9.5.1',
    );
    assert.deepEqual(policy.vote('independent-review', [{ person: 'r', seat: 'reviewer' }], { r: 'against' }).clauses, [
      'UC-9.5.1',
    ]);
  }),
  clause('UC-9.5.2', 'it is communicated in writing, normally within 28 days of the request', (policy) => {
    isFor(policy, 'appeal.complete', ['reviewer', 'aqss'], ['chair-mab', 'airp-chair']);
    const at = (asked: string): Facts => ({
      asked: { at: asked },
      appeal: { kind: 'review', decided: true, at: '2017-12-05T10:00:00Z' },
    });
    allows(policy, 'appeal.decide', reviewed).refused(
      { decision: { reasonsGiven: false } },
      'decision-reasoned',
      'UC-9.5.2',
    );
    assert.deepEqual(itemsOn(policy.notice('review-decision-letter'), 'UC-9.5.2'), ['reasons']);
    const { ruling } = allows(policy, 'appeal.complete', at('2018-01-02T23:59:59Z'))
      .allowed({})
      .needsReason(at('2018-01-03T00:00:00Z'), 'within-28-days', 'UC-9.5.2')
      .refused({ appeal: { decided: false } }, 'decided-first', 'UC-9.5.2');
    assert.deepEqual(ruling.follows, ['review-decision-letter']);
    assert.deepEqual(policy.notice('review-decision-letter').to, ['student', 'chair-mab']);
  }),
];

const admitted: Facts = {
  appeal: { lodged: true, kind: 'review' },
  original: { meetingHeld: true, attendedMeeting: true },
  admission: { reasonableCase: true },
};

const reviewed: Facts = {
  actor: { offices: [], roles: ['reviewer'] },
  appeal: { lodged: true, kind: 'review', referred: true },
  body: { complete: true },
  decision: { outcome: 'confirmed', reasonsGiven: true },
};
