import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done } from './facts.js';
import { allows, isDue, isFor, itemsOn } from './rulings.js';
import { wantsEach, contentsOf, fixed, invitation, meetingAt } from './hearing-states.js';

const items = ['allegation', 'consequences', 'companion', 'no-lawyer', 'in-absentia'];
const full = contentsOf(...items);
const inviting: readonly Facts[] = [...fixed, invitation];
const received = (receivedAt: string): Facts => ({ statement: { receivedAt } });
const asked = (at: string): Facts => ({ asked: { at } });

/** Documents to the members, for a meeting at that time. */
const toMembers = (at: string): Facts => ({
  sitting: { fixed: true, at },
  served: { to: 'members', sameForAll: true },
});

const absent: Facts = { presence: { expected: false } };
const answered = (answer: string): Facts => done({ recordOnlineAnswer: { answer } });

export const beforeTests: readonly ClauseTest[] = [
  clause('IBC-74', 'the Director of Training assesses the evidence, and may progress the case', (policy) => {
    const assessed = (moreLikelyThanNot: boolean): Facts => done({ assessEvidence: { moreLikelyThanNot } });
    const known = { anonymity: { lifted: true } };
    const referral = { to: 'special-cases-committee', joined: true };
    const referring: readonly Facts[] = [{ referral, ...known }, assessed(true)];
    allows(policy, 'investigation.refer', referring)
      .refused({ anonymity: { lifted: false } }, 'anonymity-lifted', 'IBC-75')
      .refused({ declarations: { own: true } }, 'officer-unbiased', 'IBC-8.5')
      .refused({ referred: { done: true } }, 'referred-once', 'IBC-33.1')
      .allowed({ referred: { done: true }, referral: { adds: true } })
      .refused(assessed(false), 'evidence-assessed', 'IBC-74')
      .refused({ step: { assessEvidence: { done: false } } }, 'evidence-assessed', 'IBC-74');
    isFor(policy, 'investigation.assess-evidence', ['director-of-training'], ['principal', 'lecturer', 'registrar']);
  }),
  clause('IBC-75', 'anonymity is lifted on a prima facie case to answer', (policy) => {
    const decided = (caseToAnswer: boolean): Facts => done({ findPrimaFacie: { caseToAnswer } });
    allows(policy, 'investigation.lift-anonymity', decided(true))
      .refused(decided(false), 'case-to-answer', 'IBC-75')
      .refused({ step: { findPrimaFacie: { done: false } } }, 'case-to-answer', 'IBC-75');
    assert.ok(isDue(policy, 'investigation.lift-anonymity', decided(true)));
    assert.ok(!isDue(policy, 'investigation.lift-anonymity', decided(true), { anonymity: { lifted: true } }));
    isFor(policy, 'investigation.find-prima-facie', ['director-of-training'], ['lecturer', 'registrar']);
    assert.ok(isDue(policy, 'investigation.find-prima-facie'));
    for (const over of [done({ findPrimaFacie: {} }), { referred: { done: true } }, { case: { noCase: true } }])
      assert.ok(!isDue(policy, 'investigation.find-prima-facie', over));
  }),
  clause('IBC-75', 'who the student is stays hidden until then', (policy) => {
    for (const one of ['director-of-training', 'committee-member']) {
      const hidden = (lifted: boolean) => policy.hidden([one], { anonymity: { lifted } }).map(({ what }) => what);
      assert.ok(hidden(false).includes('student-identity'));
      assert.ok(!hidden(true).includes('student-identity'));
    }
  }),
  clause(
    'IBC-75',
    'it stays hidden from every office that may read cases or reports, but from whoever interviews',
    (policy) => {
      const { offices } = policy.describe().offices;
      const isHidden = (who: readonly string[], lifted = false) =>
        policy.hidden(who, { anonymity: { lifted }, step: {} }).some(({ what }) => what === 'student-identity');
      const readers = Object.entries(offices).filter(
        ([name, { may }]) =>
          name !== 'student' && may.some((one) => /^(case|report|investigation|hearing|appeal)[.]/.test(one)),
      );
      assert.ok(readers.length > 9);
      for (const [office] of readers) assert.ok(isHidden([office]), office);
      for (const office of [
        'principal',
        'director-substitute',
        'principal-substitute',
        'professional-staff',
        'teaching-staff',
      ])
        assert.ok(!isHidden([office], true), office);
      // Whoever interviews has the student before them: readings IBC-a27 and IBC-a31.
      for (const office of ['director-of-training', 'principal', 'examiner', 'professional-staff'])
        assert.ok(!isHidden([office, 'interviewer']), office);
      assert.ok(!isHidden(['student']));
    },
  ),
  clause(
    'IBC-76.1',
    'the Committee is called before all the evidence is collected where lecturer and Director agree',
    (policy) => {
      allows(policy, 'hearing.convene', { evidence: { collected: true } })
        .refused({ evidence: { collected: false } }, 'evidence-collected', 'IBC-76.1')
        .allowed({ evidence: { collected: false }, steps: { done: ['hearing.agree-early-call'] } });
      const referred: Facts = { evidence: { collected: true }, body: { name: '' } };
      const early: readonly Facts[] = [referred, { evidence: { collected: false } }];
      assert.ok(isDue(policy, 'hearing.convene', referred));
      assert.ok(isDue(policy, 'hearing.convene', ...early, done({ agreeEarlyCall: {} })));
      assert.ok(!isDue(policy, 'hearing.convene', ...early));
      assert.ok(!isDue(policy, 'hearing.convene', referred, { body: { name: 'special-cases-committee' } }));
      allows(policy, 'hearing.agree-early-call', { field: { lecturerAgrees: true, directorAgrees: true } })
        .refused({ field: { lecturerAgrees: false } }, 'both-agree', 'IBC-76.1')
        .refused({ field: { directorAgrees: false } }, 'both-agree', 'IBC-76.1');
    },
  ),
  clause('IBC-76.2', 'the full documents are compiled before they go to the student and the Committee', (policy) => {
    allows(policy, 'hearing.invite', inviting, full).refused(
      { evidence: { collected: false } },
      'documents-compiled',
      'IBC-76.2',
    );
  }),
  clause(
    'IBC-88',
    'the Director of Training sends all documents, and confirms that the Committee will handle the case',
    (policy) => {
      allows(policy, 'hearing.hand-over', {
        field: { allDocuments: true, confirmed: true },
        body: { name: 'special-cases-committee' },
      })
        .refused({ body: { name: '' } }, 'committee-called', 'IBC-88')
        .refused({ field: { allDocuments: false } }, 'all-documents', 'IBC-88')
        .refused({ field: { confirmed: false } }, 'handling-confirmed', 'IBC-88');
      isFor(policy, 'hearing.hand-over', ['director-of-training'], ['registrar', 'lecturer']);
      allows(policy, 'hearing.invite', inviting, full).refused(
        { step: { handOver: { done: false } } },
        'documents-with-registrar',
        'IBC-88',
      );
    },
  ),
  clause('IBC-89.1', 'the documents go to the student with the invitation', (policy) => {
    allows(policy, 'hearing.invite', inviting, full).refused(
      { invitation: { evidenceEnclosed: false } },
      'documents-enclosed',
      'IBC-89.1',
    );
    assert.ok(itemsOn(policy, 'hearing-invitation', 'IBC-89.1').includes('documents'));
  }),
  clause(
    'IBC-89.2',
    'the student is told 5 working days before, on Thursday the 9th for Friday the 17th: the 13th is a holiday',
    (policy) => {
      assert.equal(policy.deadline('hearing-notice', meetingAt).date, '2026-07-09');
      allows(policy, 'hearing.invite', inviting, full)
        .allowed(asked('2026-07-08T12:00:00+01:00'))
        .allowed(asked('2026-07-09T23:59:59+01:00'))
        .refused(asked('2026-07-10T00:00:00+01:00'), 'notice-of-hearing', 'IBC-89.2');
    },
  ),
  clause('IBC-89.2', "over St Patrick's Day, and over Christmas; a year without holidays is not guessed", (policy) => {
    const noticeFor = (at: string) => policy.deadline('hearing-notice', at).date;
    assert.equal(noticeFor('2026-03-18T10:00:00Z'), '2026-03-10');
    assert.equal(noticeFor('2027-01-05T10:00:00Z'), '2026-12-24');
    assert.throws(() => noticeFor('2041-01-08T10:00:00Z'), /no holidays for 2041/);
  }),
  clause('IBC-81.1', 'once it is called, its members, its date and all documents are waited for', (policy) => {
    const called: Facts = {
      body: { name: 'special-cases-committee', complete: false },
      sitting: { fixed: false, opened: false },
    };
    for (const act of ['hearing.appoint-member', 'hearing.fix-date', 'hearing.hand-over']) {
      assert.ok(isDue(policy, act, called), act);
      assert.ok(!isDue(policy, act, called, { body: { name: '' } }), act);
    }
    assert.ok(!isDue(policy, 'hearing.appoint-member', called, { body: { complete: true } }));
    assert.ok(!isDue(policy, 'hearing.appoint-member', called, { sitting: { opened: true } }));
    assert.ok(!isDue(policy, 'hearing.fix-date', called, { sitting: { fixed: true } }));
    assert.ok(!isDue(policy, 'hearing.hand-over', called, done({ handOver: {} })));
  }),
  clause('IBC-89.2', 'a date is not fixed that leaves fewer than 5 working days', (policy) => {
    const fixing = (at: string): Facts => ({ date: { at: meetingAt }, asked: { at } });
    allows(policy, 'hearing.fix-date', fixing('2026-07-09T23:59:59+01:00')).refused(
      fixing('2026-07-10T00:00:00+01:00'),
      'notice-possible',
      'IBC-89.2',
    );
  }),
  clause(
    'IBC-89.2',
    'the invitation falls due when there is a date and the documents are with the Registrar',
    (policy) => {
      assert.ok(isDue(policy, 'hearing.invite', ...fixed));
      assert.ok(!isDue(policy, 'hearing.invite', ...fixed, { sitting: { invited: true } }));
      assert.ok(!isDue(policy, 'hearing.invite', ...fixed, { sitting: { fixed: false } }));
      isFor(policy, 'hearing.invite', ['registrar'], ['lecturer', 'principal']);
    },
  ),
  clause('IBC-89.3', 'full information about the allegation, and the possible consequences', (policy) => {
    wantsEach(policy, 'hearing.invite', inviting, full, 'IBC-89.3', ['allegation', 'consequences']);
    assert.deepEqual(itemsOn(policy, 'hearing-invitation', 'IBC-89.3'), ['allegation', 'consequences']);
  }),
  clause('IBC-89.4', 'the student is advised of the right to be accompanied by somebody who may speak', (policy) => {
    allows(policy, 'hearing.invite', inviting, full).refused(
      { invitation: { companionTold: false } },
      'companion-told',
      'IBC-89.4',
    );
    wantsEach(policy, 'hearing.invite', inviting, full, 'IBC-89.4', ['companion']);
    assert.deepEqual(
      policy.table('companion-part', { stage: 'hearing' }).rows.map(({ then }) => then),
      [{ maySpeak: true }],
    );
  }),
  clause('IBC-89.5', 'the student is told that legal representation is not permitted', (policy) => {
    wantsEach(policy, 'hearing.invite', inviting, full, 'IBC-89.5', ['no-lawyer']);
  }),
  clause('IBC-89.6', 'the student receives the same paperwork as the Committee', (policy) => {
    allows(policy, 'hearing.serve-evidence', [...fixed, { served: { to: 'student', sameForAll: true } }]).refused(
      { served: { sameForAll: false } },
      'same-documents',
      'IBC-89.6',
    );
  }),
  clause('IBC-90', 'the documents go to the members 24 clock hours before, to the second', (policy) => {
    allows(policy, 'hearing.serve-evidence', [...fixed, toMembers(meetingAt)])
      .allowed(asked('2026-07-16T09:59:59+01:00'))
      .allowed(asked('2026-07-16T10:00:00+01:00'))
      .refused(asked('2026-07-16T10:00:01+01:00'), 'day-before', 'IBC-90');
  }),
  clause('IBC-90', 'the hours are those that pass, also where the clocks change', (policy) => {
    allows(policy, 'hearing.serve-evidence', [...fixed, toMembers('2026-10-25T10:00:00Z')])
      .allowed(asked('2026-10-24T11:00:00+01:00'))
      .refused(asked('2026-10-24T11:00:01+01:00'), 'day-before', 'IBC-90');
    allows(policy, 'hearing.serve-evidence', [
      ...fixed,
      toMembers('2026-03-29T10:00:00+01:00'),
      asked('2026-03-01T10:00:00Z'),
    ])
      .allowed(asked('2026-03-28T09:00:00Z'))
      .refused(asked('2026-03-28T09:00:01Z'), 'day-before', 'IBC-90');
  }),
  clause('IBC-101.1', 'a student who cannot attend has the full case and is asked to respond', (policy) => {
    const absentee: readonly Facts[] = [...inviting, absent];
    allows(policy, 'hearing.invite', absentee, full).refused(
      { invitation: { statementTold: false } },
      'asked-to-respond',
      'IBC-101.1',
    );
    const notAsked: Facts = { invitation: { statementTold: false } };
    allows(policy, 'hearing.invite', absentee, full)
      .refused({ ...notAsked, ...answered('declined') }, 'asked-to-respond', 'IBC-101.1')
      // Who comes online is able to attend.
      .allowed({ ...notAsked, ...answered('accepted') });
    wantsEach(policy, 'hearing.invite', absentee, full, 'IBC-101.1', ['allegation', 'consequences']);
    assert.deepEqual(itemsOn(policy, 'hearing-invitation', 'IBC-101.1'), ['allegation', 'consequences', 'documents']);
  }),
  clause(
    'IBC-101.2',
    'a written statement reaches the Registrar 24 clock hours before, over a change of the clock too',
    (policy) => {
      const receiving: readonly Facts[] = [{ sitting: { at: meetingAt }, field: { statement: 'I wrote it.' } }];
      allows(policy, 'hearing.receive-statement', [...receiving, received('2026-07-16T10:00:00+01:00')])
        .refused(received('2026-07-16T10:00:01+01:00'), 'day-before', 'IBC-101.2')
        // When it is put on record makes no difference.
        .allowed(asked('2026-07-17T09:00:00+01:00'))
        .refused(
          { ...received('2026-07-16T10:00:01+01:00'), ...asked('2026-07-15T09:00:00+01:00') },
          'day-before',
          'IBC-101.2',
        );
      allows(policy, 'hearing.receive-statement', [
        { sitting: { at: '2026-10-25T10:00:00Z' } },
        received('2026-10-24T11:00:00+01:00'),
      ]).refused(received('2026-10-24T11:00:01+01:00'), 'day-before', 'IBC-101.2');
      isFor(policy, 'hearing.receive-statement', ['registrar'], ['lecturer']);
    },
  ),
  clause('IBC-102.1', 'normally up to 10 working days to respond, and the meeting after them', (policy) => {
    const sitting = (at: string): Facts => ({ sitting: { at } });
    assert.equal(policy.deadline('response', '2026-07-01T10:00:00+01:00').date, '2026-07-16');
    allows(policy, 'hearing.invite', [...inviting, absent], full)
      .needsReason(sitting('2026-07-16T16:00:00+01:00'), 'time-to-respond', 'IBC-102.1')
      .allowed(sitting('2026-07-17T00:00:00+01:00'))
      .allowed({ ...sitting('2026-07-16T16:00:00+01:00'), presence: { expected: true } })
      .needsReason({ ...sitting('2026-07-16T16:00:00+01:00'), ...answered('declined') }, 'time-to-respond', 'IBC-102.1')
      .allowed({ ...sitting('2026-07-16T16:00:00+01:00'), ...answered('accepted') });
  }),
  clause('IBC-102.1', 'a response after the 10 working days is taken, and that it was late is on record', (policy) => {
    const receiving: readonly Facts[] = [
      { sitting: { at: '2026-07-24T10:00:00+01:00', invitedAt: '2026-07-01T10:00:00+01:00' } },
      received('2026-07-16T23:59:59+01:00'),
      // When it is put on record makes no difference.
      asked('2026-07-20T09:00:00+01:00'),
    ];
    const { ruling } = allows(policy, 'hearing.receive-statement', receiving).recorded(
      received('2026-07-17T00:00:00+01:00'),
      'within-ten-days',
      'IBC-102.1',
    );
    assert.deepEqual([...ruling.departures, ...ruling.breaches], []);
  }),
  clause('IBC-102.1', 'and is told that the case may be heard in absentia', (policy) => {
    wantsEach(policy, 'hearing.invite', inviting, full, 'IBC-102.1', ['in-absentia']);
    assert.ok(itemsOn(policy, 'hearing-invitation', 'IBC-102.1').includes('in-absentia'));
  }),
  clause('IBC-99', 'an online meeting is offered for a legitimate reason, or to whoever is abroad', (policy) => {
    const offered = (legitimate: boolean, abroad: boolean) =>
      policy.table('online-hearing', { absence: { legitimate, abroad } }).rows.map(({ then }) => then['offered']);
    assert.deepEqual([offered(true, false), offered(false, true), offered(false, false)], [[true], [true], [false]]);
    assert.ok(isDue(policy, 'hearing.offer-online', { absence: { abroad: true } }));
    assert.ok(!isDue(policy, 'hearing.offer-online', { absence: { abroad: false } }));
    assert.ok(!isDue(policy, 'hearing.offer-online', { absence: { abroad: true } }, done({ offerOnline: {} })));
    assert.ok(isDue(policy, 'hearing.record-online-answer', done({ offerOnline: {} })));
    assert.ok(!isDue(policy, 'hearing.record-online-answer'));
    const both = done({ offerOnline: {}, recordOnlineAnswer: {} });
    assert.ok(!isDue(policy, 'hearing.record-online-answer', both));
  }),
  clause(
    'IBC-82.1',
    'before the student is present the Committee agrees procedure and issues, and discusses nothing else',
    (policy) => {
      allows(policy, 'hearing.prepare')
        .recorded({ field: { caseDiscussed: true } }, 'case-not-discussed', 'IBC-82.1')
        .refused({ sitting: { opened: true } }, 'before-the-meeting', 'IBC-82.1');
    },
  ),
];
