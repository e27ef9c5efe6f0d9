import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, factsFor } from './facts.js';
import { allows, codesOf, isDue, isFor, itemsOn } from './rulings.js';
import { contentsOf, wantsEach } from './hearing-states.js';

/** Sent on Friday 26 June 2026: fifteen working days end on Monday 20 July, as the 13th is a holiday. */
const notified: Facts = {
  original: { notifiedAt: '2026-06-26T16:30:00+01:00', proven: true, participated: true, penaltyImposed: true },
};
const asked = (at: string): Facts => ({ asked: { at } });
const submitted = (at: string): Facts => ({ lodged: { at } });
const lodging: readonly Facts[] = [
  notified,
  { lodged: { byStudent: true, inWriting: true, groundsGiven: true, at: '2026-07-20T23:59:59+01:00' } },
  // When it is put on record makes no difference.
  asked('2026-07-24T09:00:00+01:00'),
];
const late = submitted('2026-07-21T00:00:00+01:00');

const referred: Facts = { appeal: { lodged: true, referred: true }, body: { complete: true } };
const submittedAt = (lodgedAt: string): Facts => ({ appeal: { lodgedAt } });
const lodgedInTime = submittedAt('2026-07-20T23:59:59+01:00');
const convened: readonly Facts[] = [notified, referred, lodgedInTime];
const deciding: readonly Facts[] = [
  ...convened,
  done({ chooseMode: { mode: 'documents' } }),
  { decision: { outcome: 'confirmed', reasonsGiven: true, standard: 'balance-of-probabilities' } },
];
const limbs = ['procedures', 'new-evidence', 'penalty'];
const review = contentsOf(...limbs);

/** Decided on Monday 6 July 2026. */
const completing: readonly Facts[] = [
  { appeal: { lodged: true, decided: true, decidedAt: '2026-07-06T12:00:00+01:00', outcome: 'confirmed' } },
  { course: { validatedBy: 'another-university' }, letter: { at: '2026-07-20T23:59:59+01:00' } },
];
const absentee: Facts = { original: { participated: false } };

/** Lodged, an appeal like this goes on as far as those who hear it; they choose no mode and decide nothing before they did this. */
function waitsFor(policy: Policy, leave: string, like: Facts, code: string, id: string): void {
  const other = leave === 'appeal.admit' ? 'appeal.permit-non-participant' : 'appeal.admit';
  allows(policy, 'appeal.refer', [notified, { appeal: { lodged: true } }, like]);
  allows(policy, 'appeal.convene', [notified, referred, { body: { complete: false } }, like]);
  assert.ok(isDue(policy, leave, ...convened, like));
  assert.ok(!isDue(policy, leave, ...convened, like, after(leave)));
  const acts = [
    ['appeal.choose-mode', convened, {}],
    ['appeal.decide', deciding, review],
  ] as const;
  for (const [act, given, said] of acts) {
    allows(policy, act, [...given, like, after(leave)], said)
      .refused(after(), code, id)
      .refused(after(other), code, id);
    allows(policy, act, given, said);
  }
  assert.ok(!isDue(policy, leave, ...convened));
}

const lateOnRecord = submittedAt('2026-07-21T00:00:00+01:00');
const reasoned: Facts = { decision: { reasonsGiven: true } };
const after = (...steps: readonly string[]): Facts => ({ steps: { done: steps } });

const endLetter = contentsOf('issues', 'decision');

const toWhom = (policy: Policy, validatedBy: string, outcome: string) =>
  policy
    .table('external-review', { course: { validatedBy }, appeal: { outcome } })
    .rows.map(({ then, settings }) => [then['to'], settings]);

export const appealTests: readonly ClauseTest[] = [
  clause('IBC-115', 'against the finding, the penalty or both, on one or more of three grounds', (policy) => {
    const chosen = (name: string, ...codes: readonly string[]) =>
      codesOf(
        policy.choose(
          name,
          codes.map((code) => ({ code })),
          {},
        ),
      );
    const grounds = ['procedural-irregularity', 'new-evidence', 'disproportionate-penalty'];
    for (const ground of grounds) assert.deepEqual(chosen('appeal-grounds', ground), []);
    assert.deepEqual(chosen('appeal-grounds', ...grounds), []);
    assert.deepEqual(chosen('appeal-grounds'), ['not-so-many']);
    assert.deepEqual(chosen('appeal-grounds', 'it-was-unfair'), ['unknown-option']);
    assert.deepEqual(chosen('appeal-against', 'finding', 'penalty'), []);
    assert.deepEqual(chosen('appeal-against', 'finding'), []);
    assert.deepEqual(chosen('appeal-against'), ['not-so-many']);
  }),
  clause('IBC-115', 'a student who is found guilty has the right of appeal', (policy) => {
    allows(policy, 'appeal.lodge', lodging).refused({ original: { proven: false } }, 'found-guilty', 'IBC-115');
  }),
  clause(
    'IBC-116',
    'the Director of Training hands the appeal on when a penalty has been imposed, and decides nothing',
    (policy) => {
      const toRefer: readonly Facts[] = [notified, { appeal: { lodged: true } }];
      allows(policy, 'appeal.refer', toRefer)
        .refused({ original: { penaltyImposed: false } }, 'penalty-imposed', 'IBC-116')
        .refused({ appeal: { lodged: false } }, 'appeal-submitted', 'IBC-116');
      assert.ok(isDue(policy, 'appeal.refer', ...toRefer));
      isFor(policy, 'appeal.refer', ['director-of-training'], ['principal', 'lecturer']);
      isFor(policy, 'appeal.lodge', ['director-of-training'], ['principal', 'lecturer']);
      isFor(policy, 'appeal.decide', [], ['director-of-training']);
      isFor(policy, 'appeal.admit', [], ['director-of-training']);
      allows(policy, 'appeal.convene', referred).refused({ appeal: { referred: false } }, 'appeal-referred', 'IBC-116');
    },
  ),
  clause('IBC-117.1', 'within 15 working days of the day on which the decision was sent', (policy) => {
    assert.equal(policy.deadline('appeal-window', '2026-06-26T16:30:00+01:00').date, '2026-07-20');
    allows(policy, 'appeal.lodge', lodging)
      .allowed(submitted('2026-07-19T12:00:00+01:00'))
      .recorded(late, 'in-time', 'IBC-117.1');
    const { breaches } = policy.rule('appeal.lodge', factsFor(policy, 'appeal.lodge', ...lodging));
    assert.deepEqual(breaches, []);
  }),
  clause('IBC-117.1', 'by the student concerned, in writing, with the grounds', (policy) => {
    allows(policy, 'appeal.lodge', lodging)
      .refused({ lodged: { byStudent: false } }, 'by-the-student', 'IBC-117.1')
      .refused({ lodged: { inWriting: false } }, 'in-writing', 'IBC-117.1')
      .refused({ lodged: { groundsGiven: false } }, 'grounds-stated', 'IBC-117.1');
  }),
  clause('IBC-117.2', 'a late appeal only when those who hear it admit it for good cause', (policy) => {
    const admitting = allows(policy, 'appeal.admit', [referred, { admission: { causeShown: true } }])
      .refused({ admission: { causeShown: false } }, 'good-cause', 'IBC-117.2')
      .refused({ appeal: { referred: false } }, 'appeal-referred', 'IBC-117.2');
    assert.ok(admitting.ruling.authority.includes('IBC-117.2'));
    isFor(policy, 'appeal.admit', [], ['director-of-training', 'registrar', 'principal']);
  }),
  clause('IBC-117.3', 'a student who did not take part in the hearing by special permission only', (policy) => {
    allows(policy, 'appeal.lodge', lodging).recorded(absentee, 'took-part', 'IBC-117.3');
    allows(policy, 'appeal.permit-non-participant', [referred, { field: { why: 'In hospital.' } }]).refused(
      { appeal: { referred: false } },
      'appeal-referred',
      'IBC-117.3',
    );
    isFor(policy, 'appeal.permit-non-participant', [], ['director-of-training', 'registrar']);
  }),
  clause(
    'IBC-117.2',
    'a late appeal is lodged, referred and convened for; it is heard once it is admitted',
    (policy) => {
      allows(policy, 'appeal.lodge', [...lodging, late]);
      waitsFor(policy, 'appeal.admit', lateOnRecord, 'in-time-or-admitted', 'IBC-117.2');
      allows(policy, 'appeal.admit', [...convened, lateOnRecord, { admission: { causeShown: true } }]);
    },
  ),
  clause(
    'IBC-117.3',
    'the appeal of a non-participant is lodged, referred and convened for; it is heard once it is permitted',
    (policy) => {
      allows(policy, 'appeal.lodge', [...lodging, absentee]);
      waitsFor(policy, 'appeal.permit-non-participant', absentee, 'took-part-or-permitted', 'IBC-117.3');
      allows(policy, 'appeal.permit-non-participant', [...convened, absentee]);
    },
  ),
  clause(
    'IBC-117.2',
    'those who hear it may decline a late appeal; every other one, and one that they admitted, they hear',
    (policy) => {
      const declining = allows(policy, 'appeal.decline', [...convened, lateOnRecord, reasoned]);
      for (const heard of [lodgedInTime, after('appeal.admit'), { appeal: { referred: false } }])
        declining.refused(heard, 'heard-by-permission-only', 'IBC-117.2');
      declining.allowed(after('appeal.permit-non-participant'));
      assert.ok(!isDue(policy, 'appeal.admit', ...convened, lateOnRecord, { appeal: { decided: true } }));
      isFor(policy, 'appeal.decline', [], ['director-of-training', 'registrar', 'principal']);
    },
  ),
  clause(
    'IBC-117.3',
    'those who hear it may decline the appeal of a non-participant until they permit it',
    (policy) => {
      allows(policy, 'appeal.decline', [...convened, absentee, reasoned])
        .refused(after('appeal.permit-non-participant'), 'heard-by-permission-only', 'IBC-117.3')
        .refused({ original: { participated: true } }, 'heard-by-permission-only', 'IBC-117.3')
        .allowed(after('appeal.admit'));
      const decided: Facts = { appeal: { decided: true } };
      assert.ok(!isDue(policy, 'appeal.permit-non-participant', ...convened, absentee, decided));
    },
  ),
  clause('IBC-118.2', 'what they declined to hear stays so', (policy) => {
    const decided: Facts = { appeal: { decided: true } };
    allows(policy, 'appeal.decline', [...convened, lateOnRecord, reasoned]).refused(
      decided,
      'decided-once',
      'IBC-118.2',
    );
    allows(policy, 'appeal.admit', [...convened, lateOnRecord, { admission: { causeShown: true } }]).refused(
      decided,
      'before-the-decision',
      'IBC-118.2',
    );
    allows(policy, 'appeal.permit-non-participant', [
      ...convened,
      absentee,
      { field: { why: 'In hospital.' } },
    ]).refused(decided, 'before-the-decision', 'IBC-118.2');
  }),
  clause('IBC-121', 'nothing is admitted, permitted or chosen before the Committee is complete', (policy) => {
    const incomplete: Facts = { body: { complete: false } };
    const likes: readonly (readonly [string, Facts])[] = [
      ['appeal.admit', { ...lateOnRecord, admission: { causeShown: true } }],
      ['appeal.permit-non-participant', { ...absentee, field: { why: 'In hospital.' } }],
      ['appeal.choose-mode', {}],
    ];
    for (const [act, like] of likes)
      allows(policy, act, [...convened, like]).refused(incomplete, 'committee-complete', 'IBC-121');
    assert.ok(!isDue(policy, 'appeal.admit', ...convened, lateOnRecord, incomplete));
    assert.ok(!isDue(policy, 'appeal.permit-non-participant', ...convened, absentee, incomplete));
  }),
  clause('IBC-118.2', 'nobody takes the place of those who decided', (policy) => {
    allows(policy, 'appeal.convene', referred).refused(
      { appeal: { decided: true } },
      'before-the-decision',
      'IBC-118.2',
    );
  }),
  clause('IBC-121', 'an appeal is declined by a complete Committee, too', (policy) => {
    allows(policy, 'appeal.decline', [...convened, lateOnRecord, reasoned]).refused(
      { body: { complete: false } },
      'committee-complete',
      'IBC-121',
    );
    assert.ok(!isDue(policy, 'appeal.convene', { appeal: { referred: true, decided: true } }));
  }),
  clause('IBC-123.1', 'why an appeal is declined is recorded', (policy) => {
    allows(policy, 'appeal.decline', [...convened, lateOnRecord, reasoned]).refused(
      { decision: { reasonsGiven: false } },
      'reasons-recorded',
      'IBC-123.1',
    );
  }),
  clause('IBC-118.1', 'the penalty is confirmed, set aside, reduced or increased', (policy) => {
    const outcomes = ['confirmed', 'set-aside', 'reduced', 'increased'];
    const decision = allows(policy, 'appeal.decide', deciding, review);
    for (const outcome of outcomes) {
      decision.allowed({ decision: { outcome } });
      assert.deepEqual(codesOf(policy.choose('appeal-outcomes', [{ code: outcome }], {})), []);
    }
    decision.refused({ decision: { outcome: 'reheard' } }, 'lawful-outcome', 'IBC-118.1');
    const both = policy.choose('appeal-outcomes', [{ code: 'reduced' }, { code: 'increased' }], {});
    assert.deepEqual(codesOf(both), ['not-so-many']);
  }),
  clause('IBC-118.2', 'the decision is final, and there is no further appeal against it', (policy) => {
    allows(policy, 'appeal.lodge', lodging)
      .refused({ appeal: { lodged: true, decided: true } }, 'no-appeal-before', 'IBC-118.2')
      .refused({ appeal: { lodged: true } }, 'lodged-once', 'IBC-118.2');
    allows(policy, 'appeal.decide', deciding, review).refused(
      { appeal: { decided: true } },
      'decided-once',
      'IBC-118.2',
    );
  }),
  clause('IBC-119', 'a review of procedures, new evidence and penalty, not a rehearing', (policy) => {
    wantsEach(policy, 'appeal.decide', deciding, review, 'IBC-119', limbs);
    const evidence: Facts = { field: { couldBePresented: false, material: true, considered: true } };
    allows(policy, 'appeal.weigh-new-evidence', evidence)
      .refused({ field: { couldBePresented: true } }, 'new-and-material', 'IBC-119')
      .refused({ field: { material: false } }, 'new-and-material', 'IBC-119')
      .allowed({ field: { couldBePresented: true, considered: false } });
  }),
  clause('IBC-120.1', 'on the documents, or after a meeting that those hearing it called', (policy) => {
    const called = done({ chooseMode: { mode: 'meeting' } });
    const inviting: readonly Facts[] = [referred, called, { invitation: { at: '2026-07-17T10:00:00+01:00' } }];
    allows(policy, 'appeal.choose-mode', convened).refused(
      { appeal: { referred: false } },
      'appeal-referred',
      'IBC-120.1',
    );
    allows(policy, 'appeal.invite', inviting)
      .refused(done({ chooseMode: { mode: 'documents' } }), 'meeting-called', 'IBC-120.1')
      .refused({ step: { chooseMode: { done: false } } }, 'meeting-called', 'IBC-120.1');
    allows(policy, 'appeal.decide', deciding, review)
      .refused(called, 'mode-chosen', 'IBC-120.1')
      .refused({ step: { chooseMode: { done: false } } }, 'mode-chosen', 'IBC-120.1')
      .allowed(done({ chooseMode: { mode: 'meeting' }, holdMeeting: {} }));
  }),
  clause('IBC-120.2', "at least a week's notice of a meeting: by the 10th for the 17th", (policy) => {
    assert.equal(policy.deadline('appeal-meeting-notice', '2026-07-17T10:00:00+01:00').date, '2026-07-10');
    const inviting: readonly Facts[] = [
      referred,
      done({ chooseMode: { mode: 'meeting' } }),
      { invitation: { at: '2026-07-17T10:00:00+01:00' } },
    ];
    allows(policy, 'appeal.invite', [...inviting, asked('2026-07-10T23:59:59+01:00')])
      .allowed(asked('2026-07-09T12:00:00+01:00'))
      .refused(asked('2026-07-11T00:00:00+01:00'), 'week-notice', 'IBC-120.2');
  }),
  clause('IBC-120.2', 'a meeting is held with an appellant who was invited, and not before the time told', (policy) => {
    allows(policy, 'appeal.hold-meeting', [
      done({ chooseMode: { mode: 'meeting' } }),
      { appeal: { invited: true, meetingCome: true }, field: { companion: 'nobody', heard: 'It.' } },
    ])
      .refused({ appeal: { invited: false, meetingCome: false } }, 'appellant-invited', 'IBC-120.2')
      .refused({ appeal: { meetingCome: false } }, 'at-the-time', 'IBC-120.2')
      .refused(done({ chooseMode: { mode: 'documents' } }), 'meeting-called', 'IBC-120.1');
  }),
  clause('IBC-120.3', 'a fellow student or a member of staff may come, and speak; nobody else', (policy) => {
    const meeting: readonly Facts[] = [
      done({ chooseMode: { mode: 'meeting' } }),
      { appeal: { invited: true, meetingCome: true } },
      { field: { companion: 'fellow-student', heard: 'It.' } },
    ];
    const holding = allows(policy, 'appeal.hold-meeting', meeting);
    for (const companion of ['staff-member', 'nobody']) holding.allowed({ field: { companion } });
    holding.refused({ field: { companion: 'other' } }, 'permitted-companion', 'IBC-120.3');
    const { rows } = policy.table('companion-part', { stage: 'appeal' });
    assert.deepEqual(
      rows.map(({ then }) => then),
      [{ maySpeak: true }],
    );
  }),
  clause('IBC-121', 'the appeal is decided by a complete Committee', (policy) => {
    allows(policy, 'appeal.decide', deciding, review).refused(
      { body: { complete: false } },
      'committee-complete',
      'IBC-121',
    );
    assert.ok(isDue(policy, 'appeal.convene', { appeal: { referred: true } }));
  }),
  clause('IBC-122', 'the findings are on the balance of probabilities', (policy) => {
    allows(policy, 'appeal.decide', deciding, review).refused(
      { decision: { standard: 'beyond-reasonable-doubt' } },
      'standard-of-proof',
      'IBC-122',
    );
  }),
  clause('IBC-123.1', 'decisions are recorded along with the reasons for them', (policy) => {
    allows(policy, 'appeal.decide', deciding, review).refused(
      { decision: { reasonsGiven: false } },
      'reasons-recorded',
      'IBC-123.1',
    );
    allows(policy, 'appeal.write-minutes', { field: { decisions: 'Confirmed.', reasons: 'The process was fair.' } })
      .refused({ field: { decisions: '' } }, 'decisions-recorded', 'IBC-123.1')
      .refused({ field: { reasons: ' ' } }, 'reasons-recorded', 'IBC-123.1');
    assert.ok(isDue(policy, 'appeal.write-minutes', { appeal: { decided: true } }));
  }),
  clause('IBC-123.2', 'all documentation of the appeal goes to the Registrar', (policy) => {
    allows(policy, 'appeal.hand-over', { field: { allDocuments: true } }).refused(
      { field: { allDocuments: false } },
      'all-documentation',
      'IBC-123.2',
    );
    assert.ok(isDue(policy, 'appeal.hand-over', { appeal: { decided: true } }));
    assert.ok(!isDue(policy, 'appeal.hand-over', { appeal: { decided: true } }, done({ handOver: {} })));
  }),
  clause(
    'IBC-124.1',
    'the Completion of Procedures letter within 2 weeks; late, it goes out and is on record',
    (policy) => {
      assert.equal(policy.deadline('completion-letter', '2026-07-06T12:00:00+01:00').date, '2026-07-20');
      allows(policy, 'appeal.complete', completing, endLetter).recorded(
        { letter: { at: '2026-07-21T00:00:00+01:00' } },
        'letter-in-time',
        'IBC-124.1',
      );
      const inTime = policy.rule('appeal.complete', factsFor(policy, 'appeal.complete', ...completing), endLetter);
      assert.deepEqual(inTime.breaches, []);
      assert.ok(isDue(policy, 'appeal.complete', ...completing));
    },
  ),
  clause(
    'IBC-124.1',
    'where nobody appeals, when the student asks for it and the time to appeal has passed',
    (policy) => {
      const asks: readonly Facts[] = [notified, asked('2026-07-21T00:00:00+01:00')];
      allows(policy, 'appeal.ask-for-completion', asks)
        .refused(asked('2026-07-20T23:59:59+01:00'), 'nothing-left-to-appeal', 'IBC-124.1')
        .refused({ appeal: { lodged: true } }, 'nothing-left-to-appeal', 'IBC-124.1');
      allows(policy, 'appeal.complete', [{ steps: { done: ['appeal.ask-for-completion'] } }], endLetter).refused(
        { steps: { done: [] } },
        'procedures-finished',
        'IBC-124.1',
      );
    },
  ),
  clause('IBC-124.2', 'the letter sets out the issues considered and the final decision', (policy) => {
    wantsEach(policy, 'appeal.complete', completing, endLetter, 'IBC-124.2', ['issues', 'decision']);
    assert.deepEqual(itemsOn(policy, 'completion-letter', 'IBC-124.2'), ['issues', 'decision']);
  }),
  clause('IBC-125', "a rejected student on a course of Spurgeon's College is told of the appeal to them", (policy) => {
    const ofSpurgeons: Facts = { course: { validatedBy: 'spurgeons-college' } };
    const letter = (externalReviewTold: boolean): Facts => ({ letter: { externalReviewTold } });
    const ending = allows(policy, 'appeal.complete', [...completing, ofSpurgeons, letter(true)], endLetter);
    ending.refused(letter(false), 'external-review-told', 'IBC-125');
    for (const outcome of ['increased', 'declined'])
      ending.refused({ ...letter(false), appeal: { outcome } }, 'external-review-told', 'IBC-125');
    ending.allowed({ ...letter(false), appeal: { outcome: 'set-aside' } });
    for (const outcome of ['confirmed', 'declined'])
      assert.deepEqual(toWhom(policy, 'spurgeons-college', outcome), [["Spurgeon's College", []]]);
    assert.deepEqual(toWhom(policy, 'other', 'confirmed'), [[null, ['external-review']]]);
    assert.deepEqual(toWhom(policy, 'spurgeons-college', 'set-aside'), [['', []]]);
  }),
];
