import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { laidOver } from '../blank-facts.js';
import { accepts, asksReason, itemOf, opening, refuses } from './hearing-facts.js';

const invitation = (at: string, changes: Facts = {}) => ({
  act: 'hearing.invite',
  by: 'aqss',
  facts: laidOver(
    {
      invitation: { at, companionTold: true, statementTold: true, channel: 'university-email', evidenceEnclosed: true },
    },
    changes,
  ),
});

const evidence = (at: string, changes: Facts = {}) => ({
  act: 'hearing.serve-evidence',
  by: 'aqss',
  facts: laidOver({ served: { to: 'student', at, asReferred: true, sameForAll: true } }, changes),
});

/** Good Friday was on 30 March 2018, a Monday to Friday day on the text. */
const hearingOn = (date: string): Facts => ({ sitting: { at: `${date}T10:00:00+01:00` } });

export const notice: readonly ClauseTest[] = [
  clause('UC-17.1', 'as far as possible at the next available meeting', (policy) => {
    const fix = (nextAvailable: boolean) => ({
      act: 'hearing.fix-date',
      by: 'aqss',
      facts: { date: { at: '2018-03-15T14:00:00Z', nextAvailable } },
    });
    accepts(policy, fix(true));
    asksReason(policy, fix(false), 'next-meeting', 'UC-17.1');
  }),
  clause('UC-17.2.1', 'invited at least 7 days before the hearing', (policy) => {
    accepts(policy, invitation('2018-03-08T09:00:00Z'));
    refuses(policy, invitation('2018-03-09T09:00:00Z'), 'seven-days', 'UC-17.2.1');
    refuses(policy, opening({ sitting: { invited: false } }), 'student-invited', 'UC-17.2.1');
  }),
  clause(
    'UC-17.2.1',
    'by e-mail at 15:59 or 16:00 on a Friday it is 7 days, at 16:00:01 it is received on Monday',
    (policy) => {
      const inTime = hearingOn('2018-03-30');
      for (const time of ['15:59:00', '16:00:00']) accepts(policy, invitation(`2018-03-23T${time}Z`, inTime));
      for (const time of ['16:00:01', '23:00:00'])
        refuses(policy, invitation(`2018-03-23T${time}Z`, inTime), 'seven-days', 'UC-17.2.1');
      refuses(policy, invitation('2018-03-23T16:00:01Z', hearingOn('2018-04-01')), 'seven-days', 'UC-17.2.1');
      accepts(policy, invitation('2018-03-23T16:00:01Z', hearingOn('2018-04-02')));
    },
  ),
  clause('UC-17.2.1', 'at 16:00:01 on the Friday before Easter Monday it is received on the Monday', (policy) => {
    refuses(policy, invitation('2018-03-30T16:00:01+01:00', hearingOn('2018-04-08')), 'seven-days', 'UC-17.2.1');
    accepts(policy, invitation('2018-03-30T16:00:01+01:00', hearingOn('2018-04-09')));
    assert.equal(policy.deadline('hearing-invitation', '2018-03-30T16:00:01+01:00').date, '2018-04-09');
  }),
  clause('UC-17.2.2', "date, time and location, to the student's University e-mail only", (policy) => {
    for (const item of ['date', 'time', 'location']) itemOf(policy, 'hearing-invitation-letter', item, 'UC-17.2.2');
    assert.deepEqual(policy.notice('hearing-invitation-letter').channels, ['university-email']);
    const sent = '2018-03-01T09:00:00Z';
    for (const channel of ['post', 'email'])
      refuses(policy, invitation(sent, { invitation: { channel } }), 'university-email', 'UC-17.2.2');
    refuses(policy, invitation(sent, { sitting: { fixed: false } }), 'date-fixed', 'UC-17.2.2');
    accepts(policy, invitation(sent));
  }),
  clause('UC-17.3', 'the invitation tells of the right to attend and to submit a written statement', (policy) => {
    for (const item of ['right-to-attend', 'written-statement'])
      itemOf(policy, 'hearing-invitation-letter', item, 'UC-17.3');
    const untold = invitation('2018-03-01T09:00:00Z', { invitation: { statementTold: false } });
    refuses(policy, untold, 'statement-told', 'UC-17.3');
  }),
  clause(
    'UC-17.4',
    "another student or an officer of the Students' Union; under 18 also a parent or guardian",
    (policy) => {
      const comes = (companion: string, isMinor = false) => opening({ attending: { companion }, student: { isMinor } });
      for (const one of ['none', 'student', 'students-union-officer']) accepts(policy, comes(one));
      for (const one of ['legal', 'staff', 'other', 'parent-or-guardian'])
        refuses(policy, comes(one), 'companion-allowed', 'UC-17.4');
      accepts(policy, comes('parent-or-guardian', true));
      refuses(policy, comes('legal', true), 'companion-allowed', 'UC-17.4');
      const member = { code: 'member-of-university', parameters: { capacity: 'student' } };
      const choose = (isMinor: boolean) =>
        policy.choose('hearing-companions', [member, { code: 'parent-or-guardian' }], { student: { isMinor } })
          .refusals;
      assert.deepEqual(choose(true), []);
      assert.deepEqual(
        choose(false).map(({ code }) => code),
        ['under-eighteen'],
      );
      itemOf(policy, 'hearing-invitation-letter', 'companion', 'UC-17.4');
      const untold = invitation('2018-03-01T09:00:00Z', { invitation: { companionTold: false } });
      refuses(policy, untold, 'companion-told', 'UC-17.4');
    },
  ),
  clause('UC-17.5.1', 'the evidence is received at least 2 days before the hearing', (policy) => {
    accepts(policy, evidence('2018-03-13T16:00:00Z'));
    refuses(policy, evidence('2018-03-13T16:00:01Z'), 'two-days', 'UC-17.5.1');
    refuses(policy, evidence('2018-03-14T09:00:00Z'), 'two-days', 'UC-17.5.1');
    refuses(policy, opening({ sitting: { served: false } }), 'evidence-sent', 'UC-17.5.1');
    accepts(policy, evidence('2018-03-14T09:00:00Z', { served: { to: 'members' } }));
  }),
  clause(['UC-17.1', 'UC-17.2.1', 'UC-17.5.1'], 'no day, invitation or evidence after the decision', (policy) => {
    for (const [act, by] of [
      ['hearing.fix-date', 'UC-17.1'],
      ['hearing.invite', 'UC-17.2.1'],
      ['hearing.serve-evidence', 'UC-17.5.1'],
    ] as const)
      refuses(policy, { act, by: 'aqss', facts: { finding: { reached: true } } }, 'before-the-decision', by);
  }),
  clause('UC-17.5.2', 'the evidence is exactly what the Chair of the Module Assessment Board sent', (policy) => {
    const other = evidence('2018-03-08T09:00:00Z', { served: { asReferred: false } });
    refuses(policy, other, 'exactly-what-was-referred', 'UC-17.5.2');
    accepts(policy, evidence('2018-03-08T09:00:00Z'));
  }),
  clause(
    'UC-17.6',
    'new evidence is considered, and the hearing postponed until the student has responded',
    (policy) => {
      const admitted = accepts(policy, { act: 'hearing.admit-late-evidence', by: 'panel-chair', facts: {} });
      assert.deepEqual(admitted.follows, ['hearing.suspend']);
      accepts(policy, { act: 'hearing.suspend', by: 'panel-chair', facts: {} });
      const late = (answered: boolean): Facts => ({ evidence: { late: true, answered } });
      refuses(policy, opening(late(false)), 'new-evidence-answered', 'UC-17.6');
      accepts(policy, opening(late(true)));
      const decide = (answered: boolean) => ({
        act: 'hearing.decide-finding',
        by: 'panel-chair',
        facts: { ...late(answered), considered: { sources: ['case-file', 'new-evidence'] } },
      });
      refuses(policy, decide(false), 'new-evidence-seen', 'UC-17.6');
      accepts(policy, decide(true));
    },
  ),
];
