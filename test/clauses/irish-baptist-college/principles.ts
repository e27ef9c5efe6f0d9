import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, factsFor, toCommittee } from './facts.js';
import { allows, codesOf, isRefusedBy, itemsOn } from './rulings.js';
import { people } from './investigation-states.js';
import { appealCommittee, appealMembers, committee, committeeMembers } from './people.js';

/** The Committee decides, with the student before it. */
const nothing = { found: false, outcomes: [], category: '' };
const malpractice = { found: true, outcomes: ['malpractice'], category: 'malpractice' };
const deciding: readonly Facts[] = [
  {
    body: { name: 'special-cases-committee', complete: true },
    sitting: { opened: true },
    presence: { studentPresent: true },
    breach: {
      ...{ found: true, outcomes: ['malpractice'], category: 'malpractice', evidenced: true },
      ...{ standard: 'balance-of-probabilities', reasonsGiven: true },
    },
  },
  done({ presentCase: {}, hearResponse: {}, partiesLeave: {} }),
];

/** What is refused of the act by the rules that rest on the clause: the rest of its rules are another test's. */
const refusalsOn = (policy: Policy, act: string, on: string, ...facts: readonly Facts[]): readonly string[] => {
  assert.ok(policy.act(act), `there is ${act}`);
  return policy
    .rule(act, factsFor(policy, act, ...facts))
    .refusals.filter(({ clauses }) => clauses.includes(on))
    .map(({ code }) => code);
};

export const principleTests: readonly ClauseTest[] = [
  clause('IBC-6', 'inexperience, intention or its lack, and unfamiliarity are no defence', (policy) => {
    const decision = allows(policy, 'hearing.decide-finding', deciding);
    for (const ground of ['inexperience', 'intention', 'lack-of-intention', 'unfamiliarity']) {
      decision
        .refused({ breach: { ...nothing, grounds: [ground] } }, 'no-defence', 'IBC-6')
        .allowed({ breach: { ...malpractice, grounds: [ground] } });
    }
    decision.allowed({ breach: { ...nothing, grounds: ['doubt'] } });
  }),
  clause('IBC-8.1', 'the student receives full disclosure of the case', (policy) => {
    const invite = (evidenceEnclosed: boolean) =>
      refusalsOn(
        policy,
        'hearing.invite',
        'IBC-8.1',
        { sitting: { fixed: true } },
        { evidence: { collected: true } },
        done({ handOver: {} }),
        {
          invitation: { evidenceEnclosed },
        },
      );
    assert.deepEqual([invite(false).length, invite(true)], [1, []]);
  }),
  clause('IBC-8.2', 'adequate warning of the date of any hearing', (policy) => {
    assert.deepEqual(itemsOn(policy, 'hearing-invitation', 'IBC-8.2'), ['date']);
    const invite = (at: string) =>
      refusalsOn(
        policy,
        'hearing.invite',
        'IBC-8.2',
        { sitting: { fixed: true, at: '2026-07-17T10:00:00+01:00' } },
        done({ handOver: {} }),
        {
          evidence: { collected: true },
          invitation: { at: '2026-07-17T10:00:00+01:00' },
          asked: { at },
        },
      );
    assert.deepEqual([invite('2026-07-09T23:59:00+01:00'), invite('2026-07-10T00:00:00+01:00').length], [[], 1]);
  }),
  clause('IBC-8.3', "all parties hear each other's perspectives before there is a decision", (policy) => {
    allows(policy, 'hearing.decide-finding', deciding).refused(
      { step: { hearResponse: { done: false } } },
      'student-heard',
      'IBC-8.3',
    );
  }),
  clause('IBC-8.4', 'clear reasons for decisions are communicated promptly', (policy) => {
    const { clauses } = policy.deadline('decision-letter', '2026-07-09T16:00:00+01:00');
    assert.ok(clauses.includes('IBC-8.4'));
    const letter = (at: string) =>
      policy
        .rule(
          'hearing.communicate',
          factsFor(policy, 'hearing.communicate', {
            finding: { reached: true, at: '2026-07-09T16:00:00+01:00' },
            asked: { at },
            letter: { at },
          }),
          {
            contents: Object.fromEntries(
              policy.document('decision-letter').items.map(({ code }) => [code, 'As it is.']),
            ),
          },
        )
        .breaches.filter((breach) => breach.clauses.includes('IBC-8.4'));
    assert.deepEqual([letter('2026-07-17T10:00:00+01:00').length, letter('2026-07-18T10:00:00+01:00').length], [0, 1]);
  }),
  clause('IBC-8.5', 'those who decide are unbiased, at every stage', (policy) => {
    const interviewers = [
      { person: 'director', seat: 'interviewer' },
      { person: 'examiner', seat: 'interviewer' },
    ];
    const members = { ...people, ...committeeMembers, ...appealMembers };
    const stages = [
      ['interviewers', interviewers],
      ['special-cases-committee', committee],
      ['special-cases-appeal-committee', appealCommittee],
    ] as const;
    for (const [body, proposal] of stages) {
      assert.deepEqual(codesOf(policy.checkBody(body, proposal, members)), [], body);
      const [first] = proposal;
      assert.ok(first);
      for (const fault of [{ conflicted: true }, { isSubject: true }, { declared: false }]) {
        const biased = { ...members, [first.person]: { ...members[first.person], ...fault } };
        const found = policy.checkBody(body, proposal, biased);
        assert.ok(
          found.refusals.some(({ clauses }) => clauses.includes('IBC-8.5')),
          body,
        );
      }
    }
  }),
  clause('IBC-8.6', 'decisions are reasonable: finding and penalty each say why', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding).refused(
      { breach: { reasonsGiven: false } },
      'finding-reasoned',
      'IBC-8.6',
    );
    const penalty = (reasonsGiven: boolean) =>
      refusalsOn(policy, 'hearing.decide-penalty', 'IBC-8.6', {
        body: { name: 'special-cases-committee', complete: true },
        finding: { reached: true, proven: true },
        penalty: { reasonsGiven },
      });
    assert.deepEqual([penalty(false).length, penalty(true)], [1, []]);
  }),
  clause(
    'IBC-9.1',
    'the matter is dealt with as quickly as possible: a target, kept on record where it is missed',
    (policy) => {
      const { setting, force, date } = policy.deadline('refer-promptly', '2026-06-01T10:00:00+01:00');
      assert.deepEqual([setting, force, date], ['referral-target', 'normally', '2026-06-29']);
      const opened = { case: { openedAt: '2026-06-01T10:00:00+01:00' } };
      const { ruling } = allows(policy, 'investigation.refer', [
        toCommittee,
        opened,
        { asked: { at: '2026-06-29T18:00:00+01:00' } },
      ]).recorded({ asked: { at: '2026-06-30T00:00:00+01:00' } }, 'handled-promptly', 'IBC-9.1');
      assert.deepEqual(ruling.departures, []);
    },
  ),
  clause('IBC-9.2', "each notice to the student explains the procedure and the student's role", (policy) => {
    for (const notice of [
      'poor-practice-feedback',
      'post-examination-interview-invitation',
      'authorship-interview-invitation',
      'hearing-invitation',
      'meeting-confirmation',
      'decision-letter',
      'appeal-invitation',
      'completion-letter',
    ]) {
      assert.deepEqual(itemsOn(policy, notice, 'IBC-9.2'), ['procedure-and-role'], notice);
      assert.match(policy.notice(notice).template, /\{\{procedure-and-role\}\}/);
    }
  }),
  clause('IBC-28', 'where malpractice is shown, exactly one penalty is applied: no case ends without', (policy) => {
    const facts = { student: { career: 'undergraduate' }, history: { careers: [] }, work: { marked: true } };
    const [none] = policy.impose('malpractice-penalties', [], facts).refusals;
    assert.ok(none?.code === 'not-so-many' && none.clauses.includes('IBC-28'));
    assert.deepEqual(codesOf(policy.impose('malpractice-penalties', [{ code: 'a' }], facts)), []);
    const end = (decided: boolean) =>
      refusalsOn(policy, 'hearing.communicate', 'IBC-28', {
        finding: { reached: true, proven: true },
        penalty: { decided },
      });
    assert.deepEqual([end(false).length, end(true)], [1, []]);
  }),
  clause(
    'IBC-29.1',
    'mitigating circumstances may be taken into account for the penalty, not for the finding',
    (policy) => {
      const presents = {
        actor: { offices: [], roles: ['student'] },
        field: { kind: 'illness', circumstances: 'Long.' },
      };
      allows(policy, 'hearing.present-mitigation', presents).refused(
        { penalty: { decided: true } },
        'before-the-penalty',
        'IBC-29.1',
      );
      allows(policy, 'hearing.decide-finding', deciding).refused(
        { breach: { ...nothing, grounds: ['mitigation'] } },
        'mitigation-at-the-penalty',
        'IBC-29.1',
      );
      const field = policy.step('hearing.present-mitigation')?.fields.find(({ name }) => name === 'toldOn');
      assert.equal(field?.type, 'date');
    },
  ),
  clause('IBC-29.2', 'busyness and pressure of work are no mitigating circumstances', (policy) => {
    const presents = allows(policy, 'hearing.present-mitigation', { field: { kind: 'bereavement' } });
    for (const kind of ['busyness', 'pressure of work'])
      presents.refused({ field: { kind } }, 'more-than-busyness', 'IBC-29.2');
  }),
  clause('IBC-30', "the penalty takes account of the consequences for the student's progression", (policy) => {
    const contents = Object.fromEntries(
      policy.document('penalty-factors').items.map(({ code }) => [code, 'As it is.']),
    );
    const facts = factsFor(policy, 'hearing.decide-penalty', {
      body: { name: 'special-cases-committee', complete: true },
      finding: { reached: true, proven: true },
      penalty: { reasonsGiven: true },
      comparable: { considered: true },
    });
    assert.deepEqual(codesOf(policy.rule('hearing.decide-penalty', facts, { contents })), []);
    const without = policy.rule('hearing.decide-penalty', facts, { contents: { ...contents, impact: '' } });
    isRefusedBy(without, 'missing-impact', 'IBC-30');
  }),
  clause('IBC-33.1', 'only the Special Cases Committee applies a penalty', (policy) => {
    const refused = (name: string) =>
      refusalsOn(policy, 'hearing.decide-penalty', 'IBC-33.1', {
        body: { name },
        finding: { reached: true, proven: true },
      });
    assert.deepEqual([refused('interviewers'), refused('special-cases-committee')], [['by-the-committee'], []]);
  }),
  clause('IBC-37.1', 'the onus is on the College: what is not disproved is not thereby proven', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding)
      .refused({ breach: { grounds: ['not-disproved'] } }, 'onus-on-the-college', 'IBC-37.1')
      .allowed({ breach: { ...nothing, grounds: ['not-disproved'] } });
  }),
  clause('IBC-37.2', 'the standard of proof is the balance of probabilities', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding).refused(
      { breach: { standard: 'beyond-reasonable-doubt' } },
      'balance-of-probabilities',
      'IBC-37.2',
    );
  }),
  clause('IBC-57', 'that material was not pertinent to the examination is no defence', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding).refused(
      { breach: { ...nothing, grounds: ['material-not-pertinent'] } },
      'pertinence-no-defence',
      'IBC-57',
    );
  }),
];
