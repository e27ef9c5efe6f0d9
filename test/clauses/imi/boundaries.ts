import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { lead } from './facts-of-people.js';
import { allowed, isDue, refused, type Allowed } from './rulings.js';
import { atCentre, led, managed, served } from './states.js';

const tenDays = 'IMI/timelines/10wd';
const respond = 'IMI/invrep/respond';

const isLate = (policy: Policy, deadline: string, from: string, at: string): boolean =>
  Date.parse(at) > Date.parse(policy.deadline(deadline, from).endsAt);

const planned = (policy: Policy): Readonly<Record<string, string>> =>
  Object.fromEntries(policy.document('investigation-plan').items.map(({ code }) => [code, 'As planned.']));

const start = (policy: Policy, received: string, at: string): Allowed =>
  allowed(
    policy,
    'investigation.start',
    [lead, atCentre, managed, led, { started: { late: isLate(policy, 'start-investigation', received, at) } }],
    { contents: planned(policy) },
  );

const inTime = (policy: Policy, received: string, at: string): void =>
  assert.deepEqual(start(policy, received, at).ruling.departures, [], `${at} is in time`);

/** It starts all the same: an aim, "where possible" (reading IMI-a2). */
const late = (policy: Policy, received: string, at: string): void => {
  const [departure] = start(policy, received, at).ruling.departures;
  assert.equal(departure?.code, 'started-in-time');
  assert.ok(departure.clauses.includes(tenDays));
};

const skipped = (policy: Policy, from: string): readonly string[] =>
  policy
    .deadline('start-investigation', from)
    .counted.flatMap(({ skipped: why }) => why ?? [])
    .filter((why) => !['Saturday', 'Sunday', 'day of receipt'].includes(why));

const established: Facts = {
  established: { points: 1, distinct: true, offencesKnown: true, offencesAnswered: true, reasoned: true, shown: true },
};
const finalising = (policy: Policy, sent: string, at: string): readonly Facts[] => [
  ...[lead, atCentre, served, established],
  { report: { windowClosed: isLate(policy, 'report-response', sent, at) } },
];
const awaits = (policy: Policy, sent: string, at: string): void =>
  refused(policy, 'investigation.finalise-report', finalising(policy, sent, at), 'response-window-open', respond);
const isOver = (policy: Policy, sent: string, at: string): Allowed =>
  allowed(policy, 'investigation.finalise-report', finalising(policy, sent, at));

/** The two numbers of days, at their edges. */
export const boundaries: readonly ClauseTest[] = [
  clause(tenDays, 'over Christmas the tenth working day from 18 December is 6 January', (policy) => {
    const received = '2026-12-18T16:30:00Z';
    const due = policy.deadline('start-investigation', received);
    assert.deepEqual([due.date, due.force, due.breach, due.setting], ['2027-01-06', 'normally', 'record', undefined]);
    inTime(policy, received, '2027-01-06T23:59:59Z');
    late(policy, received, '2027-01-07T00:00:00Z');
    // Boxing Day is a Saturday, and Monday stands in for it.
    assert.equal(skipped(policy, received).length, 3);
  }),

  clause(tenDays, 'over the summer bank holiday it is a day later, and over Easter two', (policy) => {
    const before = '2026-08-17T09:00:00Z';
    assert.deepEqual(skipped(policy, before), ['Summer bank holiday']);
    inTime(policy, before, '2026-09-01T22:59:59Z');
    late(policy, before, '2026-09-01T23:00:00Z');
    const easter = '2026-03-20T09:00:00Z';
    assert.deepEqual(skipped(policy, easter), ['Good Friday', 'Easter Monday']);
    inTime(policy, easter, '2026-04-07T12:00:00Z');
    late(policy, easter, '2026-04-08T12:00:00Z');
    assert.deepEqual(skipped(policy, '2026-10-05T09:00:00Z'), []);
    assert.equal(policy.deadline('start-investigation', '2026-10-05T09:00:00Z').date, '2026-10-19');
  }),

  // Reading IMI-a3.
  clause(tenDays, 'the day of receipt does not count, whichever it is, and is the day in London', (policy) => {
    const due = (received: string) => policy.deadline('start-investigation', received).date;
    assert.equal(due('2026-12-25T10:00:00Z'), '2027-01-12');
    assert.equal(due('2026-10-03T10:00:00Z'), due('2026-10-04T10:00:00Z'));
    assert.equal(due('2026-10-02T10:00:00Z'), '2026-10-16');
    assert.equal(due('2026-10-04T10:00:00Z'), '2026-10-16');
    assert.equal(due('2026-06-30T22:59:59Z'), '2026-07-14');
    assert.equal(due('2026-06-30T23:00:00Z'), '2026-07-15');
    assert.match(policy.deadline('start-investigation', '2026-10-02T10:00:00Z').calendar, /england-and-wales/);
  }),

  clause(tenDays, 'a late start waits for its reason, and nothing else is asked for one', (policy) => {
    const step = 'investigation.explain-late-start';
    const is = (of: Facts) => isDue(policy, step, atCentre, managed, led, { start: { done: true, ...of } });
    assert.deepEqual(
      [is({ late: true }), is({ late: false }), is({ late: true, reasonGiven: true })],
      [true, false, false],
    );
    assert.equal(policy.act('investigation.start')?.by, 'start-investigation');
  }),

  clause(respond, 'the last day to respond is whole: the report is final the day after', (policy) => {
    const sent = '2026-12-18T10:00:00Z';
    assert.equal(policy.deadline('report-response', sent).date, '2027-01-06');
    awaits(policy, sent, '2027-01-06T00:00:00Z');
    awaits(policy, sent, '2027-01-06T23:59:59Z');
    isOver(policy, sent, '2027-01-07T00:00:00Z');
  }),

  clause(respond, 'the last day is counted over a bank holiday too, by summer time', (policy) => {
    const sent = '2026-08-17T10:00:00Z';
    awaits(policy, sent, '2026-08-31T23:00:00Z');
    awaits(policy, sent, '2026-09-01T22:59:59Z');
    isOver(policy, sent, '2026-09-01T23:00:00Z');
  }),

  // No number is stated: reading IMI-a22.
  clause(respond, 'a response ends the wait at once; the number of days is a setting, and not the policy', (policy) => {
    const sent = '2026-12-18T10:00:00Z';
    const facts = [...finalising(policy, sent, '2026-12-18T10:00:01Z'), { report: { responded: true } }];
    allowed(policy, 'investigation.finalise-report', facts);
    const { setting, force, breach } = policy.deadline('report-response', sent);
    assert.deepEqual([setting, force, breach], ['report-response-window', 'must', 'refuse']);
    assert.ok(policy.setting('report-response-window').clauses.includes(respond));
  }),
];
