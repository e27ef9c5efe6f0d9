import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';
import * as s from '../../../testing/penalty-samples.js';
import { hearingDecider } from '../decider.js';
import type { DataOf, HearingEvent } from '../hearing.js';

const on = (facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);
const penalised = p.after(s.told({}), s.penalty('classification-lowered'), p.secondPart);
const confirmed = p.after(penalised, p.confirming());

const telling = (letter: Readonly<Record<string, string>> = {}, at = p.later) =>
  p.by(p.clerk, at, { type: 'SendDecisionLetter', suggestsAdvice: false, warnsOfRepeat: false, letter } as const);
const sent = (facts: readonly HearingEvent[], command = telling()) => {
  const events = on(facts).when(command).then({ type: 'DecisionLetterSent' }, { type: 'LetterSent' });
  return {
    decision: events[0]?.data as DataOf<'DecisionLetterSent'>,
    letter: events[1]?.data as DataOf<'LetterSent'>,
  };
};

describe('the letter with the decision of the Panel', () => {
  it('tells breach, category, penalty, reasons, that it is an academic judgment, and on which ground to appeal [UC-24.1] [UC-20.1] [UC-25.1] [UC-25.4]', () => {
    const { letter } = sent(confirmed);
    expect(letter).toMatchObject({ notice: 'panel-decision', to: ['student', 'chair-mab'] });
    for (const words of [
      'A breach was found.',
      'unacceptable academic practice',
      'final degree classification lowered by one class',
      'As shown.',
      'academic judgment',
      'A procedural or administrative irregularity',
    ])
      expect(letter.text).toContain(words);
  });

  it('tells that there was no breach, and needs no category then [UC-20.1]', () => {
    const { letter } = sent(p.after(p.cleared, p.confirming()));
    expect(letter.text).toContain('No breach was found.');
    expect(letter.text).toContain('There is no penalty.');
  });

  it('cannot say otherwise what was decided [UC-24.1]', () => {
    for (const item of ['breach', 'category', 'penalty', 'reasons', 'academic-judgment', 'appeal'])
      expect(() =>
        on(confirmed)
          .when(telling({ [item]: 'Something else.' }))
          .then(),
      ).toThrow(`derived-${item}`);
  });

  it('goes once the decision is confirmed, by Academic Quality Support Services [UC-24.1]', () => {
    on(penalised).when(telling()).thenRefused('decision-confirmed', 'UC-24.1');
    on(confirmed)
      .when({ ...telling(), actor: p.chair })
      .thenRefused('not-yours-to-do', 'UC-24.1');
    on(p.after(confirmed, telling())).when(telling()).thenNothing();
  });

  it('is in time on the fourteenth day after the hearing; later it goes all the same, with the breach on record [UC-24.1]', () => {
    expect(sent(confirmed, telling({}, '2018-03-29T22:59:59.000Z')).decision.ruling.breaches).toEqual([]);
    expect(sent(confirmed, telling({}, '2018-03-29T23:00:00.000Z')).decision.ruling.breaches).toMatchObject([
      { code: 'fourteen-days', clauses: ['UC-24.1'] },
    ]);
  });
});
