import { describe, it } from '@jest/globals';
import { given, type Given } from '@probity/decider';
import { compilePacks, mergeCatalogues, packsDirectory, procedure } from '@probity/policy-packs';
import { lodging, noted } from '../../testing/appeal-samples.js';
import { hearingCatalogue } from '../hearing/facts.js';
import { appealDecider } from './decisions.js';
import { fold } from '@probity/decider';
import type { AppealCommand } from './commands.js';
import type { AppealEvent } from './events.js';
import { appealCatalogue } from './facts.js';

const catalogues = mergeCatalogues([
  ...procedure.filter(({ service }) => service === 'hearing'),
  hearingCatalogue,
  appealCatalogue,
]);
const policy = compilePacks(packsDirectory, catalogues, { only: 'chester/2017-18' }).get({
  pack: 'chester',
  version: '2017-18',
});

const signedAt = '2026-06-22T10:00:00.000Z';
const decision = noted({ decidedBy: 'department', signedAt, penalty: null });
const student: Given['actor'] = { id: 's-001', offices: ['student'] };
const dean: Given['actor'] = { id: 'st-11', offices: ['dean-aqe'] };
const reviewer: Given['actor'] = { id: 'st-12', offices: ['airp-chair'] };
const at = '2026-06-26T10:00:00.000Z';
const review = lodging({ kind: 'review', grounds: [] }, student, at);
const givenFacts = (...facts: readonly AppealEvent[]) => given(appealDecider, policy, ...facts);
const after = (...commands: readonly (AppealCommand & Given)[]) =>
  commands.reduce<readonly AppealEvent[]>(
    (facts, command) => [...facts, ...appealDecider.decide(command, fold(appealDecider, facts), policy)],
    [decision],
  );
const admit = { type: 'AdmitAppeal', cause: '', reasonableCase: true, votes: {}, actor: dean, at } as const;
const refer = { type: 'ReferAppeal', actor: dean, at } as const;
const decide = {
  type: 'DecideAppeal',
  ...{ appeal: 'a', outcome: 'confirmed', standard: '', why: 'Fair.', review: {}, chosen: [], findingFalls: false },
  ...{ votes: {}, actor: reviewer, at },
} as const;

describe('a review of a decision, by one person', () => {
  it('is asked for within seven days of the signing, of a decision of the department [UC-9.1, UC-9.2.0]', () => {
    givenFacts(decision)
      .when(review)
      .then({ type: 'AppealLodged', data: { kind: 'review' } });
    const late = { ...review, submittedAt: '2026-06-30T00:00:00.000Z' };
    givenFacts(decision).when(late).thenRefused('review-within-seven-days', 'UC-9.2.0');
    givenFacts(noted({ decidedBy: 'airp', signedAt }))
      .when(review)
      .thenRefused('review-at-level-3-or-4', 'UC-9.1');
  });

  it('is admitted for a reasonable case, handed on and decided by one, without votes [UC-9.2.2, UC-9.3, UC-9.5.1]', () => {
    const asked = after(review);
    givenFacts(...asked)
      .when({ ...admit, reasonableCase: false })
      .thenRefused('reasonable-case', 'UC-9.2.2');
    givenFacts(...asked)
      .when(refer)
      .thenRefused('criteria-met', 'UC-9.3');
    givenFacts(...after(review, admit, refer))
      .when(decide)
      .then({ type: 'AppealDecided', data: { carriedBy: null } });
    givenFacts(...after(review, admit))
      .when(decide)
      .thenRefused('referred-first', 'UC-9.3');
  });

  it('waits for what is not known, such as whether the student came to the meeting [UC-9.2.1]', () => {
    const unknown = noted({ decidedBy: 'department', signedAt, attendedMeeting: false });
    givenFacts(unknown, ...after(review).slice(1))
      .when(admit)
      .thenRefused('meeting-attended', 'UC-9.2.1');
  });
});
