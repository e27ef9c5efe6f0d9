import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as a from '../../testing/sitting-samples.js';
import { hearingDecider } from './decider.js';
import { hearingFacts } from './facts.js';
import { sentences, type HearingEvent } from './hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, a.committeesPolicy, ...facts);
const system = { actor: a.system, at: a.fixedAt };

describe('what other services tell of a student', () => {
  it('is noted in any order, each once', () => {
    const notes = [
      { type: 'NoteCase', ...a.noted.data, ...system },
      { type: 'NoteReferral', ...a.referred().data, ...system },
      { type: 'NoteHistory', ...a.historyOf('undergraduate').data, ...system },
      { type: 'NoteAnonymity', ...a.ofCase, liftedAt: a.fixedAt, ...system },
    ] as const;
    const forward = a.after([], ...notes, ...notes);
    expect(forward.map(({ type }) => type)).toEqual(['CaseNoted', 'ReferralNoted', 'HistoryNoted', 'AnonymityNoted']);
    expect(a.stateOf(a.after([], ...notes.toReversed()))).toEqual(a.stateOf(forward));
  });

  it('takes a later version of the history for an earlier one, and no earlier for a later [IBC-84]', () => {
    const later = { ...a.historyOf('postgraduate').data, version: 2 };
    on(a.historyOf('undergraduate'))
      .when({ type: 'NoteHistory', ...later, ...system })
      .then({ type: 'HistoryNoted' });
    on({ type: 'HistoryNoted', data: later })
      .when({ type: 'NoteHistory', ...a.historyOf('undergraduate').data, ...system })
      .thenNothing();
  });

  it('takes what is enclosed afterwards, and nothing less again [IBC-76.1]', () => {
    const first = a.referred({ enclosed: [a.essay] });
    const again = (enclosed: readonly string[]) =>
      ({ type: 'NoteReferral', ...a.referred({ enclosed: [...enclosed] }).data, ...system }) as const;
    const [more] = on(a.noted, first)
      .when(again([a.essay, a.source]))
      .then({ type: 'ReferralNoted' });
    on(a.noted, first).when(a.convening()).thenRefused('evidence-collected', 'IBC-76.1');
    on(a.noted, first, more as HearingEvent)
      .when(a.convening())
      .then({ type: 'BodyConvened' }, { type: 'SittingFormed' });
    for (const enclosed of [[a.essay], [a.source], [a.essay, a.source]])
      on(a.noted, first, more as HearingEvent)
        .when(again(enclosed))
        .thenNothing();
  });

  it('says in no sentence whether there is a history', () => {
    expect(sentences.HistoryNoted(a.historyOf('undergraduate').data)).toBe(sentences.HistoryNoted(a.historyOf().data));
  });

  it('is not false where it was not told', () => {
    const facts = hearingFacts(a.stateOf([a.noted]), { actor: a.registrar, at: a.fixedAt });
    expect(facts).not.toHaveProperty('history.careers');
    expect(facts).not.toHaveProperty('evidence.collected');
    expect(facts).not.toHaveProperty('sitting.at');
    expect(facts).not.toHaveProperty('statement');
  });
});
