import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import { aqss, noted, noting, policy } from '../../testing/chester.js';
import { fileDecider } from './decisions.js';
import type { FileEvent } from './file.js';
import type { NotedEvent } from './noted.js';
import { papersCounted, papersOf } from './on-paper.js';

const [script, notes] = ['1', '2'].map((nth) => `paper:0198f000-0000-7000-8000-00000000000${nth}`) as [string, string];
const opened = { ...noted.opened, data: { ...noted.opened.data, papers: [script, notes] } };
const facts = [opened, noted.desk(false), noted.noCase('desk')].reduce<readonly FileEvent[]>(
  (told, fact) => [...told, ...fileDecider.decide(noting(fact as NotedEvent), fold(fileDecider, told), policy)],
  [],
);
const on = given(fileDecider, policy, ...facts);
const marking = (...papers: readonly (readonly [paper: string, destroyed: boolean, otherwise?: string])[]) =>
  ({
    ...aqss,
    type: 'MarkForDisposal',
    reason: 'No breach.',
    papers: papers.map(([paper, destroyed, otherwise = null]) => ({ paper, destroyed, otherwise })),
  }) as const;

describe('what of a case is on paper', () => {
  it('is known of the case as it was opened', () => {
    expect(papersOf(fold(fileDecider, facts))).toEqual([script, notes]);
  });

  it('is destroyed by a person before the record is: of each it is said what became of it [UC-8.8.2]', () => {
    on.when(marking()).thenRefused('paper-seen-to', 'UC-8.8.2');
    on.when(marking([script, true])).thenRefused('paper-seen-to', 'UC-8.8.2');
    on.when(marking([script, true], [notes, false])).thenRefused('paper-seen-to', 'UC-8.8.2');
    on.when(marking([script, true], [notes, false, ' '])).thenRefused('paper-seen-to', 'UC-8.8.2');
    on.when(marking([script, true], [notes, true], [`${notes}0`, true])).thenRefused('unknown-paper', 'UC-8.8.2');
    on.when(marking([script, true], [notes, true], [script, true])).thenRefused('paper-twice', 'UC-8.8.2');
    on.when(marking([script, true], [notes, false, 'It is the library’s.'])).then({ type: 'DisposalDue' });
  });

  it('is counted for the certificate, which says nothing else of it [UC-8.8.2]', () => {
    const marked = fileDecider.decide(
      marking([script, true], [notes, false, 'It is the library’s.']),
      fold(fileDecider, facts),
      policy,
    );
    const state = fold(fileDecider, [...facts, ...marked]);
    expect(state.status === 'begun' && papersCounted(state.papersGone)).toEqual({ destroyed: 1, otherwise: 1 });
    expect(papersCounted([])).toBeUndefined();
  });
});
