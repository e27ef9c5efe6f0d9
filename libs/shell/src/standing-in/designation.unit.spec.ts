import { describe, expect, it } from '@jest/globals';
import type { Policies } from '@probity/policy-packs';
import { designationOf } from './designation.js';

const step = 'match.nominate';
const designates = { field: 'nominee', asIn: 'post', insteadOf: 'holder', from: 'from', until: 'until' };
const policy = {
  institution: 'club',
  timeZone: 'Europe/London',
  step: (name: string) =>
    ({ [step]: { designates }, 'match.toss': {}, 'match.name-judges': { staff: ['first', 'second'] } })[name],
  office: (id: string) => (['umpire', 'scorer'].includes(id) ? { id } : undefined),
};
const staff = new Map([
  ['U-1', { offices: ['umpire'], lineManager: 'U-9' }],
  ['U-2', { offices: ['scorer'] }],
]);
const context = {
  policies: { all: [policy] } as unknown as Policies,
  registers: { staff: async (_: string, id: string) => staff.get(id) } as never,
};
const at = '2026-10-05T09:00:00Z';
const fields = { nominee: 'U-2', post: 'umpire', holder: 'U-1', from: '2026-10-05', until: null };
const asked = (id = 'U-9') => ({ institution: 'club', actor: { id, offices: [] }, at });
const told = (more: object = {}, id?: string) => designationOf(context, asked(id), step, { ...fields, ...more });
const refused = (field: string, code: string) => expect.objectContaining({ field: `/fields/${field}`, code });

describe('whoever is to act instead of another', () => {
  it('is told with whether whoever asks manages that other, and whether the post is theirs', async () => {
    expect(await told()).toEqual({ nomination: { lineManagerOfHolder: true, holderHasPost: true } });
    expect(await told({}, 'U-8')).toEqual({ nomination: { lineManagerOfHolder: false, holderHasPost: true } });
    expect(await told({ post: 'scorer' })).toEqual({ nomination: { lineManagerOfHolder: true, holderHasPost: false } });
    expect(await told({ holder: 'U-2' })).toMatchObject({ nomination: { lineManagerOfHolder: false } });
  });

  it('is of the staff, as is that other; and the office is one of the policy', async () => {
    await expect(told({ nominee: 'Bob' })).rejects.toThrow(refused('nominee', 'no-such-staff'));
    await expect(told({ holder: 'Bob' })).rejects.toThrow(refused('holder', 'no-such-staff'));
    await expect(told({ post: 'mascot' })).rejects.toThrow(refused('post', 'no-such-office'));
  });

  it('is it for days to come, in their order', async () => {
    expect(await told({ until: '2026-10-05' })).toBeDefined();
    await expect(told({ until: '2026-10-04' })).rejects.toThrow(refused('until', 'in-the-past'));
    await expect(told({ from: '2026-10-08', until: '2026-10-07' })).rejects.toThrow(
      refused('until', 'ends-before-it-starts'),
    );
  });

  it('and whoever else a step names as staff is of the staff', async () => {
    const named = (second: string | null) =>
      designationOf(context, asked(), 'match.name-judges', { first: 'U-1', second });
    expect([await named('U-2'), await named(null)]).toEqual([undefined, undefined]);
    await expect(named('Bob')).rejects.toThrow(refused('second', 'no-such-staff'));
  });

  it('is nobody where the step names nobody, or what is said is for its own check', async () => {
    expect(await designationOf(context, asked(), 'match.toss', fields)).toBeUndefined();
    expect(await told({ holder: 7 })).toBeUndefined();
  });
});
