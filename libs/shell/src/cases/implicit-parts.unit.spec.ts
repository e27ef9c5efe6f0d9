import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { Register } from '@probity/registers';
import type { Streams } from '../commands/streams.js';
import type { Subject, Told } from '../commands/subject.js';
import { counterSubject, type Counter } from '../testing/counter-subject.js';
import { actorsOf, goesBy, isAwaited } from './implicit-parts.js';

const at = '2026-10-05T09:00:00.000Z';
const take = {
  ...{ name: 'counter.take', title: 'Take it', clauses: ['C-1'], acceptable: [], by: undefined },
  who: { offices: ['chair'], roles: [], anyone: false },
};
const policyWhere = (due: boolean, open = true): Policy =>
  ({
    ...{ acts: () => [take], steps: () => [], act: () => undefined, noticesOn: () => [], isDue: () => due },
    available: () => ({ refusals: open ? [] : [{ code: 'not-yet', says: 'Not yet.', clauses: ['C-1'] }] }),
  }) as unknown as Policy;

const register = {
  staff: [
    { id: 'near', offices: ['chair'], faculty: 'humanities' },
    { id: 'far', offices: ['chair'], faculty: 'business' },
    { id: 'other', offices: ['clerk'], faculty: 'humanities' },
  ],
  students: [],
  modules: [{ code: 'HI1', faculty: 'humanities', taughtBy: [], examinedBy: [] }],
} as unknown as Register;
const subject = {
  ...counterSubject,
  addressees: () => ({ subjects: [], assessment: { module: 'HI1' } }),
} as unknown as Subject<never, Counter, DomainEvent>;
const waitsFor = (id: string, policy = policyWhere(true)): boolean => {
  const offices = register.staff.find((one) => one.id === id)?.offices ?? [];
  return isAwaited(subject, { institution: 'imi', count: 0 }, policy, { id, offices }, { at, register });
};

describe('whom the procedure waits for', () => {
  it('is whoever may do what is due now, of several who hold the office those near the case', () => {
    expect(['near', 'far', 'other', 'nobody'].map((id) => waitsFor(id))).toEqual([true, false, false, false]);
  });

  it('is nobody for what is not due, or not open', () => {
    expect(waitsFor('near', policyWhere(false))).toBe(false);
    expect(waitsFor('near', policyWhere(true, false))).toBe(false);
  });
});

describe('whoever has acted', () => {
  const by = (actor: string) => ({ recorded: { actor } }) as unknown as Told;

  it('did so on the stream, or on what it came of', async () => {
    const report = { ...counterSubject, name: 'report' } as unknown as Subject;
    const streams = { load: async () => ({ told: [by('st-2')] }) } as unknown as Streams;
    const ofCase = { ...counterSubject, cameOf: () => ({ report: 'r-1' }) } as unknown as Subject<never>;
    const own = { subject: ofCase, state: {}, told: [by('st-1'), by('st-1')] };
    expect(await actorsOf(streams, [report], own)).toEqual(['st-1', 'st-2']);
    expect(await actorsOf(streams, [], own)).toEqual(['st-1']);
  });
});

describe('a part that nobody is given', () => {
  it('counts where the policy names it among its roles', () => {
    const policy = {
      describe: () => ({ offices: { roles: { acted: { title: 'whoever acted' } } } }),
    } as unknown as Policy;
    expect([goesBy(policy, 'acted'), goesBy(policy, 'awaited')]).toEqual([true, false]);
  });
});
