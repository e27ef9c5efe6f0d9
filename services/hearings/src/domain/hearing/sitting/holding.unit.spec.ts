import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';
import * as a from '../../../testing/sitting-samples.js';
import { hearingDecider } from '../decider.js';
import type { HearingEvent } from '../hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, a.committeesPolicy, ...facts);
const absence = (at = a.fixedAt) =>
  a.by(a.registrar, at, { type: 'NoteAbsence', legitimate: true, abroad: false, reason: 'Ill.' } as const);

describe('the date', () => {
  it('leaves five working days, a holiday not among them [IBC-89.2]', () => {
    on(...a.seated)
      .when(a.fixing(a.meetingAt, a.lastNotice))
      .then({ type: 'DateFixed' });
    on(...a.seated)
      .when(a.fixing(a.meetingAt, a.shortNotice))
      .thenRefused('notice-possible', 'IBC-89.2');
  });

  it('lies ahead when it is fixed [UC-17.1]', () => {
    const subgroup = given(hearingDecider, p.panelPolicy, ...p.subgroup);
    for (const past of ['2018-02-01T10:00:00.000Z', p.convenedAt]) {
      const { refusals } = subgroup.when(p.fixing(past, p.convenedAt)).thenRefused('date-to-come', 'UC-17.1');
      expect(refusals[0]?.field).toBe('/at');
    }
    subgroup.when(p.fixing(p.subgroupAt, p.convenedAt)).then({ type: 'DateFixed' });
    const recorded = { ...p.fixing(p.convenedAt, p.later), occurredAt: '2018-02-19T10:00:00.000Z' };
    subgroup.when(recorded).then({ type: 'DateFixed' });
  });

  it('takes the invitation to another day with it [IBC-89.2]', () => {
    const moved = a.stateOf(a.after(a.ready, a.fixing('2026-07-27T09:00:00.000Z', a.lastNotice)));
    expect(moved.sitting.invitation).toBeNull();
    expect(moved.sitting.sent.members).toEqual([a.essay, a.source]);
  });

  it('takes the invitation with it, too, where it is held elsewhere, or online, at the same hour [IBC-89.1]', () => {
    for (const changes of [{ place: 'Room 2' }, { online: true }]) {
      const elsewhere = a.after(a.ready, { ...a.fixing(a.meetingAt, a.lastNotice), ...changes });
      expect(a.stateOf(elsewhere).sitting.invitation).toBeNull();
    }
  });

  it('stays once the meeting was opened [IBC-89.2]', () => {
    on(...a.open)
      .when(a.fixing('2026-07-30T09:00:00.000Z', a.meetingAt))
      .thenRefused('already-opened', 'IBC-89.2');
  });
});

describe('the invitation', () => {
  it('is sent with the documents and its letter, five working days before, over a holiday [IBC-89.1] [IBC-89.2]', () => {
    const [, letter] = on(...a.dated)
      .when(a.inviting())
      .then(
        { type: 'StudentInvited', data: { to: a.meetingAt, documents: [a.essay, a.source] } },
        { type: 'LetterSent' },
      );
    const { text } = a.dataOf<{ text: string }>(letter);
    expect(text).toContain('IBC-2026-000001 on Monday, 20 July 2026 at 10:00');
    on(...a.dated)
      .when(a.inviting({}, a.shortNotice))
      .thenRefused('notice-of-hearing', 'IBC-89.2');
  });

  it.each(['allegation', 'consequences', 'no-lawyer', 'in-absentia', 'procedure-and-role'])(
    'says: %s [IBC-89.3]',
    (item) => {
      const letter = { ...a.invitationWords, [item]: ' ' };
      expect(() =>
        on(...a.dated)
          .when(a.inviting({ letter }))
          .then(),
      ).toThrow(`missing-${item}`);
    },
  );

  it('says who may come along [IBC-89.4]', () => {
    const letter = { ...a.invitationWords, companion: '' };
    on(...a.dated)
      .when(a.inviting({ letter }))
      .thenRefused('companion-told', 'IBC-89.4');
  });

  it('has every paper with it [IBC-89.1] [IBC-101.1]', () => {
    on(...a.dated)
      .when(a.inviting({ documents: [a.essay] }))
      .thenRefused('documents-enclosed', 'IBC-89.1');
  });

  it('waits until the Registrar has the documents [IBC-88]', () => {
    on(...a.after(a.seated, a.fixing()))
      .when(a.inviting())
      .thenRefused('documents-with-registrar', 'IBC-88');
  });

  it('asks who cannot come for a statement, in ten working days normally [IBC-101.1] [IBC-102.1]', () => {
    const away = a.after(a.dated, absence());
    on(...away)
      .when(a.inviting({ statementTold: false }))
      .thenRefused('asked-to-respond', 'IBC-101.1');
    on(...away)
      .when(a.inviting())
      .thenRefused('time-to-respond', 'IBC-102.1');
    const reasons = { 'time-to-respond': 'The student agreed to the day.' };
    on(...away)
      .when({ ...a.inviting(), reasons })
      .then({ type: 'StudentInvited' }, { type: 'LetterSent' });
    const tenth = a.after(away, a.fixing('2026-07-27T09:00:00.000Z'));
    on(...tenth)
      .when(a.inviting())
      .thenRefused('time-to-respond', 'IBC-102.1');
    const later = a.after(away, a.fixing('2026-07-28T09:00:00.000Z'));
    on(...later)
      .when(a.inviting())
      .then({ type: 'StudentInvited' }, { type: 'LetterSent' });
  });

  it('counts the student unable to attend only by who may say so', () => {
    expect(() =>
      on(...a.dated)
        .when({ ...absence(), actor: a.interviewer })
        .then(),
    ).toThrow('not-yours-to-do');
    on(...a.dated)
      .when({ ...absence(), actor: a.student })
      .then({ type: 'AbsenceNoted' });
  });
});

describe('the documents', () => {
  const invited = a.after(a.dated, a.inviting());

  it('reach the members a day before [IBC-90]', () => {
    const last = '2026-07-19T09:00:00.000Z';
    on(...invited)
      .when(a.serving('members', [a.essay, a.source], last))
      .then({ type: 'EvidenceServed' });
    on(...invited)
      .when(a.serving('members', [a.essay, a.source], '2026-07-19T09:00:01.000Z'))
      .thenRefused('day-before', 'IBC-90');
  });

  it('are the same for members and student [IBC-89.6] [IBC-101.1]', () => {
    on(...invited)
      .when(a.serving('members', [a.essay]))
      .thenRefused('same-documents', 'IBC-89.6');
    on(...a.dated)
      .when(a.serving('all'))
      .then({ type: 'EvidenceServed' });
    // What one of them has already makes a difference, also where it is sent to all.
    on(...a.after(invited))
      .when(a.serving('all', [a.essay]))
      .thenRefused('same-documents', 'IBC-89.6');
  });
});

describe('the statement', () => {
  const statement = (at: string) => a.step('hearing.receive-statement', { statement: 'I did not.' }, a.registrar, at);

  it('comes a day before the meeting [IBC-101.2]', () => {
    on(...a.ready)
      .when(statement('2026-07-19T09:00:00.000Z'))
      .then({ type: 'StepRecorded' }, { type: 'StatementReceived' });
    on(...a.ready)
      .when(statement('2026-07-19T09:00:01.000Z'))
      .thenRefused('day-before', 'IBC-101.2');
  });

  it('counts from when it was received, whenever that is put on record [IBC-101.2]', () => {
    const recorded = { ...statement(a.meetingAt), occurredAt: '2026-07-18T09:00:00.000Z' };
    on(...a.ready)
      .when(recorded)
      .then({ type: 'StepRecorded' }, { type: 'StatementReceived', data: { receivedAt: '2026-07-18T09:00:00.000Z' } });
  });
});

describe('the meeting', () => {
  it('is opened by a complete Committee when the student was invited and the papers were sent [IBC-81.1] [IBC-89.1] [IBC-90]', () => {
    const [event] = on(...a.ready)
      .when(a.opening())
      .then({ type: 'HearingOpened' });
    expect(event?.authority).toContain('IBC-91');
    on(...a.dated)
      .when(a.opening())
      .thenRefused('student-invited', 'IBC-89.1');
    on(...a.after(a.dated, a.inviting()))
      .when(a.opening())
      .thenRefused('documents-sent', 'IBC-90');
    on(...a.after(a.ready, a.declaring(a.teacher, true)))
      .when(a.opening())
      .thenRefused('committee-complete', 'IBC-81.1');
  });

  it('has the Registrar in attendance, or a member who makes the record [IBC-81.3] [IBC-80.2]', () => {
    const without = { ...a.opening({ offices: [] }), actor: a.director };
    on(...a.ready)
      .when(without)
      .thenRefused('registrar-attends', 'IBC-81.3');
    const keeper = a.step('hearing.appoint-record-keeper', { keeper: 'st-04', nobodyAvailable: true }, a.director);
    on(...a.after(a.ready, keeper))
      .when(without)
      .then({ type: 'HearingOpened' });
  });

  it('has no lawyer; somebody else than usual with a reason [IBC-89.5] [IBC-89.4]', () => {
    on(...a.ready)
      .when(a.opening({ companion: 'legal' }))
      .thenRefused('no-lawyer', 'IBC-89.5');
    on(...a.ready)
      .when(a.opening({ companion: 'other' }))
      .thenRefused('usual-companion', 'IBC-89.4');
    on(...a.ready)
      .when({ ...a.opening({ companion: 'solicitor' }), reasons: { 'usual-companion': 'Asked for.' } })
      .thenRefused('companion-named', 'IBC-89.5');
    on(...a.ready)
      .when({ ...a.opening({ companion: 'other' }), reasons: { 'usual-companion': 'Asked for.' } })
      .then({ type: 'HearingOpened' });
  });

  it('is held without the student only after an online meeting was offered and came to nothing [IBC-99] [IBC-100]', () => {
    const away = a.after(a.ready, absence());
    const alone = a.opening({ student: false });
    on(...away)
      .when(alone)
      .thenRefused('online-offered', 'IBC-99');
    const offered = a.after(away, a.step('hearing.offer-online', { how: 'By video.' }));
    on(...offered)
      .when(alone)
      .thenRefused('in-absentia', 'IBC-100');
    const answered = (answer: string) =>
      a.after(offered, a.step('hearing.record-online-answer', { answer, location: 'Belfast' }));
    on(...answered('accepted'))
      .when(alone)
      .thenRefused('in-absentia', 'IBC-100');
    on(...answered('declined'))
      .when(alone)
      .thenRefused('response-awaited', 'IBC-102.1');
    on(...answered('declined'))
      .when({ ...alone, reasons: { 'response-awaited': 'The student agreed to the day.' } })
      .then({ type: 'HearingOpened' });
  });

  const declined = [
    a.step('hearing.offer-online', { how: 'By video.' }),
    a.step('hearing.record-online-answer', { answer: 'declined', location: 'Belfast' }),
  ];

  it('is held without the student who was asked for a statement, and had ten working days or sent it [IBC-101.1] [IBC-102.1]', () => {
    const away = a.opening({ student: false });
    const notAsked = a.after(a.dated, a.inviting({ statementTold: false }), a.serving(), absence(), ...declined);
    const reasons = { 'response-awaited': 'Agreed.' };
    on(...notAsked)
      .when({ ...away, reasons })
      .thenRefused('response-asked-for', 'IBC-101.1');
    const statement = a.step('hearing.receive-statement', { statement: 'I did not.' }, a.registrar, a.lastNotice);
    on(...a.after(a.ready, absence(), ...declined, statement))
      .when(away)
      .then({ type: 'HearingOpened' });
    const on28th = '2026-07-28T09:00:00.000Z';
    const later = a.after(a.seated, a.handedOver, a.fixing(on28th), a.inviting(), a.serving(), absence(), ...declined);
    on(...later)
      .when({ ...away, at: on28th })
      .then({ type: 'HearingOpened' });
  });

  it('counts an answer to an online meeting that was offered, or was impossible [IBC-100] [IBC-99]', () => {
    const answer = (said: string) => a.step('hearing.record-online-answer', { answer: said, location: 'Belfast' });
    on(...a.ready)
      .when(answer('declined'))
      .thenRefused('offered-before', 'IBC-100');
    on(...a.ready)
      .when(answer('impossible'))
      .then({ type: 'StepRecorded' });
  });

  it('is not opened before its hour [IBC-89.2] [IBC-90]', () => {
    on(...a.ready)
      .when({ ...a.opening(), at: '2026-07-20T08:59:59.000Z' })
      .thenRefused('time-come', 'IBC-89.2');
  });

  it('is opened with papers that student and members all have, also one who came later [IBC-90]', () => {
    const other = { ...a.teacher, id: 'st-11' };
    const replacing = a.by(a.director, a.lastNotice, { type: 'ReplaceMember', person: 'st-04', why: 'Ill.' } as const);
    const late = a.after(a.ready, replacing, a.appointing(other, 'teaching-staff'), a.declaring(other));
    on(...late)
      .when(a.opening())
      .thenRefused('documents-sent', 'IBC-90');
    on(...a.after(late, a.serving()))
      .when(a.opening())
      .then({ type: 'HearingOpened' });
  });

  it('asks for an invitation and papers anew where it was referred anew [IBC-89.1] [IBC-90]', () => {
    const again = { type: 'NoteReferral', ...a.referred({ referredAt: a.lastNotice }).data } as const;
    const renewed = a.after(a.ready, a.by(a.system, a.lastNotice, again));
    const { sitting } = a.stateOf(renewed);
    expect(sitting).toMatchObject({ invitation: null, sent: { student: null, members: null } });
    on(...renewed)
      .when(a.opening())
      .thenRefused('student-invited', 'IBC-89.1');
    const opened = a.stateOf(a.after(a.allHeard, a.by(a.system, a.meetingAt, again)));
    expect(opened.sitting.opened).toBeNull();
    expect(opened.steps.names).not.toContain('hearing.present-case');
    on(...a.foundProven)
      .when(a.by(a.system, a.afterMeeting, again))
      .thenNothing();
  });

  it('has no member who is told to have interviewed, after they were appointed [IBC-73.3]', () => {
    const satOn = [{ person: 'st-04', body: 'interviewers' }];
    const told = { type: 'NoteReferral', ...a.referred({ referredAt: a.lastNotice, satOn }).data } as const;
    const barred = a.after(a.dated, a.by(a.system, a.lastNotice, told), a.inviting(), a.serving());
    on(...barred)
      .when(a.opening())
      .thenRefused('committee-complete', 'IBC-81.1');
  });

  it('stays with its Committee once it is open [IBC-81.1]', () => {
    on(...a.open)
      .when(a.convening({ body: 'interviewers' }))
      .thenRefused('already-opened', 'IBC-76.1');
  });

  it('keeps on record that the case was discussed before [IBC-82.1]', () => {
    const [event] = on(...a.ready)
      .when(a.step('hearing.prepare', { caseDiscussed: true }, a.director))
      .then({ type: 'StepRecorded' });
    expect(event?.data).toMatchObject({
      ruling: { breaches: [{ code: 'case-not-discussed', clauses: ['IBC-82.1'] }] },
    });
    on(...a.open)
      .when(a.step('hearing.prepare', { caseDiscussed: false }, a.director))
      .thenRefused('before-the-meeting', 'IBC-82.1');
  });

  it('is suspended for enquiries before the decision, and resumed [IBC-83.2]', () => {
    const { suspending } = a;
    on(...a.open)
      .when(a.resuming())
      .thenRefused('suspended', 'IBC-83.2');
    const suspended = a.after(a.allHeard, suspending);
    on(...suspended)
      .when(suspending)
      .thenRefused('under-way', 'IBC-83.2');
    on(...suspended)
      .when(a.finding())
      .thenRefused('not-suspended', 'IBC-83.2');
    on(...a.after(suspended, a.resuming(), a.presented, a.heard, a.alone))
      .when(a.finding())
      .then({ type: 'FindingReached' });
    on(...a.foundProven)
      .when(suspending)
      .thenRefused('before-the-decision', 'IBC-83.2');
  });

  it('hears anew, once resumed, the case and the student who is there then [IBC-82.2] [IBC-83.2] [IBC-91]', () => {
    const resumed = a.after(a.allHeard, a.suspending, a.resuming());
    on(...resumed)
      .when(a.finding())
      .thenRefused('case-presented', 'IBC-91');
    on(...a.after(resumed, a.presented))
      .when(a.finding())
      .thenRefused('student-heard', 'IBC-82.2');
    on(...a.after(a.allHeard, a.suspending))
      .when(a.resuming({ student: false }))
      .thenRefused('in-absentia', 'IBC-100');
    on(...a.after(a.allHeard, a.suspending))
      .when(a.resuming({ companion: 'legal' }))
      .thenRefused('no-lawyer', 'IBC-89.5');
    expect(
      a.stateOf(a.after(a.allHeard, a.suspending, a.resuming({ companion: 'staff' }))).sitting.opened,
    ).toMatchObject({
      ...{ student: true, companion: 'staff' },
    });
  });

  it('goes on, on another day, with an invitation to it, at its hour [IBC-89.1] [IBC-89.2]', () => {
    const moved = '2026-07-28T09:00:00.000Z';
    const fixed = a.after(a.allHeard, a.suspending, a.fixing(moved, a.afterMeeting));
    on(...fixed)
      .when(a.resuming({}, moved))
      .thenRefused('student-invited', 'IBC-89.1');
    const invited = a.after(fixed, a.inviting({}, a.afterMeeting));
    on(...invited)
      .when(a.resuming())
      .thenRefused('time-come', 'IBC-89.2');
    on(...invited)
      .when(a.resuming({}, moved))
      .then({ type: 'HearingResumed' });
  });

  it('decides with members who have no interest: while it is suspended another takes the place [IBC-8.5] [IBC-81.1]', () => {
    const conflicted = a.after(a.allHeard, a.declaring(a.teacher, true));
    on(...conflicted)
      .when(a.finding())
      .thenRefused('committee-still-complete', 'IBC-8.5');
    on(...a.after(a.foundProven, a.declaring(a.teacher, true)))
      .when(a.penalty())
      .thenRefused('committee-still-complete', 'IBC-8.5');
    const suspended = a.after(conflicted, a.suspending);
    on(...suspended)
      .when(a.resuming())
      .thenRefused('committee-complete', 'IBC-81.1');
    const other = { ...a.teacher, id: 'st-11' };
    const replacing = a.by(a.director, a.afterMeeting, {
      type: 'ReplaceMember',
      person: 'st-04',
      why: 'Kin.',
    } as const);
    const replaced = a.after(suspended, replacing, a.appointing(other, 'teaching-staff'), a.declaring(other));
    on(...replaced)
      .when(a.resuming())
      .thenRefused('documents-sent', 'IBC-90');
  });

  it('asks a student who is there to respond: of silence it is said how they were asked [IBC-91] [IBC-82.2]', () => {
    const nobody = (response: string) => a.step('hearing.hear-response', { heardAll: true, by: 'nobody', response });
    on(...a.after(a.open, a.presented))
      .when(nobody(''))
      .thenRefused('invited-to-respond', 'IBC-91');
    on(...a.after(a.open, a.presented))
      .when(nobody('Asked twice; would say nothing.'))
      .then({ type: 'StepRecorded' });
  });
});
