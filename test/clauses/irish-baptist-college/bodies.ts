import assert from 'node:assert/strict';
import type { Facts, Policy, Seated } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { codesOf, isRefusedBy } from './rulings.js';
import { appealCommittee, appealMembers, committee, committeeMembers, person } from './people.js';

const special = 'special-cases-committee';
const appeal = 'special-cases-appeal-committee';

const withOther = (members: Readonly<Record<string, Facts>>, who: string, otherwise: Facts) => ({
  ...members,
  [who]: { ...members[who], ...otherwise },
});

const specialWith = (policy: Policy, who: string, otherwise: Facts) =>
  policy.checkBody(special, committee, withOther(committeeMembers, who, otherwise));

const appealWith = (policy: Policy, who: string, otherwise: Facts, proposal: readonly Seated[] = appealCommittee) =>
  policy.checkBody(appeal, proposal, withOther(appealMembers, who, otherwise));

/** The bodies that somebody could not sit on afterwards. */
const usedUp = (policy: Policy, body: string, who: string) =>
  policy
    .checkBody(body, committee, committeeMembers)
    .usesUp.filter(({ person: one }) => one === who)
    .map(({ body: other }) => other);

export const bodyTests: readonly ClauseTest[] = [
  clause('IBC-81.1', 'the Director of Training and another member of the teaching staff, two in all', (policy) => {
    assert.deepEqual(codesOf(policy.checkBody(special, committee, committeeMembers)), []);
    const alone = committee.filter(({ person: one }) => one !== 'colleague');
    isRefusedBy(policy.checkBody(special, alone, committeeMembers), 'seat-teaching-staff', 'IBC-81.1');
    const third = { person: 'third', seat: 'teaching-staff' };
    const three = policy.checkBody(special, [...committee, third], {
      ...committeeMembers,
      third: person(['teaching-staff']),
    });
    isRefusedBy(three, 'seat-teaching-staff', 'IBC-81.1');
    isRefusedBy(specialWith(policy, 'director', { offices: ['teaching-staff'] }), 'not-from-director', 'IBC-81.1');
    isRefusedBy(specialWith(policy, 'colleague', { offices: ['registrar'] }), 'not-from-teaching-staff', 'IBC-81.1');
    assert.deepEqual(codesOf(specialWith(policy, 'director', { offices: ['director-substitute'] })), []);
  }),
  clause('IBC-81.1', 'two who disagree have found nothing proven: the onus is on the College', (policy) => {
    const votes = (director: 'for' | 'against', colleague: 'for' | 'against') => {
      const { carried, by, refusals } = policy.vote(special, committee, { director, colleague });
      assert.deepEqual(refusals, []);
      return [carried, by];
    };
    assert.deepEqual(votes('for', 'for'), [true, 'votes']);
    assert.deepEqual(votes('for', 'against'), [false, 'divided']);
    assert.deepEqual(votes('against', 'for'), [false, 'divided']);
    assert.deepEqual(votes('against', 'against'), [false, 'votes']);
    isRefusedBy(policy.vote(special, committee, { director: 'for' }), 'no-quorum', 'IBC-81.1');
  }),
  clause('IBC-81.2', 'the member of staff who made the allegation does not sit', (policy) => {
    isRefusedBy(specialWith(policy, 'colleague', { accuser: true }), 'made-the-allegation', 'IBC-81.2');
    isRefusedBy(specialWith(policy, 'director', { accuser: true }), 'made-the-allegation', 'IBC-81.2');
  }),
  clause('IBC-81.3', 'the Registrar is in attendance, and decides nothing', (policy) => {
    const registrar = policy.body(special).attends.find(({ code }) => code === 'registrar');
    assert.deepEqual(registrar?.from, ['registrar']);
    isRefusedBy(specialWith(policy, 'registrar', { offices: ['lecturer'] }), 'not-from-registrar', 'IBC-81.3');
    const votes = { director: 'for', colleague: 'for', registrar: 'for' } as const;
    assert.deepEqual(codesOf(policy.vote(special, committee, votes)), ['no-member']);
  }),
  clause('IBC-73.3', 'whoever conducted the interview does not attend the Committee, in whatever seat', (policy) => {
    for (const who of Object.keys(committeeMembers))
      isRefusedBy(specialWith(policy, who, { satOn: ['interviewers'] }), 'conducted-the-interview', 'IBC-73.3');
    assert.deepEqual(codesOf(specialWith(policy, 'director', { satOn: ['another-body'] })), []);
  }),
  clause('IBC-73.3', 'an interview warns that it uses its interviewers up for the Committee', (policy) => {
    const interviewers: readonly Seated[] = policy
      .body('interviewers')
      .seats.flatMap(({ code, count }) =>
        Array.from({ length: count }, (_, i) => ({ person: `${code}-${i}`, seat: code })),
      );
    const people = interviewers.map(({ person: one }) => [one, person(['director-of-training'])] as const);
    const { usesUp } = policy.checkBody('interviewers', interviewers, Object.fromEntries(people));
    const lost = usesUp.filter(({ body }) => body === special);
    assert.deepEqual(new Set(lost.map(({ person: one }) => one)), new Set(interviewers.map(({ person: one }) => one)));
    assert.ok(lost.every(({ clauses }) => clauses.includes('IBC-73.3')));
  }),
  clause('IBC-8.5', 'those making the decision are unbiased, on either Committee', (policy) => {
    isRefusedBy(specialWith(policy, 'director', { conflicted: true }), 'unbiased', 'IBC-8.5');
    isRefusedBy(appealWith(policy, 'manager', { conflicted: true }), 'came-to-it-before', 'IBC-8.5');
    isRefusedBy(appealWith(policy, 'representative', { isSubject: true }), 'not-the-student', 'IBC-8.5');
  }),
  clause(
    'IBC-8.5',
    'whoever interviewed after an examination decides with a reason only, and is not barred',
    (policy) => {
      const otherwise = { satOn: ['post-examination-interviewers'] };
      isRefusedBy(specialWith(policy, 'director', otherwise), 'interviewed-after-examination', 'IBC-8.5');
      const reasons = { 'interviewed-after-examination': 'There is nobody else.' };
      const waived = committee.map((one) => ({ ...one, reasons }));
      const { refusals, departures } = policy.checkBody(
        special,
        waived,
        withOther(committeeMembers, 'director', otherwise),
      );
      assert.deepEqual([refusals, departures.map(({ code }) => code)], [[], ['interviewed-after-examination']]);
    },
  ),
  clause(
    'IBC-8.5',
    'a Principal who interviewed chairs the appeal with a waiver on record, or a substitute does',
    (policy) => {
      isRefusedBy(appealWith(policy, 'principal', { satOn: ['interviewers'] }), 'came-to-it-before', 'IBC-8.5');
      const waived = appealCommittee.map((one) =>
        one.seat === 'chair' ? { ...one, reasons: { 'came-to-it-before': 'The student agrees.' } } : one,
      );
      const { refusals, departures } = appealWith(policy, 'principal', { satOn: ['interviewers'] }, waived);
      assert.deepEqual([refusals, departures.map(({ code }) => code)], [[], ['came-to-it-before']]);
      assert.deepEqual(codesOf(appealWith(policy, 'principal', { offices: ['principal-substitute'] })), []);
    },
  ),
  clause(
    'IBC-121',
    'the Principal, a teacher, a Management Committee Member and a student representative, four in all',
    (policy) => {
      assert.deepEqual(codesOf(policy.checkBody(appeal, appealCommittee, appealMembers)), []);
      for (const { person: one, seat } of appealCommittee) {
        const without = appealCommittee.filter(({ person: other }) => other !== one);
        isRefusedBy(policy.checkBody(appeal, without, appealMembers), `seat-${seat}`, 'IBC-121');
        isRefusedBy(appealWith(policy, one, { offices: ['registrar'] }), `not-from-${seat}`, 'IBC-121');
      }
      const twice = [...appealCommittee, { person: 'fifth', seat: 'student' }];
      const members = { ...appealMembers, fifth: person(['student-representative']) };
      isRefusedBy(policy.checkBody(appeal, twice, members), 'seat-student', 'IBC-121');
    },
  ),
  clause('IBC-121', 'the teacher was not previously involved in hearing the case, and no waiver helps', (policy) => {
    const before: readonly Facts[] = [
      { involved: true },
      { satOn: [special] },
      { satOn: ['interviewers'] },
      { accuser: true },
    ];
    const reasons = { 'not-previously-involved': 'There is nobody else.' };
    const waived = appealCommittee.map((one) => ({ ...one, reasons }));
    for (const otherwise of before)
      isRefusedBy(appealWith(policy, 'teacher', otherwise, waived), 'not-previously-involved', 'IBC-121');
  }),
  clause('IBC-121', 'sitting on the Committee uses a member up for the appeal', (policy) => {
    assert.deepEqual(usedUp(policy, special, 'colleague'), [appeal]);
    assert.deepEqual(usedUp(policy, special, 'director'), [appeal]);
  }),
  clause('IBC-122', 'by a majority; the chair may vote, and has a casting vote', (policy) => {
    const vote = (votes: Readonly<Record<string, 'for' | 'against'>>) => {
      const { carried, by, refusals } = policy.vote(appeal, appealCommittee, votes);
      assert.deepEqual(refusals, []);
      return [carried, by];
    };
    const others = { manager: 'for', representative: 'against' } as const;
    assert.deepEqual(vote({ principal: 'for', teacher: 'for', ...others }), [true, 'votes']);
    assert.deepEqual(vote({ principal: 'against', teacher: 'against', ...others }), [false, 'votes']);
    assert.deepEqual(vote({ principal: 'for', teacher: 'against', ...others }), [true, 'casting-vote']);
    assert.deepEqual(vote({ principal: 'against', teacher: 'for', ...others }), [false, 'casting-vote']);
  }),
  clause('IBC-121', 'nothing is decided without one of the four, the chair included', (policy) => {
    const all = { principal: 'for', teacher: 'for', manager: 'for', representative: 'for' } as const;
    assert.deepEqual(codesOf(policy.vote(appeal, appealCommittee, all)), []);
    for (const absent of Object.keys(all)) {
      const votes = Object.fromEntries(Object.entries(all).filter(([who]) => who !== absent));
      isRefusedBy(policy.vote(appeal, appealCommittee, votes), 'no-quorum', 'IBC-121');
    }
  }),
];
