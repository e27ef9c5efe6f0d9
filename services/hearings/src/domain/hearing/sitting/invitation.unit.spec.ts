import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';

import { hearingDecider } from '../decider.js';
import type { HearingEvent } from '../hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);

describe('the invitation to the Panel', () => {
  it('is sent with date, time and place, to the University e-mail, and tells what the student may do [UC-17.2.2] [UC-17.3]', () => {
    const [, letter] = on(...p.dated)
      .when(p.inviting())
      .then({ type: 'StudentInvited', data: { to: p.hearingAt } }, { type: 'LetterSent' });
    expect(p.dataOf<{ text: string }>(letter).text).toContain('Binks 014');
    for (const channel of [null, 'post'])
      on(...p.dated)
        .when(p.inviting({ channel }))
        .thenRefused('university-email', 'UC-17.2.2');
    on(...p.dated)
      .when(p.inviting({ statementTold: false }))
      .thenRefused('statement-told', 'UC-17.3');
    on(...p.dated)
      .when(p.inviting({ letter: { ...p.invitationWords, companion: '' } }))
      .thenRefused('companion-told', 'UC-17.4');
    on(...p.panel)
      .when(p.inviting())
      .thenRefused('date-fixed', 'UC-17.2.2');
  });

  it('is sent 7 days before: after 16:00 on a Friday it is received on Monday [UC-17.2.1] [UC-3.4.2]', () => {
    const onFriday = p.after(p.panel, p.fixing('2018-03-16T14:00:00.000Z'));
    on(...onFriday)
      .when(p.inviting({}, '2018-03-09T16:00:00.000Z'))
      .then({ type: 'StudentInvited' }, { type: 'LetterSent' });
    on(...onFriday)
      .when(p.inviting({}, '2018-03-09T16:00:01.000Z'))
      .thenRefused('seven-days', 'UC-17.2.1');
    const onMonday = p.after(p.panel, p.fixing('2018-03-19T14:00:00.000Z'));
    on(...onMonday)
      .when(p.inviting({}, '2018-03-09T16:00:01.000Z'))
      .then({ type: 'StudentInvited' }, { type: 'LetterSent' });
  });
});

describe('the evidence', () => {
  const invited = p.after(p.dated, p.inviting({ documents: [] }));

  it('that goes with the invitation is exactly what was referred [UC-17.5.2]', () => {
    on(...p.dated)
      .when(p.inviting({ documents: [p.essay] }))
      .thenRefused('exactly-what-was-referred', 'UC-17.5.2');
    on(...p.dated)
      .when(p.inviting({ documents: [p.source, p.essay] }))
      .then({ type: 'StudentInvited' }, { type: 'LetterSent' });
  });

  it('that goes later is exactly what was referred, at least 2 days before [UC-17.5.1] [UC-17.5.2]', () => {
    on(...invited)
      .when(p.serving('student', [p.essay], p.invitedAt))
      .thenRefused('exactly-what-was-referred', 'UC-17.5.2');
    for (const to of ['student', 'all'] as const) {
      on(...invited)
        .when(p.serving(to, [p.essay, p.source], '2018-03-13T16:00:00.000Z'))
        .then({ type: 'EvidenceServed' });
      on(...invited)
        .when(p.serving(to, [p.essay, p.source], '2018-03-13T16:00:01.000Z'))
        .thenRefused('two-days', 'UC-17.5.1');
    }
    on(...invited)
      .when(p.serving('members', [p.essay, p.source], '2018-03-14T16:00:01.000Z'))
      .then({ type: 'EvidenceServed' });
    on(...p.after(invited, p.serving('members')))
      .when(p.opening())
      .thenRefused('evidence-sent', 'UC-17.5.1');
  });

  const late = p.after(p.ready, p.admitting(p.invitedAt));
  const sent = p.after(late, p.serving('all', [p.drafts], p.hearingAt));
  const statement = p.step('hearing.receive-statement', { statement: 'Those are mine.' }, p.student, p.hearingAt);
  const chance = p.step('hearing.record-chance-to-respond', { how: 'By e-mail.' }, p.clerk, p.hearingAt);

  it('that comes late is considered, and the hearing waits until the student has answered it [UC-17.6]', () => {
    on(...late)
      .when(p.opening())
      .thenRefused('new-evidence-answered', 'UC-17.6');
    expect(p.stateOf(p.after(late, statement)).sitting.late).toMatchObject({ answered: false });
    on(...p.after(late, statement))
      .when(p.opening())
      .thenRefused('new-evidence-answered', 'UC-17.6');
    on(...p.after(sent, statement))
      .when(p.opening())
      .then({ type: 'HearingOpened' });
  });

  it('that comes late does not hold the hearing up for good: the student had the chance to answer [UC-17.6]', () => {
    on(...late)
      .when(chance)
      .thenRefused('new-evidence-sent', 'UC-17.6');
    on(...sent)
      .when(p.opening())
      .thenRefused('new-evidence-answered', 'UC-17.6');
    const had = p.after(sent, chance);
    on(...had)
      .when(p.opening())
      .then({ type: 'HearingOpened' });
    const more = p.after(had, p.admitting(p.later), p.serving('all', [p.drafts], p.later));
    on(...more)
      .when(p.opening({}, p.later))
      .thenRefused('new-evidence-answered', 'UC-17.6');
  });

  it('that becomes available during the hearing postpones it; it goes on when the student has responded [UC-17.6]', () => {
    const during = p.after(p.heard, p.admitting(p.later));
    on(...during)
      .when(p.finding())
      .thenRefused('new-evidence-seen', 'UC-17.6');
    const postponed = p.after(during, p.suspending(p.later));
    on(...postponed)
      .when(p.suspending(p.later))
      .thenRefused('not-postponed', 'UC-17.6');
    on(...postponed)
      .when(p.resuming())
      .thenRefused('new-evidence-answered', 'UC-17.6');
    const moved = '2018-03-29T10:00:00.000Z';
    const answered = p.after(
      postponed,
      p.serving('all', [p.drafts], p.later),
      { ...statement, at: p.later },
      p.fixing(moved, p.later),
    );
    on(...answered)
      .when(p.finding())
      .thenRefused('not-postponed', 'UC-17.6');
    on(...answered)
      .when(p.resuming({}, moved))
      .thenRefused('student-invited', 'UC-17.2.1');
    const invitedAgain = p.after(answered, p.inviting({}, '2018-03-16T10:00:00.000Z'));
    const resumed = p.after(invitedAgain, p.resuming({}, moved));
    on(...resumed)
      .when(p.finding({}, moved))
      .thenRefused('first-part-held', 'UC-19.4.1');
    on(...p.after(resumed, { ...p.firstPart, at: moved }))
      .when(p.finding({ sources: ['case-file', 'new-evidence'] }, moved))
      .then({ type: 'FindingReached' });
  });

  it('is taken into a case that is not decided [UC-17.6]', () => {
    for (const command of [p.admitting(p.later), p.suspending(p.later)])
      on(...p.cleared)
        .when(command)
        .thenRefused('before-the-decision', 'UC-17.6');
  });
});
