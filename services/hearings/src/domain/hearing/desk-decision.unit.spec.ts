import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import * as p from '../../testing/panel-samples.js';
import { hearingDecider } from './decider.js';
import { hearingFacts, rolesOf } from './facts.js';
import type { HearingEvent } from './hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);
const level4 = p.noted({ moduleLevel: 4 }, { registeredLevel: 4 });
const warned = p.after([level4], p.atDesk());

describe('what the Chair of the Module Assessment Board decides on form AI-X', () => {
  it('is found, signed and confirmed as the decision of that body [UC-8.5] [UC-9.1]', () => {
    const [event] = on(level4)
      .when(p.atDesk())
      .then(
        { type: 'DeskDecisionNoted', data: { body: 'department', form: 'desk', seat: 'chair', roles: ['manager'] } },
        { type: 'PenaltyConfirmed', data: { actions: [] } },
      );
    expect(event?.authority).toEqual(['UC-8.5']);
    expect(p.stateOf(warned)).toMatchObject({
      body: { name: 'department', form: 'desk', members: [{ person: 'u-04', seat: 'chair' }], complete: true },
      finding: {
        ...{ proven: true, category: 'unacceptable-academic-practice', reachedAt: '2018-02-01T12:00:00.000Z' },
        findings: [{ point: 'plagiarism', offence: 'plagiarism', outcome: 'unacceptable-academic-practice' }],
      },
      confirmedAt: '2018-02-01T12:00:00.000Z',
    });
    expect(rolesOf(p.stateOf(warned))['manager']).toEqual(['u-04']);
  });

  it('may be that there was no breach [UC-8.8.1]', () => {
    on(level4)
      .when(p.atDesk({ proven: false }))
      .then({ type: 'DeskDecisionNoted', data: { proven: false } });
    const cleared = p.stateOf(p.after([level4], p.atDesk({ proven: false })));
    expect(cleared.finding).toMatchObject({ proven: false, findings: [{ outcome: 'not-shown' }] });
  });

  it('may be told before the case is [UC-8.5]', () => {
    const both = p.after([], p.atDesk(), p.by(p.system, p.referredAt, { type: 'NoteCase', ...level4.data } as const));
    const { decidedAtDesk, noted: known, finding } = p.stateOf(both);
    expect([decidedAtDesk?.by, known?.reference, finding?.proven]).toEqual(['u-04', 'UC-2018-000001', true]);
  });

  it('is decided once, and convenes nobody after [UC-8.5]', () => {
    on(...warned)
      .when(p.atDesk({ proven: false }))
      .thenNothing();
    on(...warned)
      .when(p.convening('department'))
      .thenRefused('before-the-decision', 'UC-20.1');
    const receiving = p.step('hearing.receive-case-file', { contents: 'Form AI-X.' }, p.clerk, p.referredAt);
    on(...warned)
      .when(receiving)
      .thenRefused('left-the-department', 'UC-4.2.4');
  });

  it('waits for nothing here: the student learns of it from the form, and there is no penalty [UC-8.6.2]', () => {
    const facts = (state: readonly HearingEvent[]) =>
      hearingFacts(fold(hearingDecider, state), { actor: p.clerk, at: p.referredAt }, p.panelPolicy);
    const cleared = p.after([level4], p.atDesk({ proven: false }));
    const due = [...p.panelPolicy.acts('hearing'), ...p.panelPolicy.steps('hearing')].map(({ name }) => name);
    for (const state of [warned, cleared])
      expect(
        due.filter((act) => {
          try {
            return p.panelPolicy.isDue(act, facts(state));
          } catch {
            return false;
          }
        }),
      ).toEqual([]);
    const tell = p.by(p.clerk, p.referredAt, {
      ...{ type: 'SendDecisionLetter', suggestsAdvice: false, warnsOfRepeat: false, letter: {} },
    } as const);
    on(...warned)
      .when(tell)
      .thenRefused('not-on-form-ai-x', 'UC-8.6.2');
  });

  it('has the last meeting with the student beside it, in whichever order they are told [UC-9.2.1]', () => {
    const met = (attended: boolean, heldAt: string) =>
      p.by(p.system, heldAt, { type: 'NoteMeeting', ...p.ofCase, kind: 'meeting', attended, heldAt } as const);
    const both = p.after(warned, met(true, '2018-02-08T10:00:00.000Z'), met(false, '2018-02-05T10:00:00.000Z'));
    expect(p.stateOf(both).meetings).toEqual([{ kind: 'meeting', attended: true, heldAt: '2018-02-08T10:00:00.000Z' }]);
  });
});

describe('a case of academic misconduct at Level 4', () => {
  it('is heard by the Panel like any other [UC-5.5] [UC-8.7]', () => {
    on(level4, p.referred({ ...p.misconduct }))
      .when(p.convening('airp'))
      .then({ type: 'BodyConvened' }, { type: 'SittingFormed' });
  });
});
