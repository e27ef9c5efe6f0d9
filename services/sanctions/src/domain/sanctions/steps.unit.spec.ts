import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  decided,
  due,
  finding,
  invalid,
  invalidation,
  investigated,
  manager,
  noted,
  policyWith,
  waitsFor,
} from '../../testing/samples.js';
import { sanctionsDecider } from './decisions.js';
import type { SanctionsEvent } from './sanctions.js';

const policy = policyWith();
const record = (step: string, fields: Record<string, string | number>) =>
  ({ type: 'RecordStep', step, fields, ...manager }) as const;
const after = (...facts: SanctionsEvent[]) => given(sanctionsDecider, policy, ...facts);
const charge = ['charge-centre', 'charge'] as const;
const warning = ['learner-warning', 'learner-action'] as const;
const prices = { amount: 250, priceList: '2026-2', pricesOn: '2026-11-04' };

describe('a failure to report', () => {
  const step = (fields = {}) =>
    record('sanctions.record-failure-to-report', {
      ...{ awareOn: '2026-09-01', reportedOn: '2026-11-02', arrangements: 'None that worked.' },
      ...fields,
    });

  it('is recorded of a centre, with when it was aware and when it was reported [IMI/centre/failure-to-report]', () => {
    expect(decided(policy, [noted()], step())).toMatchObject([
      { type: 'StepRecorded', authority: ['IMI/centre/failure-to-report'] },
    ]);
    after(noted())
      .when(step({ awareOn: '2026-11-03' }))
      .thenRefused('aware-before-reported', 'IMI/centre/failure-to-report');
  });

  it('is never held against a learner [IMI/centre/failure-to-report]', () => {
    after(noted('learner')).when(step()).thenRefused('on-a-centre', 'IMI/centre/failure-to-report');
  });
});

describe('an action against a learner', () => {
  const step = record('sanctions.communicate-learner-action', { sender: 'centre', sentOn: '2026-11-20' });
  const before = [noted('learner'), finding(true), due(warning)];

  it('is communicated by the institution or the centre, and who did is recorded [IMI/outcomes/learner-communication]', () => {
    expect(waitsFor(policy, step.step, ...before)).toBe(true);
    const [told] = decided(policy, before, step);
    expect(told).toMatchObject({ type: 'StepRecorded', data: { fields: { sender: 'centre' } } });
    expect(waitsFor(policy, step.step, ...before, told as SanctionsEvent)).toBe(false);
    after(noted(), finding(true))
      .when(step)
      .thenRefused('learner-action-decided', 'IMI/outcomes/learner-communication');
  });
});

describe('the arrangements', () => {
  const step = record('sanctions.review-arrangements', {
    ...{ aspect: 'monitoring', found: 'Claims are not sampled.', amendment: 'Sample one in ten.' },
  });

  it('are reviewed in proven cases, and what is amended is recorded [IMI/outcomes/review-arrangements]', () => {
    expect(waitsFor(policy, step.step, noted(), finding(true))).toBe(true);
    const [reviewed] = decided(policy, [noted(), finding(true)], step);
    expect(reviewed).toMatchObject({ type: 'StepRecorded', authority: ['IMI/outcomes/review-arrangements'] });
    expect(waitsFor(policy, step.step, noted(), finding(true), reviewed as SanctionsEvent)).toBe(false);
    after(noted(), finding(false)).when(step).thenRefused('case-proven', 'IMI/outcomes/review-arrangements');
  });
});

describe('charges', () => {
  const centre = record('sanctions.charge-centre', { activity: 'visits', ...prices });
  const reissue = record('sanctions.charge-reissue', { certificates: 12, ...prices });
  const proven = [noted(), investigated, finding(true), due(charge, invalidation)];

  it('are made for visits, quality assurance, administration and monitoring where decided [IMI/outcomes/charge-centre]', () => {
    expect(decided(policy, proven, centre)[0]).toMatchObject({ type: 'StepRecorded' });
    expect(waitsFor(policy, centre.step, ...proven)).toBe(true);
    const undecided = after(noted(), investigated, finding(true), due(invalidation));
    undecided.when(centre).thenRefused('charge-decided', 'IMI/outcomes/charge-centre');
  });

  it('are put into effect by the step, with the prices of the day, and by nothing else [IMI/outcomes/charge-rate]', () => {
    const facts = [noted(), investigated, finding(true), due(charge, charge)];
    const free = { type: 'PutIntoEffect', action: 'charge-centre', what: 'Charged.', on: null, ...manager } as const;
    after(...facts)
      .when(free)
      .thenRefused('charged-at-the-prices', 'IMI/outcomes/charge-rate');
    expect(waitsFor(policy, 'sanctions.put-into-effect', ...facts)).toBe(false);
    const first = decided(policy, facts, centre);
    expect(first).toMatchObject([
      { type: 'StepRecorded' },
      { type: 'SanctionPutIntoEffect', data: { action: 'charge-centre', effect: 'charge' } },
    ]);
    const then = [...facts, ...(first as readonly SanctionsEvent[])];
    expect(waitsFor(policy, centre.step, ...then)).toBe(true);
    const second = decided(policy, then, centre);
    expect(second.map(({ type }) => type)).toEqual(['StepRecorded', 'SanctionPutIntoEffect', 'EffectsCompleted']);
    const done = [...then, ...(second as readonly SanctionsEvent[])];
    expect(waitsFor(policy, centre.step, ...done)).toBe(false);
    expect(decided(policy, done, centre)).toMatchObject([{ type: 'StepRecorded' }]);
  });

  it('are made in proven cases and to centres only [IMI/outcomes/charge-centre] [IMI/outcomes/charge-reissue]', () => {
    after(noted(), investigated).when(centre).thenRefused('proven-cases-only', 'IMI/outcomes/charge-centre');
    after(noted(), investigated).when(reissue).thenRefused('proven-cases-only', 'IMI/outcomes/charge-reissue');
    const learner = after(noted('learner'), investigated, finding(true), due(charge));
    learner.when(centre).thenRefused('centres-only', 'IMI/outcomes/charge-centre');
    learner.when(reissue).thenRefused('centres-only', 'IMI/outcomes/charge-reissue');
  });

  it('are due for certificates that will be reissued [IMI/outcomes/charge-reissue]', () => {
    expect(waitsFor(policy, reissue.step, ...proven)).toBe(false);
    expect(waitsFor(policy, reissue.step, ...proven, invalid('CERT-0001'))).toBe(true);
    const [charged] = decided(policy, [...proven, invalid('CERT-0001')], reissue);
    expect(charged).toMatchObject({ authority: expect.arrayContaining(['IMI/outcomes/charge-reissue']) });
    expect(waitsFor(policy, reissue.step, ...proven, invalid('CERT-0001'), charged as SanctionsEvent)).toBe(false);
  });

  it.each([centre, reissue])(
    'are at the prices of the day on which the investigation was initiated [IMI/outcomes/charge-rate]',
    (step) => {
      const late = { ...step, fields: { ...step.fields, pricesOn: '2026-11-20' } };
      after(...proven)
        .when(late)
        .thenRefused('prices-of-the-investigation', 'IMI/outcomes/charge-rate');
      after(noted(), finding(true), due(charge))
        .when(step)
        .thenRefused('investigation-initiated', 'IMI/outcomes/charge-rate');
    },
  );
});

describe('a correction', () => {
  it('names a recorded fact and says why [IMI/outcomes/aims]', () => {
    const correct = (found: boolean, reason: string) =>
      ({
        type: 'Correct',
        ...{ corrects: '0197f3a0-0000-7000-8000-00000000000c', found },
        ...{ field: '/reviewOn', value: '2026-12-05', reason },
        ...manager,
      }) as const;
    after(noted()).when(correct(false, 'A slip.')).thenRefused('fact-exists', 'IMI/outcomes/aims');
    after(noted()).when(correct(true, '')).thenRefused('correction-reasoned', 'IMI/outcomes/aims');
    expect(decided(policy, [noted()], correct(true, 'A slip.'))).toMatchObject([{ type: 'FactCorrected' }]);
  });
});
