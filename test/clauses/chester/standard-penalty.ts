import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, misconduct, person, practice } from './investigation-facts.js';
import { allows, codesOf, hits, isFor, isRefusedBy, itemsOn, type Allowed } from './rulings.js';

/** As the table `route` asks: all four criteria are met, by a student who accepts. */
const allFour = {
  case: { provisionalCategory: practice },
  history: { breachAtLevel5Plus: false },
  answer: { accepts: true, disputes: false, over: false },
  attempts: { furtherAllowed: true },
};

const route = (policy: Policy, changes: Facts = {}) => policy.table('route', { ...allFour, ...changes });
const silent = (isOver: boolean): Facts => ({ answer: { accepts: false, disputes: false, over: isOver } });

/** The Senior Assistant Registrar decides, of form AI-2 dated 4 December 2017, while the student can still answer. */
const eligible = (policy: Policy): Allowed =>
  allows(policy, 'hearing.decide-eligibility', done({ receiveCaseFile: {} }), {
    case: { provisionalCategory: practice },
    answer: { accepts: true },
    attempts: { furtherAllowed: true },
    form: { datedAt: '2017-12-04T00:00:00Z' },
    asked: { at: '2017-12-06T10:00:00Z' },
    field: { eligible: true },
  });

const subgroup = (policy: Policy, chair: Facts = {}, dean: Facts = {}) =>
  policy.checkBody(
    'subgroup',
    [
      { person: 'chair', seat: 'chair' },
      { person: 'dean', seat: 'dean' },
      { person: 'advisor', seat: 'advisor' },
    ],
    {
      chair: person({ offices: ['airp-chair'], ...chair }),
      dean: person({ offices: ['dean-aqe'], ...dean }),
      advisor: person({ offices: ['senior-assistant-registrar'] }),
    },
  );

const satisfied = (evidenceSufficient: boolean, recommendationCorrect: boolean): Facts =>
  done({ satisfySubgroup: { evidenceSufficient, recommendationCorrect } });

/** The subgroup finds a breach. */
const found: Facts = {
  body: { name: 'subgroup', complete: true },
  student: { registeredLevel: 5 },
  assessment: { moduleLevel: 5 },
  defence: { offered: true },
  breach: { found: true, category: practice, grounds: [] },
};

const impose = (policy: Policy, ofEvidence: boolean, ofRoute: boolean) =>
  policy.impose('standard-penalty', [{ code: 'academic-integrity-course' }], { satisfied: { ofEvidence, ofRoute } });

export const standardPenaltyTests: readonly ClauseTest[] = [
  clause(
    'UC-13.1.0',
    'the Senior Assistant Registrar decides, and confirms where all four criteria are met',
    (policy) => {
      isFor(policy, 'hearing.decide-eligibility', ['senior-assistant-registrar'], ['aqss', 'chair-mab', 'dean-aqe']);
      eligible(policy).refused({ field: { eligible: false } }, 'eligible-where-all-are-met', 'UC-13.1.0');
      hits(route(policy), { body: 'subgroup', because: 'all-four-criteria' }, 'UC-13.1.0');
    },
  ),
  clause('UC-13.1.1', 'the provisional category is unacceptable academic practice only', (policy) => {
    hits(
      route(policy, { case: { provisionalCategory: misconduct } }),
      { body: 'airp', because: 'misconduct' },
      'UC-13.1.1',
    );
    eligible(policy)
      .refused({ case: { provisionalCategory: misconduct } }, 'practice-only', 'UC-13.1.1')
      .allowed({ case: { provisionalCategory: misconduct }, field: { eligible: false } });
  }),
  clause('UC-13.1.2', 'no breach of either category was found at Level 5 or higher', (policy) => {
    hits(
      route(policy, { history: { breachAtLevel5Plus: true } }),
      { body: 'airp', because: 'earlier-breach' },
      'UC-13.1.2',
    );
    eligible(policy)
      .refused({ history: { breachAtLevel5Plus: true } }, 'no-earlier-breach', 'UC-13.1.2')
      .allowed({ history: { breachAtLevel5Plus: true }, field: { eligible: false } });
  }),
  clause('UC-13.1.3', 'the student accepts, or is silent for 7 days from the date on form AI-2', (policy) => {
    isFor(policy, 'investigation.record-answer', ['student', 'manager', 'aqss'], ['examiner']);
    hits(
      route(policy, { answer: { accepts: false, disputes: true, over: true } }),
      { body: 'airp', because: 'disputed' },
      'UC-13.1.3',
    );
    hits(route(policy, silent(false)), { body: 'none', because: 'may-still-answer' }, 'UC-13.1.3');
    hits(route(policy, silent(true)), { body: 'subgroup', because: 'all-four-criteria' });
    eligible(policy)
      .refused({ answer: { accepts: false, disputes: true } }, 'accepted-or-silent', 'UC-13.1.3')
      .refused({ answer: { accepts: false }, asked: { at: '2017-12-11T23:59:59Z' } }, 'accepted-or-silent', 'UC-13.1.3')
      .allowed({ answer: { accepts: false }, asked: { at: '2017-12-12T00:00:00Z' } })
      .refused(
        { answer: { accepts: false, disputes: true }, asked: { at: '2017-12-12T00:00:00Z' } },
        'accepted-or-silent',
        'UC-13.1.3',
      );
  }),
  clause('UC-13.1.3', 'a student who disputes does so within the 7 days', (policy) => {
    const answered = (at: string, accepts: boolean, recordedAt = at): Facts => ({
      asked: { at: recordedAt },
      form: { datedAt: '2017-12-04T00:00:00Z' },
      answer: { accepts, at },
    });
    allows(policy, 'investigation.record-answer', done({ sendAi2: {} }), answered('2017-12-11T23:59:59Z', false))
      .refused(answered('2017-12-12T00:00:00Z', false), 'within-seven-days', 'UC-13.1.3')
      .allowed(answered('2017-12-11T23:59:59Z', false, '2017-12-14T09:00:00Z'))
      .refused(answered('2017-12-12T00:00:00Z', false, '2017-12-14T09:00:00Z'), 'within-seven-days', 'UC-13.1.3')
      .allowed(answered('2017-12-12T00:00:00Z', true))
      .refused(done({ sendAi2: { done: false } }), 'outcome-sent', 'UC-13.1.3');
    const rule = policy.act('investigation.record-answer')?.acceptable.find(({ code }) => code === 'within-seven-days');
    assert.match(rule?.says ?? '', /silence meets the criterion of 13\.1\.3, and is not acceptance/);
    assert.deepEqual(itemsOn(policy.notice('ai-2-copy'), 'UC-13.1.3'), ['answer']);
  }),
  clause('UC-13.1.3', 'form AI-2 bears the day on which it is sent, neither an earlier nor a later one', (policy) => {
    const sent = (at: string): Facts => ({
      asked: { at },
      form: { datedAt: '2018-06-04T00:00:00+01:00' },
      lastMeeting: { kind: 'meeting', attended: true },
      field: { channel: 'university-email' },
    });
    allows(policy, 'investigation.send-ai-2', done({ completeAi2: {} }), sent('2018-06-04T23:59:59+01:00'))
      .allowed(sent('2018-06-04T00:00:00+01:00'))
      .refused(sent('2018-06-05T00:00:00+01:00'), 'not-dated-earlier', 'UC-13.1.3')
      .refused(sent('2018-06-03T23:59:59+01:00'), 'not-dated-later', 'UC-13.1.3');
  }),
  clause('UC-13.1.4', 'the student would normally be entitled to a further attempt', (policy) => {
    hits(
      route(policy, { attempts: { furtherAllowed: false } }),
      { body: 'airp', because: 'no-further-attempt' },
      'UC-13.1.4',
    );
    eligible(policy)
      .refused({ attempts: { furtherAllowed: false } }, 'further-attempt', 'UC-13.1.4')
      .allowed({ attempts: { furtherAllowed: false }, field: { eligible: false } });
  }),
  clause('UC-13.2', 'where all four criteria apply the case is referred to the subgroup', (policy) => {
    hits(route(policy), { body: 'subgroup' }, 'UC-13.2');
    hits(route(policy, silent(true)), { body: 'subgroup' }, 'UC-13.2');
    const eligibility = (isMet: boolean) => ({ decideEligibility: { eligible: isMet } });
    allows(policy, 'hearing.convene', done(eligibility(false)), {
      convened: { body: 'airp' },
      case: { provisionalCategory: practice },
    })
      .refused(done(eligibility(true)), 'panel-where-not-eligible', 'UC-13.2')
      .refused(done({ decideEligibility: { done: false } }), 'panel-where-not-eligible', 'UC-13.2')
      .allowed(done({ ...eligibility(true), referToFullHearing: {} }))
      .allowed({ ...done({ decideEligibility: { done: false } }), case: { provisionalCategory: misconduct } });
  }),
  clause('UC-13.3', 'where one or more of the criteria do not apply there is a full hearing', (policy) => {
    const unmet: readonly Facts[] = [
      { case: { provisionalCategory: misconduct } },
      { history: { breachAtLevel5Plus: true } },
      { answer: { accepts: false, disputes: true, over: false } },
      { attempts: { furtherAllowed: false } },
    ];
    for (const one of unmet) hits(route(policy, one), { body: 'airp' }, 'UC-13.3');
    hits(route(policy, Object.assign({}, ...unmet) as Facts), { body: 'airp' }, 'UC-13.3');
  }),
  clause('UC-14.1', 'the subgroup considers only cases that meet all of the criteria', (policy) => {
    allows(policy, 'hearing.convene', done({ decideEligibility: { eligible: true } }), {
      convened: { body: 'subgroup' },
      case: { provisionalCategory: practice },
    })
      .refused(done({ decideEligibility: { eligible: false } }), 'subgroup-for-eligible', 'UC-14.1')
      .refused(done({ decideEligibility: { done: false } }), 'subgroup-for-eligible', 'UC-14.1');
  }),
  clause(
    'UC-14.2',
    'a Chair of the Panel and the Dean or nominee; the Senior Assistant Registrar advises',
    (policy) => {
      assert.deepEqual(codesOf(subgroup(policy)), []);
      assert.deepEqual(codesOf(subgroup(policy, {}, { offices: ['dean-aqe-nominee'] })), []);
      isRefusedBy(subgroup(policy, { offices: ['airp-member'] }), 'not-from-chair', 'UC-14.2');
      isRefusedBy(subgroup(policy, {}, { offices: ['faculty-dean'] }), 'not-from-dean', 'UC-14.2');
      const one = policy.checkBody('subgroup', [{ person: 'chair', seat: 'chair' }], {
        chair: person({ offices: ['airp-chair'] }),
      });
      assert.deepEqual(codesOf(one), ['seat-dean', 'seat-advisor']);
      assert.equal(policy.body('subgroup').form, 'papers');
    },
  ),
  clause('UC-14.3', 'prior involvement is declared, and the case deferred to the next meeting', (policy) => {
    isFor(policy, 'hearing.defer-to-next-meeting', ['panel-advisor'], ['panel-member', 'student']);
    isRefusedBy(subgroup(policy, { involved: true }), 'no-prior-involvement', 'UC-14.3');
    isRefusedBy(subgroup(policy, {}, { involved: true }), 'no-prior-involvement', 'UC-14.3');
    allows(policy, 'hearing.defer-to-next-meeting', { body: { name: 'subgroup' } }).refused(
      { body: { name: 'airp' } },
      'of-the-subgroup',
      'UC-14.3',
    );
  }),
  clause('UC-14.2', 'the Chair and the Dean decide together, and the procedural advisor does not', (policy) => {
    const sitting = [
      { person: 'ada', seat: 'chair' },
      { person: 'dean', seat: 'dean' },
      { person: 'dan', seat: 'advisor' },
    ];
    const vote = (votes: Readonly<Record<string, 'for' | 'against'>>) => policy.vote('subgroup', sitting, votes);
    assert.deepEqual(
      [vote({ ada: 'for', dean: 'for' }).carried, vote({ ada: 'for', dean: 'against' }).carried],
      [true, false],
    );
    assert.deepEqual(codesOf(vote({ ada: 'for', dan: 'for' })), ['no-member', 'no-quorum']);
    assert.deepEqual(codesOf(vote({ ada: 'for' })), ['no-quorum']);
  }),
  clause('UC-14.4', 'the student has no right to attend the subgroup', (policy) => {
    const base: Facts = { body: { name: 'subgroup' }, evidence: { withMembers: true }, sitting: { timeCome: true } };
    allows(policy, 'hearing.open', base, { attending: { companion: 'none', presenter: true } }).refused(
      { attending: { student: true } },
      'not-at-the-subgroup',
      'UC-14.4',
    );
    const invitation: Facts = {
      body: { name: 'airp' },
      sitting: { fixed: true, at: '2018-03-15T14:00:00Z' },
      invitation: { at: '2018-03-01T10:00:00Z', channel: 'university-email', statementTold: true, companionTold: true },
    };
    allows(policy, 'hearing.invite', invitation).refused(
      { body: { name: 'subgroup' } },
      'not-to-the-subgroup',
      'UC-14.4',
    );
  }),
  clause('UC-14.5', 'the subgroup satisfies itself of the evidence and of the recommendation', (policy) => {
    isFor(policy, 'hearing.satisfy-subgroup', ['panel-chair'], ['aqss', 'manager']);
    const fields = policy.step('hearing.satisfy-subgroup')?.fields.map(({ name }) => name);
    assert.deepEqual(fields, ['evidenceSufficient', 'recommendationCorrect']);
    allows(policy, 'hearing.satisfy-subgroup', {
      body: { name: 'subgroup', complete: true },
      evidence: { withMembers: true },
      sitting: { fixed: true, timeCome: true },
    })
      .refused({ body: { name: 'airp' } }, 'before-the-subgroup', 'UC-14.5')
      .refused({ sitting: { timeCome: false } }, 'subgroup-meets', 'UC-14.1')
      .refused({ evidence: { withMembers: false } }, 'subgroup-has-file', 'UC-14.5')
      .refused({ body: { complete: false } }, 'subgroup-complete', 'UC-14.3');
    allows(policy, 'hearing.decide-finding', found, satisfied(true, true))
      .refused({ breach: { category: misconduct } }, 'subgroup-decides-practice-only', 'UC-14.5')
      .allowed({ breach: { found: false, category: '' } })
      .refused({ body: { complete: false } }, 'all-there', 'UC-14.2');
    assert.deepEqual(codesOf(impose(policy, true, true)), []);
    isRefusedBy(impose(policy, false, true), 'evidence-sufficient', 'UC-14.5');
    isRefusedBy(impose(policy, true, false), 'recommendation-correct', 'UC-14.5');
  }),
  clause('UC-14.6', 'satisfied of both, it authorises the standard penalty', (policy) => {
    allows(policy, 'hearing.decide-finding', found, satisfied(true, true))
      .refused(satisfied(true, false), 'subgroup-satisfied', 'UC-14.6')
      .refused(satisfied(false, true), 'subgroup-satisfied', 'UC-14.6')
      .refused(done({ satisfySubgroup: { done: false } }), 'subgroup-satisfied', 'UC-14.6');
    const proven: Facts = { body: { name: 'subgroup' }, finding: { reached: true, proven: true, category: practice } };
    const penalty = allows(policy, 'hearing.decide-penalty', proven, { penalty: { tariff: 'standard-penalty' } });
    for (const tariff of ['practice-penalties', 'misconduct-penalties'])
      penalty.refused({ penalty: { tariff } }, 'subgroup-standard-penalty-only', 'UC-14.6');
    penalty.allowed({
      body: { name: 'airp' },
      history: { released: true },
      penalty: { tariff: 'practice-penalties' },
    });
    const { authority, effects, follows } = impose(policy, true, true);
    assert.ok(authority.includes('UC-14.6'));
    assert.deepEqual(
      effects.map(({ effect, binds }) => [effect, binds]),
      [['academic-integrity-course', true]],
    );
    assert.deepEqual(follows, ['academic-integrity-course']);
  }),
  clause('UC-14.7', 'where it is not satisfied it refers the matter to a full hearing', (policy) => {
    isFor(policy, 'hearing.refer-to-full-hearing', ['panel-chair'], ['aqss', 'student']);
    const { ruling } = allows(policy, 'hearing.refer-to-full-hearing', satisfied(false, true))
      .allowed(satisfied(true, false))
      .refused(satisfied(true, true), 'not-satisfied', 'UC-14.7')
      .refused(done({ satisfySubgroup: { done: false } }), 'not-satisfied', 'UC-14.7');
    allows(policy, 'hearing.decide-finding', found, satisfied(true, true))
      .refused(done({ referToFullHearing: {} }), 'not-referred-on', 'UC-14.7')
      .refused({ ...satisfied(false, true), breach: { found: false, category: '' } }, 'subgroup-refers-on', 'UC-14.7');
    assert.deepEqual(ruling.follows, ['hearing.convene']);
    const panel = (satOn: readonly string[]) =>
      policy.checkBody(
        'airp',
        ['chair', 'member', 'member', 'advisor'].map((seat, at) => ({ person: `p${at}`, seat })),
        {
          p0: person({ offices: ['airp-chair', 'head-of-department'], satOn }),
          p1: person({ offices: ['airp-member', 'academic-staff'] }),
          p2: person({ offices: ['airp-member', 'academic-staff'] }),
          p3: person({ offices: ['procedural-advisor'] }),
        },
      );
    isRefusedBy(panel(['subgroup']), 'not-of-the-subgroup', 'UC-14.7');
    assert.deepEqual(codesOf(panel([])), []);
  }),
  clause('UC-14.8', 'its decision is communicated normally within 14 days, to the student and the Chair', (policy) => {
    const letter = (at: string): Facts => ({
      body: { name: 'subgroup' },
      finding: { confirmed: true },
      sitting: { at: '2018-03-15T14:00:00Z' },
      letter: { at },
    });
    allows(policy, 'hearing.communicate', letter('2018-03-29T22:59:59Z')).needsReason(
      letter('2018-03-29T23:00:00Z'),
      'subgroup-fourteen-days',
      'UC-14.8',
    );
    const { to, channels } = policy.notice('subgroup-decision-letter');
    assert.deepEqual([to, channels], [['student', 'chair-mab'], ['university-email']]);
  }),
];
