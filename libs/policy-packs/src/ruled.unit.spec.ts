import { describe, expect, it } from '@jest/globals';
import { RuleBroken } from '@probity/decider';
import type { Policy, Ruling } from './policy.js';
import { factsWith, ruled } from './ruled.js';

const short = { code: 'short', clauses: ['TC-1'], says: 'The note is too short.', field: '/note' };
const late = { code: 'late', clauses: ['TC-2'], says: 'It is late.' };
const nothing = { departures: [], breaches: [], missing: [], authority: ['TC-1'], follows: [], read: {} };
const policyThat = (kind: Ruling['kind'], ...refusals: Ruling['refusals']): Policy =>
  ({ rule: (act: string) => ({ ...nothing, act, kind, refusals }) }) as unknown as Policy;

const refusedBy = (policy: Policy, ...refusals: Ruling['refusals']): unknown => {
  try {
    return ruled(policy, 'courtside.note', {}, {}, {}, [{ refusals }]);
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return { kind: error.kind, codes: error.refusals.map(({ code }) => code) };
  }
};

describe('a ruling with what its rules cannot see', () => {
  it('rests on all that was added, each clause once', () => {
    const departure = { ...late, force: 'normally', reason: 'Rain.', facts: {} } as const;
    const added = [{ authority: ['TC-1', 'TC-3'] }, { departures: [departure] }];
    expect(ruled(policyThat(undefined), 'courtside.note', {}, {}, {}, added)).toMatchObject({
      ...{ refusals: [], departures: [departure], authority: ['TC-1', 'TC-3'] },
    });
  });

  it('is refused by what was added, and says nothing twice', () => {
    expect(refusedBy(policyThat(undefined), late)).toEqual({ kind: 'unacceptable', codes: ['late'] });
    expect(refusedBy(policyThat('unacceptable', short), short, late)).toEqual({
      ...{ kind: 'unacceptable', codes: ['short', 'late'] },
    });
  });

  it('is not, where the act is not open to this person', () => {
    expect(refusedBy(policyThat('not-permitted', late), short)).toEqual({ kind: 'not-permitted', codes: ['late'] });
    expect(refusedBy(policyThat('out-of-order', late), short)).toEqual({ kind: 'out-of-order', codes: ['late'] });
  });
});

it('what is said goes beside what is known of the same, and in place of what was said before', () => {
  const known = { evidence: { collected: true, unknown: ['a'] }, case: { closed: false } };
  expect(factsWith(known, { evidence: { unknown: [] }, served: { to: 'all' } })).toEqual({
    ...{ evidence: { collected: true, unknown: [] }, case: { closed: false }, served: { to: 'all' } },
  });
});
