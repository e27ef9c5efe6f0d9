import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import {
  at,
  closure,
  decided,
  due,
  finding,
  invalid,
  invalidation,
  investigated,
  manager,
  noCase,
  noted,
  ofCase,
  policyWith,
  returnRequested,
  system,
  visits,
  waitsFor,
} from '../../testing/samples.js';
import type { PutIntoEffect } from './commands.js';
import { sanctionsDecider } from './decisions.js';
import type { SanctionsEvent } from './sanctions.js';

const policy = policyWith();

describe('what other services tell', () => {
  const hearing = `${ofCase.case}-1`;
  const notes = {
    case: { type: 'NoteCase', ...noted().data, ...system },
    investigation: { type: 'NoteInvestigation', ...ofCase, startedAt: '2026-11-04T23:30:00.000Z', ...system },
    finding: { type: 'NoteFinding', ...finding(true).data, ...system },
    noCase: { type: 'NoteNoCase', ...ofCase, foundAt: at, ...system },
    closure: { type: 'NoteClosure', ...ofCase, closedAt: at, ...system },
    action: {
      type: 'NoteAction',
      ...{ ...ofCase, hearing, decidedAt: '2026-11-19T10:00:00.000Z' },
      ...{ actions: [{ code: 'visits', effect: 'centre-action', parameters: {} }] },
      ...system,
    },
  } as const;
  const events = {
    ...{ case: noted(), investigation: investigated, finding: finding(true), action: due(visits) },
    ...{ noCase, closure },
  };

  it.each(['case', 'investigation', 'finding', 'action', 'noCase', 'closure'] as const)(
    'notes the %s, once',
    (what) => {
      given(sanctionsDecider, policy).when(notes[what]).then(events[what]);
      given(sanctionsDecider, policy, ...Object.values(events))
        .when(notes[what])
        .thenNothing();
    },
  );

  it('adds up to the same in any order', () => {
    const state = (some: readonly SanctionsEvent[]) => fold(sanctionsDecider, some);
    for (const order of permutations(Object.values(events))) expect(state(order)).toEqual(state(Object.values(events)));
  });

  it('has nothing left to put into effect where nothing was shown', () => {
    given(sanctionsDecider, policy, noted())
      .when({ ...notes.finding, proven: false })
      .then(finding(false), { type: 'EffectsCompleted', data: { completedAt: at } });
  });

  it.each(Object.values(notes))('rests each note on the clauses of the acts that it opens: $type', (note) => {
    for (const { authority } of decided(policy, [], note)) expect(authority).not.toEqual([]);
    for (const { authority } of decided(policy, [], { ...notes.finding, proven: false }))
      expect(authority).toContain('IMI/outcomes/aims');
  });

  it('has nothing left to put into effect where no action was decided', () => {
    const none = { ...notes.action, actions: [] };
    given(sanctionsDecider, policy, noted(), finding(true))
      .when(none)
      .then(due(), { type: 'EffectsCompleted', data: { completedAt: at } });
  });

  it('counts the day where the institution is: half past eleven at night in July is the next', () => {
    const july = { ...notes.investigation, startedAt: '2026-07-04T23:30:00.000Z' };
    expect(decided(policy, [], july)).toMatchObject([{ data: { startedOn: '2026-07-05' } }]);
  });
});

const permutations = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) =>
        permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

describe('putting a decision into effect', () => {
  const before = [noted(), finding(true), due(visits, invalidation)] as const;
  const put = (change: Partial<PutIntoEffect> = {}) =>
    ({
      type: 'PutIntoEffect',
      ...{ action: 'visits', what: 'Two visits arranged.', on: null },
      ...manager,
      ...change,
    }) as const;
  const on = given(sanctionsDecider, policy, ...before);

  it('records what was done, and since when [IMI/outcomes/aims]', () => {
    expect(decided(policy, before, put())).toMatchObject([
      { type: 'SanctionPutIntoEffect', data: { action: 'visits', effect: 'centre-action', inEffectAt: at } },
    ]);
    expect(decided(policy, before, put({ on: '2026-11-19' }))).toMatchObject([
      { occurredAt: '2026-11-19T00:00:00.000Z', data: { inEffectAt: '2026-11-19T00:00:00.000Z' } },
    ]);
  });

  it('is of what was decided, after it was [IMI/outcomes/aims]', () => {
    given(sanctionsDecider, policy, noted(), finding(true))
      .when(put())
      .thenRefused('action-decided', 'IMI/outcomes/aims');
    on.when(put({ action: 'materials' })).thenRefused('this-action-decided', 'IMI/outcomes/aims');
    on.when(put({ what: ' ' })).thenRefused('what-was-done', 'IMI/outcomes/aims');
    on.when(put({ on: '2026-11-21' })).thenRefused('in-effect-since', 'IMI/outcomes/aims');
    on.when(put({ on: '2026-11-18' })).thenRefused('in-effect-since', 'IMI/outcomes/aims');
  });

  it('leaves certificates to be made invalid one by one [IMI/outcomes/invalid-action]', () => {
    const all = put({ action: 'invalidate-certificates' });
    on.when(all).thenRefused('certificates-one-by-one', 'IMI/outcomes/invalid-action');
  });

  it('happens as often as it was decided, and is quiet when repeated [IMI/outcomes/aims]', () => {
    const first = decided(policy, before, put()) as readonly SanctionsEvent[];
    given(sanctionsDecider, policy, ...before, ...first)
      .when(put())
      .thenNothing();
    const again = given(sanctionsDecider, policy, ...before, ...first).when(put({ what: 'Two more.' }));
    again.thenRefused('effect-left', 'IMI/outcomes/aims');
    const twice = [noted(), finding(true), due(visits, visits)];
    expect(decided(policy, [...twice, ...first], put({ what: 'Two more.' }))).toMatchObject([
      { type: 'SanctionPutIntoEffect' },
      { type: 'EffectsCompleted' },
    ]);
  });

  it('says when nothing of the decision is left, once', () => {
    const types = (...facts: SanctionsEvent[]) => decided(policy, facts, put()).map(({ type }) => type);
    expect(types(...before)).toEqual(['SanctionPutIntoEffect']);
    expect(types(...before, invalid('CERT-0001'))).toEqual(['SanctionPutIntoEffect']);
    const returned = [invalid('CERT-0001'), returnRequested('CERT-0001')];
    expect(types(...before, ...returned)).toEqual(['SanctionPutIntoEffect', 'EffectsCompleted']);
    expect(types(noted(), finding(true), due(visits))).toEqual(['SanctionPutIntoEffect', 'EffectsCompleted']);
  });

  it('is waited for while anything decided is not in effect [IMI/outcomes/aims]', () => {
    const waits = (...facts: SanctionsEvent[]) => waitsFor(policy, 'sanctions.put-into-effect', ...facts);
    expect(waits(...before)).toBe(true);
    expect(waits(...before, ...(decided(policy, before, put()) as readonly SanctionsEvent[]))).toBe(false);
    expect(waits(noted(), finding(true), due(invalidation))).toBe(false);
  });
});
