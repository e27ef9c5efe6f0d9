import { describe, expect, it } from '@jest/globals';
import { RuleBroken } from '@probity/decider';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { decideAny } from './any-act.js';
import { compilePacks } from './compile/compile-packs.js';
import type { Policy } from './policy.js';
import { courtside, tennisClub } from './testing/tennis-club.js';

const packs = join(import.meta.dirname, '../packs');
const subjects = ['case', 'certificate', 'file', 'hearing', 'investigation', 'notification', 'report', 'sanctions'];
const imi = compilePacks(packs, []).get({ pack: 'imi', version: '8' });
const actsOfIssue8 = subjects.flatMap((subject) => {
  const file = parse(readFileSync(join(packs, `imi/8/acts/${subject}.yaml`), 'utf8')) as object;
  return Object.keys(file).filter((name) => name !== 'steps');
});
const club = compilePacks(tennisClub, [courtside]).get({ pack: 'tennis-club', version: '1982' });

const record = (policy: Policy, step: string, fields: Record<string, string | number | boolean | null> = {}) => {
  const facts = { actor: { offices: ['gardener', 'umpire'], roles: [] }, steps: { done: [] }, ball: {}, net: {} };
  const given = { actor: { id: 'st-1', offices: ['gardener'] }, at: '2026-10-05T09:00:00Z' };
  return decideAny('courtside', { type: 'RecordStep', step, fields, ...given }, facts, policy);
};

const refusalOf = (decide: () => unknown): unknown => {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof RuleBroken)) return String(error);
    return { kind: error.kind, act: error.act, refusals: error.refusals };
  }
};

describe('a step', () => {
  it('of the policy is recorded with its clauses', () => {
    const [event] = record(club, 'courtside.sweep', { minutes: 5, broom: 'old' });
    expect(event).toMatchObject({ type: 'StepRecorded', data: { title: 'Sweep the court' }, authority: ['TC-9'] });
  });

  it('that the policy does not have is refused before anything is judged, and names the policy', () => {
    expect(refusalOf(() => record(club, 'courtside.dance'))).toEqual({
      kind: 'out-of-order',
      act: 'courtside.dance',
      refusals: [{ code: 'no-such-step', clauses: [], says: 'There is no such step in Rules of the Tennis Club.' }],
    });
  });

  it('is not an act by another name, though anyone may do the act', () => {
    expect(refusalOf(() => record(club, 'courtside.report'))).toMatchObject({ refusals: [{ code: 'no-such-step' }] });
  });
});

describe('no act of issue 8 can be recorded as a step', () => {
  it('and these are all of them', () => {
    expect(actsOfIssue8).toEqual(subjects.flatMap((subject) => imi.acts(subject).map(({ name }) => name)));
    expect(actsOfIssue8.length).toBeGreaterThan(50);
  });

  it.each(actsOfIssue8)('%s', (act) => {
    expect(refusalOf(() => record(imi, act))).toMatchObject({ act, refusals: [{ code: 'no-such-step' }] });
  });
});
