import assert from 'node:assert/strict';
import type { Facts, Policy, Seated } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { laidOver, nobody } from '../blank-facts.js';
import { accepts, asksReason, onlyBy, opening, refuses } from './hearing-facts.js';

const people: Readonly<Record<string, Facts>> = {
  ada: { ...nobody, offices: ['airp-chair', 'head-of-department'] },
  ben: { ...nobody, offices: ['airp-member', 'academic-staff'], ofOriginatingFaculty: true },
  cara: { ...nobody, offices: ['airp-member', 'academic-staff'] },
  dan: { ...nobody, offices: ['procedural-advisor'] },
  eve: { ...nobody, offices: ['chair-mab'] },
  finn: { ...nobody, offices: ['registry'] },
};

const proposed: readonly Seated[] = [
  { person: 'ada', seat: 'chair' },
  { person: 'ben', seat: 'member' },
  { person: 'cara', seat: 'member' },
  { person: 'dan', seat: 'advisor' },
];

const check = (policy: Policy, proposal: readonly Seated[], changes: Readonly<Record<string, Facts>> = {}) => {
  const changed = Object.entries(people).map(([id, facts]) => [id, { ...facts, ...changes[id] }] as const);
  return policy.checkBody('airp', proposal, Object.fromEntries(changed));
};

type Checked = ReturnType<typeof check>;

const is = ({ refusals }: Checked, code?: string, by?: string): void => {
  assert.deepEqual(
    refusals.map((refusal) => refusal.code),
    code === undefined ? [] : [code],
  );
  if (by !== undefined) assert.ok(refusals[0]?.clauses.includes(by), `${code} does not cite ${by}`);
};

const inFaculty: Facts = { ofOriginatingFaculty: true };

const reasoned = (seat: string, code: string): readonly Seated[] =>
  proposed.map((one) => (one.seat === seat ? { ...one, reasons: { [code]: 'nobody else was free' } } : one));

const without = (person: string) => proposed.filter((one) => one.person !== person);

/** What the subgroup could take. */
const undisputed: Facts = {
  answer: { disputes: false, accepts: true },
  step: { decideEligibility: { done: true, eligible: true } },
};

const convene = (body: string, facts: Facts) => ({
  act: 'hearing.convene',
  by: 'senior-assistant-registrar',
  facts: laidOver({ convened: { body }, ...undisputed }, facts),
});

const hearsAll = (policy: Policy, facts: Facts, code: string, by: string): void => {
  refuses(policy, convene('subgroup', facts), code, by);
  const notEligible = { step: { decideEligibility: { done: true, eligible: false } } };
  accepts(policy, convene('airp', { ...facts, ...notEligible }));
  accepts(policy, convene('subgroup', {}));
};

const nomination = (field: Facts) => ({
  act: 'hearing.approve-nomination',
  by: 'dean-aqe',
  facts: { field: { person: 'A. Lovelace', experience: 'twelve years of examining', ...field } },
});

export const panel: readonly ClauseTest[] = [
  clause('UC-16.1.1', 'the Panel hears what is provisionally academic misconduct', (policy) => {
    const facts = { case: { provisionalCategory: 'academic-misconduct' } };
    hearsAll(policy, facts, 'panel-for-misconduct', 'UC-16.1.1');
  }),
  clause('UC-16.1.2', 'the Panel hears a student who has earlier offences on record', (policy) => {
    hearsAll(policy, { history: { breachAtLevel5Plus: true } }, 'panel-for-earlier-offences', 'UC-16.1.2');
  }),
  clause('UC-16.1.3', 'the Panel hears what the student disputes, whatever the category', (policy) => {
    const disputed = { answer: { disputes: true, accepts: false } };
    hearsAll(policy, disputed, 'panel-for-disputed', 'UC-16.1.3');
    hearsAll(
      policy,
      { ...disputed, case: { provisionalCategory: 'academic-misconduct' } },
      'panel-for-disputed',
      'UC-16.1.3',
    );
  }),
  clause('UC-4.2', 'nobody sits on the Panel who made the allegation, is its subject or has an interest', (policy) => {
    const barred = { accuser: 'not-the-accuser', isSubject: 'not-the-subject', conflicted: 'not-conflicted' };
    for (const [fact, code] of Object.entries(barred)) {
      is(check(policy, proposed, { ada: { [fact]: true } }), code, 'UC-4.2');
      is(check(policy, reasoned('member', code), { cara: { [fact]: true } }), code, 'UC-4.2');
      is(check(policy, proposed, { cara: { [fact]: false } }));
    }
  }),
  clause('UC-16.2.0', 'a Chair and two members', (policy) => {
    assert.deepEqual(
      policy.body('airp').seats.map(({ code, count }) => [code, count]),
      [
        ['chair', 1],
        ['member', 2],
      ],
    );
    assert.ok(policy.body('airp').clauses.includes('UC-16.2.0'));
    is(check(policy, proposed));
    refuses(policy, opening({ body: { complete: false } }), 'panel-complete', 'UC-16.2.0');
    is(check(policy, without('cara')), 'seat-member');
    is(check(policy, without('ada')), 'seat-chair');
    const four = [...proposed, { person: 'gus', seat: 'member' }];
    const gus = { ...people, gus: people['cara'] ?? nobody };
    assert.deepEqual(
      policy.checkBody('airp', four, gus).refusals.map(({ code }) => code),
      ['seat-member'],
    );
  }),
  clause(
    'UC-16.2.1',
    'Chairs are nominated by Faculty Deans, approved, and normally head or deputy head of department',
    (policy) => {
      is(
        check(policy, proposed, { ada: { offices: ['airp-member', 'head-of-department'] } }),
        'not-from-chair',
        'UC-16.2.1',
      );
      const lecturer = { ada: { offices: ['airp-chair', 'academic-staff'] } };
      is(check(policy, proposed, lecturer), 'head-or-deputy', 'UC-16.2.1');
      is(check(policy, reasoned('chair', 'head-or-deputy'), lecturer));
      is(check(policy, proposed, { ada: { offices: ['airp-chair', 'deputy-head-of-department'] } }));
      onlyBy(policy, nomination({ pool: 'chairs', nominatedBy: 'faculty-dean' }), [
        'faculty-dean',
        'head-of-department',
      ]);
      refuses(
        policy,
        nomination({ pool: 'chairs', nominatedBy: 'head-of-department' }),
        'chairs-by-deans',
        'UC-16.2.1',
      );
    },
  ),
  clause(
    'UC-16.2.2',
    'members are nominated by Heads of Department, approved, and academic staff with experience',
    (policy) => {
      is(
        check(policy, proposed, { cara: { offices: ['airp-chair', 'academic-staff'] } }),
        'not-from-member',
        'UC-16.2.2',
      );
      is(check(policy, proposed, { cara: { offices: ['airp-member'] } }), 'academic-staff', 'UC-16.2.2');
      const member = { pool: 'members', nominatedBy: 'head-of-department' };
      accepts(policy, nomination(member));
      refuses(policy, nomination({ ...member, nominatedBy: 'faculty-dean' }), 'members-by-heads', 'UC-16.2.2');
      refuses(policy, nomination({ ...member, experience: '' }), 'experienced', 'UC-16.2.2');
    },
  ),
  clause('UC-16.3', 'the Senior Assistant Registrar appoints a procedural advisor, who is no member', (policy) => {
    is(check(policy, without('dan')), 'seat-advisor', 'UC-16.3');
    onlyBy(policy, { act: 'hearing.appoint-member', by: 'senior-assistant-registrar', facts: {} }, [
      'aqss',
      'chair-mab',
    ]);
    assert.ok(!policy.body('airp').seats.some(({ code }) => code === 'advisor'));
    is(check(policy, proposed, { dan: { offices: ['registry'] } }), 'not-from-advisor', 'UC-16.3');
  }),
  clause('UC-16.4', 'whoever referred the case normally attends to present it', (policy) => {
    is(check(policy, [...proposed, { person: 'eve', seat: 'presenter' }]));
    is(check(policy, [...proposed, { person: 'finn', seat: 'presenter' }]), 'not-from-presenter', 'UC-16.4');
    asksReason(policy, opening({ attending: { presenter: false } }), 'case-presented', 'UC-16.4');
    accepts(policy, opening({}));
  }),
  clause('UC-16.5', 'the University may involve others, for a reason', (policy) => {
    is(check(policy, [...proposed, { person: 'finn', seat: 'other' }]));
    const involve = { act: 'hearing.involve-other', by: 'senior-assistant-registrar', facts: {} };
    onlyBy(policy, involve, ['student', 'chair-mab']);
    const reason = policy.step('hearing.involve-other')?.fields.find(({ name }) => name === 'reason');
    assert.equal(reason?.required, true);
  }),
  clause('UC-16.6.1', 'at least one member is normally independent of the Faculty of the allegation', (policy) => {
    const all = { ada: inFaculty, ben: inFaculty, cara: inFaculty };
    is(check(policy, proposed, all), 'outside-faculty', 'UC-16.6.1');
    const { refusals, departures } = check(policy, reasoned('chair', 'outside-faculty'), all);
    assert.deepEqual(refusals, []);
    assert.deepEqual(
      departures.map(({ code }) => code),
      ['outside-faculty'],
    );
    is(check(policy, proposed, { ...all, cara: {} }));
    is(check(policy, proposed, { ben: {}, ada: { ofOriginatingFaculty: true } }));
  }),
  clause('UC-16.6.2', 'nobody who taught or assessed the student in the module, whatever the reason', (policy) => {
    is(check(policy, proposed, { ben: { taughtModule: true } }), 'did-not-teach', 'UC-16.6.2');
    is(
      check(policy, reasoned('chair', 'did-not-teach'), { ada: { taughtModule: true } }),
      'did-not-teach',
      'UC-16.6.2',
    );
    is(check(policy, proposed, { dan: { taughtModule: true } }));
  }),
  clause('UC-16.2.0', 'the Chair and the members decide, each with a vote, by a majority', (policy) => {
    const vote = (ada: 'for' | 'against', ben: 'for' | 'against', cara: 'for' | 'against') =>
      policy.vote('airp', proposed, { ada, ben, cara });
    assert.deepEqual([vote('for', 'against', 'for').carried, vote('for', 'against', 'against').carried], [true, false]);
    assert.ok(vote('for', 'for', 'for').clauses.includes('UC-16.2.0'));
    const codes = (votes: Readonly<Record<string, 'for' | 'against'>>) =>
      policy.vote('airp', proposed, votes).refusals.map(({ code }) => code);
    assert.deepEqual(codes({ ada: 'for', ben: 'for' }), ['no-quorum']);
    assert.deepEqual(codes({ ada: 'for', ben: 'for', cara: 'for', dan: 'for' }), ['no-member']);
  }),
  clause('UC-16.7.1', 'a case is presented in writing and in person, and not otherwise', (policy) => {
    const decide = (otherwise: boolean) => ({
      act: 'hearing.decide-finding',
      by: 'panel-chair',
      facts: { breach: { found: false }, considered: { otherwise, sources: ['case-file'] } },
    });
    refuses(policy, decide(true), 'no-other-channel', 'UC-16.7.1');
    accepts(policy, decide(false));
    accepts(policy, { act: 'hearing.record-influence', by: 'panel-member', facts: {} });
  }),
  clause('UC-16.7.2', 'influence is likely to lead to deferral, and to a report to the Dean', (policy) => {
    const influenced: Facts = { step: { recordInfluence: { done: true } } };
    asksReason(policy, opening(influenced), 'deferred-for-influence', 'UC-16.7.2');
    accepts(policy, opening({ ...influenced, steps: { done: ['hearing.suspend'] } }));
    const { to, on } = policy.notice('influence-report');
    assert.deepEqual([to, on], [['dean-aqe'], ['hearing.record-influence']]);
  }),
];
