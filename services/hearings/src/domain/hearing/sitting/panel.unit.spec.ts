import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';

import { hearingDecider } from '../decider.js';
import type { HearingEvent } from '../hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);

describe('the Panel', () => {
  const unseated = p.after(p.forPanel);

  it('hears academic misconduct, without a decision on eligibility [UC-16.1.1]', () => {
    const facts = [p.noted(), p.referred({ ...p.misconduct, formDatedAt: null })];
    on(...facts)
      .when(p.convening('airp'))
      .then({ type: 'BodyConvened', data: { body: 'airp', form: 'hearing' } }, { type: 'SittingFormed' });
    on(...facts)
      .when(p.convening('subgroup'))
      .thenRefused('panel-for-misconduct', 'UC-16.1.1');
  });

  it('is no reviewer, whom a student asks for [UC-9.3]', () => {
    on(...p.disputed)
      .when(p.convening('independent-review'))
      .thenRefused('reviewed-on-request', 'UC-9.3');
  });

  it('is a Chair and two members, with a procedural advisor [UC-16.2.0] [UC-16.3]', () => {
    const { body } = p.stateOf(p.panel);
    expect(body.complete).toBe(true);
    const three = p.after(unseated, ...p.seats.slice(0, 3));
    expect(p.stateOf(three).body.complete).toBe(false);
    on(...p.panel)
      .when(p.appointing(p.third, 'member'))
      .thenRefused('seat-member', 'UC-16.2.2');
  });

  it('has at least one member from outside the Faculty, or a reason [UC-16.6.1]', () => {
    const within = { ofOriginatingFaculty: true };
    const two = p.after(unseated, p.appointing(p.chair, 'chair', within), p.appointing(p.first, 'member', within));
    const last = (reasons = {}) => p.appointing(p.second, 'member', within, reasons);
    on(...p.after(two, p.appointing(p.advisor, 'advisor')))
      .when(last())
      .thenRefused('outside-faculty', 'UC-16.6.1');
    const [event] = on(...p.after(two, p.appointing(p.advisor, 'advisor')))
      .when(last({ 'outside-faculty': 'All others are away.' }))
      .then({ type: 'MemberAppointed', data: { complete: true } });
    expect(event?.data).toMatchObject({
      ruling: { departures: [{ code: 'outside-faculty', clauses: ['UC-16.6.1'], reason: 'All others are away.' }] },
    });
    on(...p.after(two, p.appointing(p.advisor, 'advisor')))
      .when(p.appointing(p.second, 'member'))
      .then({ type: 'MemberAppointed' });
  });

  it('contains nobody who taught or assessed in the module, whatever the reason [UC-16.6.2]', () => {
    const reasons = { 'did-not-teach': 'Nobody else is free.' };
    for (const part of [{ taughtModule: true }, { examinedWork: true }])
      on(...unseated)
        .when(p.appointing(p.first, 'member', part, reasons))
        .thenRefused('did-not-teach', 'UC-16.6.2');
  });

  it('is normally chaired by a head or deputy head of department [UC-16.2.1]', () => {
    const lecturer = { ...p.chair, offices: ['airp-chair', 'academic-staff'] };
    on(...unseated)
      .when(p.appointing(lecturer, 'chair'))
      .thenRefused('head-or-deputy', 'UC-16.2.1');
  });

  it('is drawn from pools, to which nominations are approved [UC-16.2.1] [UC-16.2.2]', () => {
    const nominate = (fields: Record<string, string>) =>
      p.step(
        'hearing.approve-nomination',
        { person: 'u-30', pool: 'members', nominatedBy: 'head-of-department', experience: 'Ten years.', ...fields },
        p.dean,
        p.convenedAt,
      );
    const twice = p.after(p.forPanel, nominate({}), nominate({ person: 'u-31' }));
    expect(p.stateOf(twice).steps.names.filter((name) => name === 'hearing.approve-nomination')).toHaveLength(2);
    on(...p.forPanel)
      .when(nominate({ pool: 'chairs' }))
      .thenRefused('chairs-by-deans', 'UC-16.2.1');
    on(...p.forPanel)
      .when(nominate({ nominatedBy: 'faculty-dean' }))
      .thenRefused('members-by-heads', 'UC-16.2.2');
    on(...p.forPanel)
      .when(nominate({ experience: '' }))
      .thenRefused('experienced', 'UC-16.2.2');
  });

  it('may have others involved, for a reason [UC-16.5]', () => {
    const other = { id: 'u-40', offices: ['registry'] };
    on(...p.panel)
      .when(p.step('hearing.involve-other', { person: 'u-40', reason: 'Knows the system.' }, p.registrar, p.convenedAt))
      .then({ type: 'StepRecorded' });
    on(...p.panel)
      .when(p.step('hearing.involve-other', { person: 'u-40' }, p.registrar, p.convenedAt))
      .thenRefused('missing-reason', 'UC-16.5');
    on(...p.panel)
      .when(p.appointing(other, 'other'))
      .then({ type: 'MemberAppointed' });
  });

  it('is not influenced but in writing and in person: that is reported to the Dean, and the case deferred [UC-16.7.1] [UC-16.7.2]', () => {
    const influence = p.step(
      'hearing.record-influence',
      { by: 'A tutor', how: 'A telephone call' },
      p.first,
      p.invitedAt,
    );
    const [, letter] = on(...p.ready)
      .when(influence)
      .then({ type: 'StepRecorded' }, { type: 'LetterSent', data: { to: ['dean-aqe'] } });
    expect(p.dataOf<{ text: string }>(letter).text).toContain('A telephone call');
    const influenced = p.after(p.ready, influence);
    on(...influenced)
      .when(p.opening())
      .thenRefused('deferred-for-influence', 'UC-16.7.2');
    const reasons = { 'deferred-for-influence': 'Nobody heard of it.' };
    on(...influenced)
      .when({ ...p.opening(), reasons })
      .then({ type: 'HearingOpened' });
    const moved = '2018-03-29T10:00:00.000Z';
    const again = p.after(influenced, p.suspending(p.invitedAt), p.fixing(moved, p.invitedAt), p.inviting());
    on(...again)
      .when(p.opening({}, moved))
      .then({ type: 'HearingOpened' });
    expect(p.stateOf(p.after(again, p.opening({}, moved))).sitting.suspended).toBe(false);
  });
});

describe('the hearing', () => {
  it('is scheduled for the next available meeting, or there is a reason [UC-17.1]', () => {
    const other = p.fixing(p.hearingAt, p.convenedAt, { nextAvailable: false });
    on(...p.panel)
      .when(other)
      .thenRefused('next-meeting', 'UC-17.1');
    on(...p.panel)
      .when({ ...other, reasons: { 'next-meeting': 'The Chair is away.' } })
      .then({ type: 'DateFixed' });
  });

  it('is opened by a complete Panel with the file, for a student who was invited and has the evidence [UC-16.2.0] [UC-19.2]', () => {
    on(...p.ready)
      .when(p.opening())
      .then({ type: 'HearingOpened' });
    on(...p.dated)
      .when(p.opening())
      .thenRefused('student-invited', 'UC-17.2.1');
    on(...p.after(p.dated, p.inviting()))
      .when(p.opening())
      .thenRefused('members-have-file', 'UC-19.2');
    const short = p.after(
      p.ready,
      p.by(p.registrar, p.invitedAt, { type: 'ReplaceMember', person: 'u-13', why: 'Ill.' }),
    );
    on(...short)
      .when(p.opening())
      .thenRefused('panel-complete', 'UC-16.2.0');
    on(...p.ready)
      .when(p.opening({}, p.hearingAt, p.first))
      .thenRefused('not-yours-to-do', 'UC-19.4.1');
  });

  it('has the Chair of the Module Assessment Board to present the case, or there is a reason [UC-16.4]', () => {
    on(...p.ready)
      .when(p.opening({ presenter: false }))
      .thenRefused('case-presented', 'UC-16.4');
  });

  it.each(['student', 'students-union-officer'])('has with the student: %s [UC-17.4]', (companion) => {
    on(...p.ready)
      .when(p.opening({ companion }))
      .then({ type: 'HearingOpened' });
  });

  it('has a parent or guardian with a student under 18, and with no other [UC-17.4]', () => {
    const withParent = p.opening({ companion: 'parent-or-guardian' });
    on(...p.ready)
      .when(withParent)
      .thenRefused('companion-allowed', 'UC-17.4');
    const ofMinor = p.ready.map((event) => (event.type === 'CaseNoted' ? p.noted({}, { isMinor: true }) : event));
    on(...ofMinor)
      .when(withParent)
      .then({ type: 'HearingOpened' });
    on(...ofMinor)
      .when(p.opening({ companion: 'legal' }))
      .thenRefused('companion-allowed', 'UC-17.4');
  });

  it("has nobody else on the student's behalf [UC-19.3.1]", () => {
    on(...p.ready)
      .when(p.opening({ student: false, inPlaceOfStudent: true }))
      .thenRefused('nobody-in-place-of-student', 'UC-19.3.1');
  });

  it('hears whoever came with the student in general support, and to no question [UC-19.3.2]', () => {
    const hear = (generalSupport: boolean, answeredQuestions: boolean) =>
      p.step('hearing.hear-companion', { generalSupport, answeredQuestions }, p.chair, p.later);
    on(...p.open)
      .when(hear(true, false))
      .then({ type: 'StepRecorded' });
    on(...p.open)
      .when(hear(false, false))
      .thenRefused('general-support-only', 'UC-19.3.2');
    on(...p.open)
      .when(hear(true, true))
      .thenRefused('no-answers', 'UC-19.3.2');
  });

  it('presents the evidence in its first part, with a recording or a reason [UC-19.4.1]', () => {
    on(...p.ready)
      .when(p.firstPart)
      .thenRefused('opened', 'UC-19.4.1');
    on(...p.open)
      .when({ ...p.firstPart, fields: { response: 'It is mine.' } })
      .thenRefused('recorded', 'UC-19.4.1');
    on(...p.open)
      .when(p.finding())
      .thenRefused('first-part-held', 'UC-19.4.1');
    const [event] = on(...p.heard)
      .when(p.finding())
      .then({ type: 'FindingReached', data: { proven: true, provisional: true } });
    expect(event?.authority).toEqual(expect.arrayContaining(['UC-20.1', 'UC-16.2.0']));
  });

  it('considers an outcome in private in its second part, and makes a written record of it [UC-19.4.2]', () => {
    on(...p.heard)
      .when({ ...p.secondPart, fields: { inPrivate: false, record: 'Minutes.' } })
      .thenRefused('in-private', 'UC-19.4.2');
    on(...p.after(p.heard, p.finding(p.noBreach)))
      .when(p.confirming())
      .thenRefused('second-part-recorded', 'UC-19.4.2');
    on(...p.cleared)
      .when(p.confirming())
      .then({ type: 'FindingConfirmed' });
  });

  it('decides with all who sit on it [UC-16.2.0]', () => {
    const conflicted = p.by(p.first, p.later, {
      ...{ type: 'DeclareInterest', person: 'u-12', conflict: true, involved: false },
    } as const);
    on(...p.after(p.heard, conflicted))
      .when(p.finding())
      .thenRefused('all-there', 'UC-16.2.0');
  });

  it('is of one case with several allegations, each of which is answered [UC-20.1]', () => {
    const two = p.heard.map((event) =>
      event.type === 'ReferralNoted' ? p.referred({ offences: ['plagiarism', 'collusion'] }) : event,
    );
    const [plagiarism] = p.finding().findings;
    const collusion = { ...plagiarism, point: 'collusion', reasons: 'Alike.' } as NonNullable<typeof plagiarism>;
    expect(() =>
      on(...two)
        .when(p.finding())
        .then(),
    ).toThrow('point-unanswered');
    const found = p.after(two, p.finding({ findings: [...p.finding().findings, collusion] }));
    expect(p.stateOf(found).finding?.findings.map(({ point }) => point)).toEqual(['plagiarism', 'collusion']);
  });
});

describe('a decision that there was no breach', () => {
  const refer = p.step('hearing.refer-back', { instruction: 'Mark the essay.' }, p.clerk, p.later);

  it('refers the matter back once it stands [UC-20.2]', () => {
    on(...p.cleared)
      .when(refer)
      .thenRefused('decision-stands', 'UC-20.2');
    on(...p.after(p.cleared, p.confirming()))
      .when(refer)
      .then({ type: 'StepRecorded' });
    on(...p.after(p.heard, p.finding(), p.secondPart))
      .when(refer)
      .thenRefused('no-breach', 'UC-20.2');
  });

  it('of a case that was referred on paper alone is sent without a file [UC-17.5.2]', () => {
    const onPaper = p.panel.map((event) =>
      event.type === 'ReferralNoted' ? p.referred({ evidence: [], enclosed: ['ai-1', 'ai-2', 'evidence'] }) : event,
    );
    const invited = p.after(onPaper, p.fixing(), p.inviting(), p.serving('all', []));
    expect(p.stateOf(p.after(invited, p.opening())).sitting.opened).not.toBeNull();
    on(...p.after(p.dated, p.inviting()))
      .when(p.serving('all', []))
      .thenRefused('exactly-what-was-referred', 'UC-17.5.2');
  });

  it('has no day, invitation or evidence once it is decided [UC-17.1] [UC-17.2.1] [UC-17.5.1]', () => {
    const decided = p.after(p.cleared, p.confirming());
    const on29th = p.fixing('2018-03-29T10:00:00.000Z', p.later);
    on(...decided)
      .when(on29th)
      .thenRefused('before-the-decision', 'UC-17.1');
    on(...decided)
      .when(p.inviting({}, p.later))
      .thenRefused('before-the-decision', 'UC-17.2.1');
    on(...decided)
      .when(p.serving('members', undefined, p.later))
      .thenRefused('before-the-decision', 'UC-17.5.1');
  });
});
