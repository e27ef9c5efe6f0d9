import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';
import * as s from '../../../testing/penalty-samples.js';
import { hearingDecider } from '../decider.js';
import type { HearingEvent } from '../hearing.js';

const on = (facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);
const practice = 'unacceptable-academic-practice';
const misconduct = 'academic-misconduct';

describe('what the Panel decides', () => {
  const heard = s.heardBy({});

  it('is whether there was a breach, and of which category [UC-20.1]', () => {
    on(heard)
      .when(p.finding())
      .then({ type: 'FindingReached', data: { proven: true, category: practice, provisional: true } });
    on(heard)
      .when(p.finding(p.noBreach))
      .then({ type: 'FindingReached', data: { proven: false } });
    on(heard)
      .when(p.finding({ category: 'negligence' }))
      .thenRefused('category-decided', 'UC-20.1');
  });

  it('may be another category than the provisional one, graver or lesser [UC-20.1] [UC-5.5]', () => {
    on(heard)
      .when(p.finding({ category: misconduct, findings: s.findings({ plagiarism: misconduct }) }))
      .then({ type: 'FindingReached', data: { category: misconduct } });
    on(s.heardBy({ category: misconduct }))
      .when(p.finding())
      .then({ type: 'FindingReached', data: { category: practice } });
  });

  it('answers each allegation, once, and of several some may be proven [UC-20.1] [UC-22.2.2]', () => {
    const two = s.heardBy({ offences: ['plagiarism', 'collusion'] });
    on(two)
      .when(p.finding({ findings: s.findings({ plagiarism: practice, collusion: 'not-shown' }) }))
      .then({ type: 'FindingReached', data: { proven: true, category: practice } });
    expect(() => on(two).when(p.finding()).then()).toThrow(/point-unanswered/);
  });

  it('does not rest on inexperience or intention, nor on whether it was deliberate [UC-2.2] [UC-4.6]', () => {
    for (const ground of ['inexperience', 'intention', 'lack-of-intention', 'unfamiliarity'])
      on(heard)
        .when(p.finding({ ...p.noBreach, grounds: [ground] }))
        .thenRefused('no-such-defence', 'UC-2.2');
    for (const ground of ['deliberate', 'not-deliberate'])
      on(heard)
        .when(p.finding({ grounds: [ground] }))
        .thenRefused('deliberate-or-not', 'UC-4.6');
  });

  it('is by strict liability: extenuation and mitigation count for the penalty only [UC-23.1]', () => {
    for (const ground of ['extenuation', 'mitigation'])
      on(heard)
        .when(p.finding({ ...p.noBreach, grounds: [ground] }))
        .thenRefused('strict-liability', 'UC-23.1');
  });

  it('rests on what came to the Panel in writing and in person [UC-19.2] [UC-16.7.1]', () => {
    const { sources: _, otherwise: __, ...bare } = p.finding();
    on(heard).when(bare).then({ type: 'FindingReached' });
    on(heard)
      .when(p.finding({ sources: ['newspaper'] }))
      .thenRefused('sources', 'UC-19.2');
    on(heard)
      .when(p.finding({ otherwise: true }))
      .thenRefused('no-other-channel', 'UC-16.7.1');
  });

  const of = (outcome: string, changes: Parameters<typeof p.finding>[0] = {}) =>
    p.finding({ findings: s.findings({ plagiarism: outcome }), ...changes });

  it('is in the words of the policy alone, which are told to who says another [UC-20.1]', () => {
    for (const word of ['maybe', 'not-sure', 'guilty', 'not', '']) {
      const { refusals } = on(heard).when(of(word)).thenRefused('no-such-outcome', 'UC-20.1');
      const known = 'There are proven, unacceptable-academic-practice, academic-misconduct and not-shown.';
      expect(refusals).toEqual([
        expect.objectContaining({ field: '/findings/0/outcome', says: expect.stringContaining(known) }),
      ]);
    }
    on(heard)
      .when(of('proven', { category: misconduct }))
      .then({ type: 'FindingReached', data: { proven: true, category: misconduct } });
  });

  it('is no breach in whatever words the policy has for that, and is kept in one [UC-20.2]', () => {
    for (const word of ['not-shown', 'no-breach', 'not-proven', 'not_proven', 'No breach']) {
      const none = of(word, { category: null, votes: p.panelAgainst });
      const [event] = on(heard)
        .when(none)
        .then({ type: 'FindingReached', data: { proven: false } });
      expect(event?.data).toMatchObject({ findings: [{ outcome: 'not-shown' }] });
    }
  });

  it('has its reasons, and of a breach the evidence [UC-24.1]', () => {
    const [said] = s.findings({ plagiarism: practice });
    if (!said) throw new Error('there is no finding');
    on(heard)
      .when(p.finding({ findings: [{ ...said, reasons: ' ' }] }))
      .thenRefused('finding-reasoned', 'UC-24.1');
    on(heard)
      .when(p.finding({ findings: [{ ...said, evidence: [] }] }))
      .thenRefused('rests-on-evidence', 'UC-24.1');
    on(heard)
      .when(p.finding({ ...p.noBreach, findings: [{ ...said, outcome: 'no-breach', reasons: '' }] }))
      .thenRefused('finding-reasoned', 'UC-24.1');
  });

  it('is voted on by each who sits, and by nobody else [UC-16.2.0] [UC-16.3]', () => {
    const { 'u-13': _, ...two } = p.panelFor;
    on(heard)
      .when(p.finding({ votes: two }))
      .thenRefused('no-quorum', 'UC-16.2.0');
    on(heard)
      .when(p.finding({ votes: {} }))
      .thenRefused('no-quorum', 'UC-16.2.0');
    for (const stranger of ['u-99', 'u-14'])
      on(heard)
        .when(p.finding({ votes: { ...p.panelFor, [stranger]: 'for' } }))
        .thenRefused('no-member', 'UC-16.2.0');
  });

  it('is carried by a majority [UC-16.2.0]', () => {
    on(heard)
      .when(p.finding({ votes: p.panelAgainst }))
      .thenRefused('not-carried', 'UC-16.2.0');
    on(heard)
      .when(p.finding({ ...p.noBreach, votes: p.panelFor }))
      .thenRefused('carried', 'UC-16.2.0');
    on(heard)
      .when(p.finding({ votes: { ...p.panelFor, 'u-12': 'against' } }))
      .then({ type: 'FindingReached' });
  });

  it('is decided once: told again it is the same, and otherwise it is refused [UC-20.1]', () => {
    const decided = p.after(heard, p.finding());
    on(decided).when(p.finding()).thenNothing();
    const others = [{ votes: p.panelAgainst }, p.noBreach, { standard: 'beyond-doubt' }];
    for (const other of others) on(decided).when(p.finding(other)).thenRefused('not-yet-decided', 'UC-20.1');
  });

  it('is recorded by whoever chairs the Panel [UC-20.1]', () => {
    for (const actor of [p.first, p.advisor, p.departmentChair])
      on(heard)
        .when(p.finding({}, p.later, actor))
        .thenRefused('not-yours-to-do', 'UC-20.1');
  });
});

describe('earlier offences', () => {
  it('are told by the procedural advisor once the breach is decided, and not before [UC-21.1] [UC-22.1]', () => {
    on(s.heardBy({})).when(s.releasing).thenRefused('breach-decided', 'UC-21.1');
    const [event] = on(s.found({}))
      .when(s.releasing)
      .then({ type: 'HistoryReleased', data: { to: ['u-11', 'u-12', 'u-13', 'u-14'], version: 1 } });
    expect(event?.authority).toEqual(expect.arrayContaining(['UC-21.1', 'UC-22.1']));
    on(s.found({}))
      .when({ ...s.releasing, actor: p.chair })
      .thenRefused('not-yours-to-do', 'UC-21.1');
    on(s.told({})).when(s.releasing).thenNothing();
  });

  it('are not told where there was no breach [UC-21.1]', () => {
    on(p.after(s.heardBy({}), p.finding(p.noBreach)))
      .when(s.releasing)
      .thenRefused('breach-decided', 'UC-21.1');
  });

  it('cannot be told, nor that there are none, until they are known here, spent or unspent [UC-21.1]', () => {
    const unknown = s.found({}).filter(({ type }) => type !== 'HistoryNoted');
    on(unknown).when(s.releasing).thenRefused('spent-or-unspent', 'UC-21.1');
  });

  it('are those that were proven before the hearing: what is proven at it does not stop the telling [UC-22.2.2]', () => {
    const sameDay = s.offence({ foundAt: '2018-03-15T14:30:00.000Z' });
    on(s.found({ before: [s.offence(), sameDay] }))
      .when(s.releasing)
      .then({ type: 'HistoryReleased' });
    const later = s.offence({ foundAt: '2018-03-15T15:30:00.000Z' });
    on(s.found({ before: [s.offence(), later] }))
      .when(s.releasing)
      .then({ type: 'HistoryReleased' });
  });
});

describe('a decision', () => {
  const penalised = p.after(s.told({}), s.penalty('classification-lowered'));

  it('is confirmed once breach, category and penalty are decided and the second part is on record [UC-20.1] [UC-19.4.2]', () => {
    on(p.after(s.told({}), p.secondPart))
      .when(p.confirming())
      .thenRefused('all-decided', 'UC-20.1');
    on(penalised).when(p.confirming()).thenRefused('second-part-recorded', 'UC-19.4.2');
    on(p.after(penalised, p.secondPart))
      .when(p.confirming())
      .then({ type: 'FindingConfirmed' }, { type: 'PenaltyConfirmed' });
    on(p.after(penalised, p.secondPart))
      .when(p.confirming(p.later, p.clerk))
      .thenRefused('not-yours-to-do', 'UC-19.4.2');
    on(p.cleared).when(p.confirming()).then({ type: 'FindingConfirmed' });
  });

  it('in absence stands once the three days for illness are over [UC-18.3] [UC-19.1]', () => {
    on(p.clearedInAbsence).when(p.confirming(p.thirdDay)).thenRefused('absent-student-may-be-ill', 'UC-18.3');
    on(p.clearedInAbsence).when(p.confirming(p.fourthDay)).then({ type: 'FindingConfirmed' });
  });

  it('that there was no breach goes back to the Chair of the Module Assessment Board [UC-20.2]', () => {
    const back = p.step('hearing.refer-back', { instruction: 'Mark it as any other.' }, p.clerk, p.later);
    on(p.cleared).when(back).thenRefused('decision-stands', 'UC-20.2');
    on(p.after(p.cleared, p.confirming())).when(back).then({ type: 'StepRecorded' });
    on(p.after(penalised, p.secondPart, p.confirming()))
      .when(back)
      .thenRefused('no-breach', 'UC-20.2');
  });
});
