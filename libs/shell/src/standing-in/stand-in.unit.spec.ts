import { describe, expect, it } from '@jest/globals';
import type { Policies, Policy } from '@probity/policy-packs';
import type { Told } from '../commands/subject.js';
import type { TimelineEntry } from '../cases/desk.js';
import { letsStandIn, standInsOf } from './stand-in.js';
import { whoStoodIn } from './who-stood-in.js';

const step = { name: 'match.name-deputy', designates: { field: 'deputy', as: 'umpire' } };
const nominate = {
  name: 'match.nominate',
  designates: { field: 'nominee', asIn: 'post', insteadOf: 'holder', from: 'from', until: 'until' },
};
const policy = {
  timeZone: 'Europe/London',
  act: () => undefined,
  step: (name: string) => [step, nominate].find((one) => one.name === name),
  steps: (name: string) => (name === 'match' ? [step, nominate] : []),
} as unknown as Policy;
const policies = { get: () => policy } as unknown as Policies;

const recorded = (id: string, at: string, type: string, data: object): Told =>
  ({
    recorded: { id, institution: 'club', case: 'c-1', actor: 'U-1', actedAt: at, policy: { pack: 'p', version: '1' } },
    event: { type, data },
  }) as unknown as Told;
const designated = (id: string, at: string, deputy: string): Told =>
  recorded(id, at, 'StepRecorded', { step: step.name, fields: { deputy } });

describe('who stands in', () => {
  it('is whom a step designates, until it designates somebody else', () => {
    const told = [
      designated('e1', '2026-10-05T09:00:00Z', 'U-2'),
      recorded('e2', '2026-10-05T10:00:00Z', 'StepRecorded', { step: 'match.toss', fields: { deputy: 'U-9' } }),
      designated('e3', '2026-10-06T09:00:00Z', 'U-3'),
    ];
    expect(standInsOf(told, policies)).toMatchObject([
      { person: 'U-2', office: 'umpire', by: 'U-1', startsAt: '2026-10-05T09:00:00Z', endsAt: '2026-10-06T09:00:00Z' },
      { person: 'U-3', office: 'umpire', endsAt: null, case: 'c-1' },
    ]);
  });

  it('is whom an office was delegated to, to the end of the last day, where the days are counted', () => {
    const data = { office: 'scorer', to: 'U-4', until: '2026-10-24' };
    const [one] = standInsOf([recorded('e1', '2026-10-20T09:00:00Z', 'OfficeDelegated', data)], policies);
    // Summer time ends on the 25th: its first instant is still in it.
    expect(one).toMatchObject({ person: 'U-4', office: 'scorer', endsAt: '2026-10-24T23:00:00Z' });
  });

  describe('is whom a step nominates for the office that it names', () => {
    const nominated = (id: string, at: string, fields: object): Told =>
      recorded(id, at, 'StepRecorded', { step: nominate.name, fields: { post: 'umpire', holder: 'U-1', ...fields } });
    const said = '2026-10-05T09:00:00Z';

    it('from the first day, and not before it was said, to the end of the last', () => {
      const toCome = nominated('e1', said, { nominee: 'U-2', from: '2026-10-07', until: '2026-10-08' });
      expect(standInsOf([toCome], policies)).toMatchObject([
        { person: 'U-2', office: 'umpire', startsAt: '2026-10-06T23:00:00Z', endsAt: '2026-10-08T23:00:00Z' },
      ]);
      const past = nominated('e1', said, { nominee: 'U-2', from: '2026-10-01', until: null });
      expect(standInsOf([past], policies)).toMatchObject([{ startsAt: said, endsAt: null }]);
    });

    it('until somebody else acts instead of the same holder, and not of another', () => {
      const told = [
        nominated('e1', said, { nominee: 'U-2', from: '2026-10-01' }),
        nominated('e2', said, { nominee: 'U-3', from: '2026-10-01', holder: 'U-7' }),
        nominated('e3', said, { nominee: 'U-4', from: '2026-10-01', post: 'scorer' }),
        nominated('e4', '2026-10-06T09:00:00Z', { nominee: 'U-5', from: '2026-10-08' }),
      ];
      expect(standInsOf(told, policies)).toMatchObject([
        { person: 'U-2', endsAt: '2026-10-07T23:00:00Z' },
        { person: 'U-3', endsAt: null },
        { person: 'U-4', office: 'scorer', endsAt: null },
        { person: 'U-5', startsAt: '2026-10-07T23:00:00Z', endsAt: null },
      ]);
    });
  });

  it('can be somebody only where the policy says so', () => {
    expect([letsStandIn(policy, { name: 'match' }), letsStandIn(policy, { name: 'report' })]).toEqual([true, false]);
  });

  it('is told in the timeline of what they did then, and of nothing else', () => {
    const [standIn] = standInsOf([designated('e1', '2026-10-05T09:00:00Z', 'U-2')], policies);
    const ended = { ...(standIn as NonNullable<typeof standIn>), endsAt: '2026-10-06T09:00:00Z' };
    const entry = (actor: string, actedAt: string) => ({ actor, actedAt }) as TimelineEntry;
    const entries = [
      entry('U-2', '2026-10-05T08:59:59Z'),
      entry('U-2', '2026-10-05T09:00:00Z'),
      entry('U-3', '2026-10-05T09:00:00Z'),
      entry('U-2', '2026-10-06T09:00:00Z'),
    ];
    const told = whoStoodIn(entries, [ended]).map(({ standingIn }) => standingIn);
    expect(told).toEqual([undefined, [{ office: 'umpire', by: 'U-1' }], undefined, undefined]);
  });
});
