import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { laidOver } from '../blank-facts.js';
import { accepts, asksReason, hearingAt, itemOf, refuses, type Asked } from './hearing-facts.js';

interface Request {
  readonly ground: string;
  readonly at?: string;
  readonly evidenced?: boolean;
  readonly inTermTime?: boolean;
  readonly partTime?: boolean;
  readonly more?: Facts;
}

const weekBefore = '2018-03-08T09:00:00Z';

/** What the table says of the ground, as the request brings it along. */
const groundOf = (policy: Policy, { ground, inTermTime = true, partTime = false }: Request): Facts => {
  const facts = { sitting: { inTermTime }, request: { ground }, student: { partTime } };
  const { rows } = policy.table('deferral', facts);
  return rows[0]?.then ?? {};
};

const request = (policy: Policy, asked: Request): Asked => {
  const { ground, at = weekBefore, evidenced = true, inTermTime = true, partTime = false, more = {} } = asked;
  const beforeHearing = Date.parse(at) < Date.parse(hearingAt);
  const facts: Facts = {
    sitting: { inTermTime },
    student: { partTime },
    presence: { studentPresent: false },
    request: { ground, at, evidenced, beforeHearing, channel: 'email' },
    ground: groundOf(policy, asked),
  };
  return { act: 'hearing.request-deferral', by: 'student', facts: laidOver(facts, more) };
};

const can = (policy: Policy, asked: Request) => accepts(policy, request(policy, asked));
const cannot = (policy: Policy, asked: Request, code: string, by: string) =>
  refuses(policy, request(policy, asked), code, by);

/** A ground for which a member of academic staff confirms the clash. */
const academic = (policy: Policy, ground: string, by: string): void => {
  for (const inTermTime of [true, false]) can(policy, { ground, inTermTime });
  cannot(policy, { ground, evidenced: false }, 'academic-confirmation', 'UC-18.2');
  cannot(policy, { ground, at: '2018-03-13T09:00:00Z' }, 'three-days-before', 'UC-18.2');
  const { rows } = policy.table('deferral', {
    sitting: { inTermTime: true },
    request: { ground },
    student: { partTime: false },
  });
  assert.deepEqual(rows[0]?.clauses, [by]);
  assert.ok(policy.choices('deferral-grounds', {}).some(({ code }) => code === ground));
};

const open = (policy: Policy, asked: Request): unknown => groundOf(policy, asked)['open'];

/** By ground, whether it is open: in term to a full-time and to a part-time student, out of term to each. */
const matrix = {
  'teaching-or-assessment': [true, true, true, true],
  'field-trip-or-placement': [true, true, true, true],
  'academic-requirement': [true, true, true, true],
  illness: [true, true, true, true],
  work: [false, true, true, true],
  'pre-booked-holiday': [false, false, true, true],
} as const;

export const deferral: readonly ClauseTest[] = [
  clause('UC-18.1.0', 'a student can request a deferral once', (policy) => {
    can(policy, { ground: 'illness' });
    cannot(policy, { ground: 'pre-booked-holiday' }, 'ground-open', 'UC-18.1.0');
    const decide = (decided: boolean) => ({
      act: 'hearing.decide-deferral',
      by: 'senior-assistant-registrar',
      facts: { deferral: { requested: true, decided } },
    });
    refuses(policy, decide(true), 'decided-once', 'UC-18.1.0');
    accepts(policy, decide(false));
    cannot(policy, { ground: 'illness', more: { deferral: { requested: true } } }, 'once', 'UC-18.1.0');
    const refused = { deferral: { requested: true, decided: true, granted: false } };
    cannot(policy, { ground: 'work', partTime: true, more: refused }, 'once', 'UC-18.1.0');
    const absent = (afterHearing: boolean) => ({
      at: '2018-03-16T09:00:00Z',
      more: { deferral: { requested: true, decided: true, refused: true, afterHearing }, sitting: { opened: true } },
    });
    can(policy, { ground: 'illness', ...absent(false) });
    cannot(policy, { ground: 'illness', ...absent(true) }, 'once', 'UC-18.1.0');
    cannot(policy, { ground: 'work', partTime: true, ...absent(false) }, 'illness-after-a-refusal', 'UC-18.1.0');
  }),
  clause(['UC-18.1.5', 'UC-18.4'], 'each ground, in term and out of it, full-time and part-time', (policy) => {
    for (const [ground, expected] of Object.entries(matrix)) {
      const found = [true, false].flatMap((inTermTime) =>
        [false, true].map((partTime) => open(policy, { ground, inTermTime, partTime })),
      );
      assert.deepEqual(found, expected, ground);
    }
    assert.deepEqual(
      policy.choices('deferral-grounds', {}).map(({ code }) => code),
      Object.keys(matrix),
    );
  }),
  clause('UC-18.1.1', 'a clash with teaching or assessment', (policy) => {
    academic(policy, 'teaching-or-assessment', 'UC-18.1.1');
  }),
  clause('UC-18.1.2', 'a clash with a field trip or placement', (policy) => {
    academic(policy, 'field-trip-or-placement', 'UC-18.1.2');
  }),
  clause('UC-18.1.3', 'a clash with another academic requirement', (policy) => {
    academic(policy, 'academic-requirement', 'UC-18.1.3');
  }),
  clause(
    'UC-18.1.4',
    'illness, of the student or of somebody in their care, also with notice and without a time',
    (policy) => {
      for (const inTermTime of [true, false])
        can(policy, { ground: 'illness', inTermTime, at: '2018-03-15T13:59:00Z' });
      const { departures } = can(policy, { ground: 'illness', evidenced: false, at: '2018-03-15T13:59:00Z' });
      assert.deepEqual(
        departures.map(({ code }) => code),
        ['certificate-to-follow'],
      );
    },
  ),
  clause('UC-18.1.5', 'work commitments: of a full-time student outside term only', (policy) => {
    const work = (inTermTime: boolean, partTime: boolean) => open(policy, { ground: 'work', inTermTime, partTime });
    assert.deepEqual(
      [work(true, true), work(true, false), work(false, true), work(false, false)],
      [true, false, true, true],
    );
    cannot(policy, { ground: 'work' }, 'ground-open', 'UC-18.1.0');
    can(policy, { ground: 'work', partTime: true, evidenced: false });
    can(policy, { ground: 'work', inTermTime: false, evidenced: false });
    cannot(policy, { ground: 'work', partTime: true, at: '2018-03-13T09:00:00Z' }, 'notice-unstated', 'UC-18.1.5');
  }),
  clause('UC-18.2', 'for a clash no less than 3 days before, with written confirmation', (policy) => {
    can(policy, { ground: 'academic-requirement', at: '2018-03-12T23:59:59Z' });
    cannot(policy, { ground: 'academic-requirement', at: '2018-03-13T00:00:00Z' }, 'three-days-before', 'UC-18.2');
    cannot(policy, { ground: 'academic-requirement', evidenced: false }, 'academic-confirmation', 'UC-18.2');
    assert.equal(policy.deadline('deferral-notice', hearingAt).date, '2018-03-12');
  }),
  clause('UC-18.3', 'illness without notice: within 3 days after the hearing, with a medical certificate', (policy) => {
    can(policy, { ground: 'illness', at: '2018-03-18T23:59:59Z' });
    cannot(policy, { ground: 'illness', at: '2018-03-19T00:00:00Z' }, 'three-days-after', 'UC-18.3');
    const attended = { presence: { studentPresent: true } };
    cannot(policy, { ground: 'illness', at: '2018-03-16T09:00:00Z', more: attended }, 'was-not-there', 'UC-18.3');
    can(policy, { ground: 'illness', more: { ...attended, sitting: { opened: false } } });
    can(policy, { ground: 'illness', more: { ...attended, sitting: { suspended: true } } });
    cannot(
      policy,
      { ground: 'illness', at: '2018-03-16T09:00:00Z', evidenced: false },
      'medical-certificate',
      'UC-18.3',
    );
  }),
  clause('UC-18.3', 'a decision in absence stands once the 3 days are over, or the request is decided', (policy) => {
    const confirm = (at: string, changes: Facts = {}) => ({
      act: 'hearing.confirm',
      by: 'panel-chair',
      facts: laidOver(
        { asked: { at }, presence: { studentPresent: false }, finding: { reached: true, proven: false } },
        changes,
      ),
    });
    refuses(policy, confirm('2018-03-18T23:59:59Z'), 'absent-student-may-be-ill', 'UC-18.3');
    accepts(policy, confirm('2018-03-19T00:00:00Z'));
    accepts(policy, confirm('2018-03-15T17:00:00Z', { presence: { studentPresent: true } }));
    const requested: Facts = { requested: true, decided: false };
    refuses(policy, confirm('2018-03-20T09:00:00Z', { deferral: requested }), 'deferral-decided-first', 'UC-18.3');
    const before = { ...requested, decided: true, refused: true };
    refuses(policy, confirm('2018-03-17T09:00:00Z', { deferral: before }), 'absent-student-may-be-ill', 'UC-18.3');
    accepts(policy, confirm('2018-03-17T09:00:00Z', { deferral: { ...requested, decided: true, afterHearing: true } }));
    refuses(
      policy,
      confirm('2018-03-20T09:00:00Z', { deferral: { requested: true, decided: true, granted: true } }),
      'not-deferred',
      'UC-19.1',
    );
  }),
  clause('UC-18.4', 'outside term also a pre-booked holiday', (policy) => {
    const holiday = { ground: 'pre-booked-holiday', evidenced: false };
    can(policy, { ...holiday, inTermTime: false });
    cannot(policy, holiday, 'ground-open', 'UC-18.1.0');
    cannot(policy, { ...holiday, partTime: true }, 'ground-open', 'UC-18.1.0');
    cannot(policy, { ...holiday, inTermTime: false, at: '2018-03-13T00:00:00Z' }, 'notice-unstated', 'UC-18.4');
    assert.equal(policy.deadline('deferral-notice-unstated', hearingAt).setting, 'deferral-notice-unstated');
  }),
  clause('UC-18.5', 'by email to the Senior Assistant Registrar, as the invitation tells', (policy) => {
    itemOf(policy, 'hearing-invitation-letter', 'deferral', 'UC-18.5');
    const byPost = request(policy, { ground: 'illness', more: { request: { channel: 'post' } } });
    asksReason(policy, byPost, 'by-email', 'UC-18.5');
    const decide = (by: string, requested = true) => ({
      act: 'hearing.decide-deferral',
      by,
      facts: { deferral: { requested } },
    });
    accepts(policy, decide('senior-assistant-registrar'));
    refuses(policy, decide('aqss'), 'not-yours-to-do');
    refuses(policy, decide('senior-assistant-registrar', false), 'requested', 'UC-18.5');
  }),
];
