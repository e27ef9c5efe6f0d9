import { describe, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as a from '../../../testing/sitting-samples.js';
import { hearingDecider } from '../decider.js';

describe('the letter with the decision, once it was sent', () => {
  const sent = given(hearingDecider, a.committeesPolicy, ...a.after(a.decided, a.telling()));
  const nextDay = '2026-07-28T10:00:00.000Z';

  it('is not sent again where it would say the same [IBC-107.1]', () => {
    sent.when(a.telling()).thenNothing();
    sent.when(a.telling({}, nextDay)).thenNothing();
  });

  it('is not dropped unseen where it would say something else [IBC-107.1]', () => {
    const otherwise = a.telling({ letter: { ...a.decisionWords, consequences: 'The module is failed.' } });
    sent.when(otherwise).thenRefused('letter-sent', 'IBC-107.1');
  });
});
