import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import { dataOf } from '../../../testing/sitting-samples.js';
import * as p from '../../../testing/panel-samples.js';
import * as s from '../../../testing/penalty-samples.js';
import { hearingDecider } from '../decider.js';
import type { DataOf, HearingEvent } from '../hearing.js';

const on = (facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);
const misconduct = 'academic-misconduct';

const found = (outcomes: Readonly<Record<string, string>> = { plagiarism: misconduct }) => {
  const heard = s.heardBy({ offences: Object.keys(outcomes), category: misconduct });
  return p.after(heard, p.finding({ category: misconduct, findings: s.findings(outcomes) }));
};
const told = (outcomes?: Readonly<Record<string, string>>) => p.after(found(outcomes), s.releasing);
const weighed = (outcomes?: Readonly<Record<string, string>>) => p.after(told(outcomes), s.weighed);
const effects = (facts: readonly HearingEvent[], command: ReturnType<typeof s.misconductPenalty>) => {
  const [event] = on(facts).when(command).then({ type: 'PenaltyDecided' });
  return dataOf<DataOf<'PenaltyDecided'>>(event).actions.map(({ effect, binds }) => [effect, binds]);
};

describe('the penalty for academic misconduct', () => {
  it('is decided once the Panel was told of earlier offences, and has weighed them [UC-22.1] [UC-22.2]', () => {
    on(found()).when(s.misconductPenalty()).thenRefused('history-told-for-misconduct', 'UC-22.1');
    on(found()).when(s.weighed).then({ type: 'StepRecorded' });
    on(told()).when(s.misconductPenalty()).thenRefused('misconduct-weighed', 'UC-22.2');
    on(s.told({})).when(s.weighed).thenRefused('misconduct-found', 'UC-22.2');
  });

  it('is zero for all components of the module in every case, with or without another [UC-22.3.0]', () => {
    expect(effects(weighed(), s.misconductPenalty())).toEqual([['module-zero', true]]);
    expect(effects(weighed(), s.misconductPenalty([{ code: 'terminated-without-award' }]))).toEqual([
      ['programme-terminated', false],
      ['unratified-modules-zero', false],
      ['no-award', false],
      ['no-re-enrolment', false],
      ['module-zero', true],
    ]);
    on(weighed())
      .when(s.misconductPenalty([{ code: 'terminated-without-award' }, { code: 'terminated-with-exit-award' }]))
      .thenRefused('not-so-many', 'UC-20.1');
  });

  it('names such components and modules as no board has ratified the marks of [UC-22.3.1] [UC-22.3.2] [UC-22.3.3]', () => {
    const named = [
      [{ code: 'components-zero', parameters: { components: 'HI5002/essay' } }, 'UC-22.3.1'],
      [{ code: 'modules-capped', parameters: { modules: 'HI5002', cap: 40 } }, 'UC-22.3.2'],
      [{ code: 'modules-zero', parameters: { modules: 'HI5002' } }, 'UC-22.3.3'],
    ] as const;
    for (const [one, clause] of named) {
      const ratified = s.misconductPenalty([one], { inRegister: { ratified: ['HI5002'] } });
      on(weighed()).when(ratified).thenRefused('not-yet-ratified', clause);
      on(weighed())
        .when(s.misconductPenalty([one]))
        .then({ type: 'PenaltyDecided' });
    }
  });

  it('takes several allegations one after another, normally [UC-22.2.2]', () => {
    const two = weighed({ plagiarism: misconduct, collusion: misconduct });
    on(two).when(s.misconductPenalty()).thenRefused('one-after-another', 'UC-22.2.2');
    on(two)
      .when(s.misconductPenalty([], { inTurn: true }))
      .then({ type: 'PenaltyDecided' });
    const [event] = on(two)
      .when({ ...s.misconductPenalty(), reasons: { 'one-after-another': 'They are one and the same work.' } })
      .then({ type: 'PenaltyDecided' });
    expect(dataOf<DataOf<'PenaltyDecided'>>(event).ruling.departures).toMatchObject([{ code: 'one-after-another' }]);
    on(weighed()).when(s.misconductPenalty()).then({ type: 'PenaltyDecided' });
    const besides = { together: { put: 1, proven: 1, unfound: 0 } };
    on(weighed()).when(s.misconductPenalty([], besides)).thenRefused('one-after-another', 'UC-22.2.2');
  });
});

describe('a standard penalty', () => {
  const satisfied = p.after(p.subgroupMet, p.satisfying(true));
  const bySubgroup = p.after(satisfied, p.finding({ votes: p.subgroupFor }, p.convenedAt));
  const course = s.penalty('academic-integrity-course', { tariff: 'standard-penalty', votes: p.subgroupFor });

  it('is authorised by the subgroup that is satisfied of both, without being told of earlier offences [UC-14.5] [UC-14.6]', () => {
    const [event] = on(bySubgroup).when(course).then({ type: 'PenaltyDecided' });
    expect(event?.authority).toEqual(expect.arrayContaining(['UC-14.6', 'UC-15.1']));
    expect(dataOf<DataOf<'PenaltyDecided'>>(event).actions).toMatchObject([
      { effect: 'academic-integrity-course', binds: true },
    ]);
    on(p.after(p.subgroupMet, p.satisfying(true, false)))
      .when(p.finding({ votes: p.subgroupFor }, p.convenedAt))
      .thenRefused('subgroup-satisfied', 'UC-14.6');
  });

  it('is all that the subgroup may impose [UC-14.6]', () => {
    on(bySubgroup)
      .when(s.penalty('component-zero', { votes: p.subgroupFor }))
      .thenRefused('subgroup-standard-penalty-only', 'UC-14.6');
    on(bySubgroup)
      .when(s.penalty('component-zero', { tariff: 'standard-penalty', votes: p.subgroupFor }))
      .thenRefused('unknown-option', 'UC-14.6');
  });

  it('is confirmed and told by the letter of the subgroup, normally within 14 days [UC-14.8]', () => {
    const confirmed = p.after(bySubgroup, course, p.confirming(p.convenedAt));
    const letter = (at: string) =>
      p.by(p.clerk, at, {
        ...{ type: 'SendDecisionLetter', suggestsAdvice: false, warnsOfRepeat: false },
        letter: { procedure: 'You will be told of the course.' },
      } as const);
    const [, sent] = on(confirmed)
      .when(letter('2018-03-06T23:00:00.000Z'))
      .then({ type: 'DecisionLetterSent' }, { type: 'LetterSent' });
    expect(dataOf<DataOf<'LetterSent'>>(sent).text).toContain('The decision of the subgroup in case UC-2018-000001');
    on(confirmed).when(letter('2018-03-07T00:00:00.000Z')).thenRefused('subgroup-fourteen-days', 'UC-14.8');
  });
});
