import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as a from '../../../testing/sitting-samples.js';
import { hearingDecider } from '../decider.js';
import { rolesOf } from '../facts.js';
import type { HearingEvent } from '../hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, a.committeesPolicy, ...facts);

describe('calling the Committee', () => {
  it('is done when all the evidence is collected [IBC-76.1]', () => {
    const [convened, formed] = on(...a.known)
      .when(a.convening())
      .then(
        { type: 'BodyConvened', data: { body: 'special-cases-committee', form: 'hearing' } },
        { type: 'SittingFormed' },
      );
    expect(convened?.authority).toContain('IBC-76.1');
    expect(formed?.data).toMatchObject({ cases: [a.caseId] });
  });

  it('waits for a document that did not come with the referral [IBC-76.1]', () => {
    const facts = [a.noted, a.referred({ enclosed: [a.essay] })];
    on(...facts)
      .when(a.convening())
      .thenRefused('evidence-collected', 'IBC-76.1');
  });

  it('may be done before, where module lecturer and Director agree [IBC-76.1]', () => {
    const agreed = a.step('hearing.agree-early-call', { lecturerAgrees: true, directorAgrees: true }, a.director);
    const facts = a.after([a.noted, a.referred({ enclosed: [a.essay] })], agreed);
    on(...facts)
      .when(a.convening())
      .then({ type: 'BodyConvened' }, { type: 'SittingFormed' });
  });

  it('is for Director and Principal, and happens once [IBC-76.1]', () => {
    on(...a.known)
      .when({ ...a.convening(), actor: a.teacher })
      .thenRefused('not-yours-to-do', 'IBC-76.1');
    on(...a.seated)
      .when(a.convening())
      .thenNothing();
  });

  it('names a body that the policy has [IBC-76.1]', () => {
    expect(() =>
      on(...a.known)
        .when(a.convening({ body: 'jury' }))
        .then(),
    ).toThrow('no-such-body');
  });

  it('is done once the case is referred, and what follows it is not done before [IBC-76.1]', () => {
    on(a.noted).when(a.convening()).thenRefused('not-referred', 'IBC-76.1');
    for (const [command, clause] of [
      [a.fixing(), 'IBC-89.2'],
      [a.serving('members'), 'IBC-90'],
      [a.appointing(a.director, 'director'), 'IBC-81.1'],
    ] as const)
      on(...a.known)
        .when(command)
        .thenRefused('no-body', clause);
    on(...a.known)
      .when({ ...a.fixing(), actor: a.teacher })
      .thenRefused('not-yours-to-do', 'IBC-89.2');
  });
});

describe('who sits', () => {
  const convened = a.after(a.known, a.convening());

  it('is the Director of Training and another member of the teaching staff, who have declared [IBC-81.1] [IBC-8.5]', () => {
    const seated = a.after(convened, a.appointing(a.director, 'director'), a.appointing(a.teacher, 'teaching-staff'));
    expect(a.stateOf(seated).body.complete).toBe(false);
    const one = a.after(seated, a.declaring(a.director));
    expect(a.stateOf(one).body.complete).toBe(false);
    expect(a.stateOf(a.after(one, a.declaring(a.teacher))).body.complete).toBe(true);
    expect(rolesOf(a.stateOf(seated))['committee-member']).toEqual(['st-01', 'st-04']);
  });

  it('is nobody without the office of the seat [IBC-81.1]', () => {
    on(...convened)
      .when(a.appointing(a.teacher, 'director'))
      .thenRefused('not-from-director', 'IBC-81.1');
    on(...convened)
      .when(a.appointing(a.director, 'treasurer'))
      .thenRefused('no-such-seat', 'IBC-81.1');
  });

  it('is not who made the allegation [IBC-81.2]', () => {
    const refused = on(...convened)
      .when(a.appointing(a.accuser, 'teaching-staff'))
      .thenRefused('made-the-allegation', 'IBC-81.2');
    expect(refused.refusals[0]).toMatchObject({ field: '/person' });
  });

  it('is not who conducted the interview, not even in attendance [IBC-73.3]', () => {
    on(...convened)
      .when(a.appointing(a.interviewer, 'teaching-staff'))
      .thenRefused('conducted-the-interview', 'IBC-73.3');
    const interviewed = { ...a.registrar, id: 'st-09' };
    on(...convened)
      .when(a.appointing(interviewed, 'registrar'))
      .thenRefused('conducted-the-interview', 'IBC-73.3');
  });

  it('is normally not who interviewed after the examination: a reason is kept [IBC-8.5]', () => {
    const refused = on(...convened)
      .when(a.appointing(a.questioner, 'teaching-staff'))
      .thenRefused('interviewed-after-examination', 'IBC-8.5');
    expect(refused.refusals[0]).toMatchObject({ field: '/reasons/interviewed-after-examination' });
    const reasons = { 'interviewed-after-examination': 'Nobody else teaches here in July.' };
    const [event] = on(...convened)
      .when(a.appointing(a.questioner, 'teaching-staff', reasons))
      .then({ type: 'MemberAppointed' });
    expect(event?.data).toMatchObject({ ruling: { departures: [{ code: 'interviewed-after-examination' }] } });
  });

  it('is nobody with an interest: once declared the Committee is incomplete, until another sits [IBC-8.5]', () => {
    const conflicted = a.after(a.seated, a.declaring(a.teacher, true));
    expect(a.stateOf(conflicted).body.complete).toBe(false);
    const other = { ...a.teacher, id: 'st-11' };
    const replacing = a.by(a.director, a.fixedAt, {
      type: 'ReplaceMember',
      person: 'st-04',
      why: 'Knows the family.',
    } as const);
    const made = a.after(conflicted, replacing, a.appointing(other, 'teaching-staff'), a.declaring(other));
    expect(a.stateOf(made).body).toMatchObject({ complete: true });
    expect(rolesOf(a.stateOf(made))['committee-member']).toEqual(['st-01', 'st-11']);
  });

  it('speaks for themselves on an interest: for others whoever appoints does [IBC-8.5]', () => {
    const forAnother = { ...a.declaring(a.teacher), actor: a.interviewer };
    const appointed = a.after(convened, a.appointing(a.teacher, 'teaching-staff'));
    const { act, refusals } = on(...appointed)
      .when(forAnother)
      .thenRefused('not-yours-to-do', 'IBC-81.1');
    expect([act, refusals[0]?.says]).toEqual(['declaration', expect.stringContaining('This is for st-04')]);
    // That there is none, nobody says for another; nor is one taken back.
    on(...appointed)
      .when({ ...a.declaring(a.teacher), actor: a.director })
      .thenRefused('for-themselves', 'IBC-81.1');
    on(...appointed)
      .when({ ...a.declaring(a.teacher, true), actor: a.director })
      .then({ type: 'InterestDeclared', data: { conflict: true } });
    on(...a.after(appointed, a.declaring(a.teacher, true)))
      .when(a.declaring(a.teacher))
      .thenRefused('declared-before', 'IBC-81.1');
    expect(() =>
      on(...convened)
        .when(a.declaring(a.teacher))
        .then(),
    ).toThrow('no-member');
  });

  it('takes one place: a third has none [IBC-81.1]', () => {
    on(...a.seated)
      .when(a.appointing({ ...a.teacher, id: 'st-11' }, 'teaching-staff'))
      .thenRefused('seat-teaching-staff', 'IBC-81.1');
  });

  it('does not change any more once the meeting is open [IBC-81.1]', () => {
    on(...a.open)
      .when(a.appointing({ ...a.registrar, id: 'st-12' }, 'registrar'))
      .thenRefused('before-the-meeting', 'IBC-81.1');
    const replacing = a.by(a.director, a.afterMeeting, { type: 'ReplaceMember', person: 'st-04', why: '' } as const);
    on(...a.open)
      .when(replacing)
      .thenRefused('before-the-meeting', 'IBC-81.1');
  });
});
