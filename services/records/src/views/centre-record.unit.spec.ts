import { describe, expect, it } from '@jest/globals';
import { after, fileOf, noted, noting } from '../testing/sample.js';
import type { NotedEvent } from '../domain/file/noted.js';
import { centreCaseOf } from './centre-case.js';
import { centreRecordOf } from './centre-record.js';

const hashOf = (centre: string): string => `hash of ${centre}`;
const rowOf = (...facts: readonly NotedEvent[]) => {
  const row = centreCaseOf(fileOf(after(...facts.map(noting))), hashOf);
  if (!row) throw new Error('no centre');
  return row;
};

describe("a centre's record", () => {
  it('has its cases, their outcomes, open actions, and how late reports were [IMI/centre/monitoring]', () => {
    const proven = rowOf(noted.opened, noted.started, noted.finding, noted.action);
    expect(proven).toMatchObject({
      centreHash: 'hash of C-1042',
      outcome: 'malpractice',
      openActions: 1,
      reportLagInDays: 4,
      startedLate: true,
      closedAt: null,
    });
    const { totals } = centreRecordOf([proven, rowOf(noted.opened)]);
    expect(totals).toEqual({
      cases: 2,
      open: 2,
      openActions: 1,
      reportLagInDays: { known: 2, longest: 4 },
      investigationsStartedLate: 1,
    });
  });

  it('has no action open once it is in effect, or all are complete [IMI/centre/monitoring]', () => {
    const inEffect = { type: 'SanctionNoted', data: { ...noted.sanctioned.data, action: 'invalidate' } } as const;
    expect(rowOf(noted.opened, noted.action, inEffect).openActions).toBe(0);
    expect(rowOf(noted.opened, noted.action, noted.completed).openActions).toBe(0);
  });

  const notShown: NotedEvent = {
    type: 'FindingNoted',
    data: { ...noted.finding.data, proven: false, outcomes: ['not-shown'] },
  };
  it.each<readonly [string, readonly NotedEvent[]]>([
    ['open', []],
    ['no-case', [noted.noCase]],
    ['malpractice', [noted.noCase, noted.finding]],
    ['not-shown', [notShown]],
  ])('has the outcome %s [IMI/centre/monitoring]', (outcome, facts) => {
    expect(rowOf(noted.opened, ...facts).outcome).toBe(outcome);
  });

  it('counts cases by category, product, period and outcome [IMI/outcomes/trends]', () => {
    expect(centreRecordOf([rowOf(noted.opened, noted.finding), rowOf(noted.opened)]).trends).toEqual({
      byCategory: { 'claims-before-completion': 2 },
      byProduct: { 'Q-001': 2 },
      byClassification: { malpractice: 2 },
      byOutcome: { malpractice: 1, open: 1 },
      byMonth: { '2026-06': 2 },
    });
  });

  it('is found by a hash: no row says in clear at which centre it is', () => {
    const row = rowOf(noted.opened);
    expect(row.centreHash).toMatch(/^hash of C-/);
    expect(Object.values({ ...row, centreHash: '' })).not.toContain(row.centreHash.replace('hash of ', ''));
  });

  it('waits until the case is known to be at a centre', () => {
    expect(centreCaseOf(fileOf(after(noting(noted.finding))), hashOf)).toBeUndefined();
  });
});
