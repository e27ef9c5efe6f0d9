import { describe, expect, it } from '@jest/globals';
import type { Given } from '@probity/decider';
import { decideAny } from './any-act.js';
import type { Policy, Ruling, StepDefinition } from './policy.js';

const name = 'courtside.crown-the-champion';
const gardener: Given = { actor: { id: 'st-0001', offices: ['gardener'] }, at: '2026-07-01T10:00:00.000Z' };
const crown = { type: 'RecordStep', step: name, fields: {}, ...gardener } as const;
const after = (...done: string[]) => ({ actor: { offices: ['gardener'], roles: [] }, steps: { done } });

const policyWith = (repeatable: boolean, ruled: Partial<Ruling> = {}): Policy => {
  const step: Partial<StepDefinition> = {
    name,
    title: 'Crown the champion',
    clauses: ['TC-9'],
    fields: [],
    repeatable,
  };
  const ruling: Ruling = {
    ...{ act: name, kind: undefined, refusals: [], departures: [], breaches: [] },
    ...{ missing: [], authority: ['TC-9'], follows: [], read: {} },
    ...ruled,
  };
  const correct = { name: 'courtside.correct', who: { offices: ['umpire'], roles: [] } };
  return {
    ...{ step: () => step, act: () => correct, rule: () => ruling, noticesOn: () => [] },
    office: () => ({ title: 'umpire of the day' }),
  } as unknown as Policy;
};

describe('a step', () => {
  it('that cannot be repeated is recorded once', () => {
    const policy = policyWith(false);
    expect(decideAny('courtside', crown, after('courtside.sweep'), policy)).toMatchObject([{ type: 'StepRecorded' }]);
    expect(() => decideAny('courtside', crown, after(name), policy)).toThrow(
      expect.objectContaining({
        kind: 'out-of-order',
        refusals: [expect.objectContaining({ code: 'recorded-once', clauses: ['TC-9'] })],
      }),
    );
  });

  it('says how what was recorded wrongly is mended, and by whom', () => {
    const says = expect.stringContaining('is corrected (courtside.correct), by: umpire of the day.');
    expect(() => decideAny('courtside', crown, after(name), policyWith(false))).toThrow(
      expect.objectContaining({ refusals: [expect.objectContaining({ says })] }),
    );
  });

  it('that can be repeated is recorded as often as it is done', () => {
    expect(decideAny('courtside', crown, after(name), policyWith(true))).toHaveLength(1);
  });

  it('is refused first to whoever may not record it', () => {
    const refusal = { code: 'not-yours-to-do', clauses: ['TC-9'], says: 'The gardener sweeps.' };
    expect(() =>
      decideAny('courtside', crown, after(name), policyWith(false, { kind: 'not-permitted', refusals: [refusal] })),
    ).toThrow(expect.objectContaining({ kind: 'not-permitted' }));
  });
});
