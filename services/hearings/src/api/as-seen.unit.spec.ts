import { describe, expect, it } from '@jest/globals';
import { compilePacks, mergeCatalogues, packsDirectory, procedure } from '@probity/policy-packs';
import type { Asked } from '@probity/shell';
import { hearingCatalogue } from '../domain/hearing/facts.js';
import type { HearingEvent } from '../domain/hearing/hearing.js';
import * as a from '../testing/sitting-samples.js';
import { hearingAsSeen } from './as-seen.js';

const catalogues = mergeCatalogues([...procedure.filter(({ service }) => service === 'hearing'), hearingCatalogue]);
const panels = compilePacks(packsDirectory, catalogues, { only: 'chester/2017-18' }).get({
  pack: 'chester',
  version: '2017-18',
});
const as = (actor: Asked['actor']): Asked => ({ actor, at: a.afterMeeting }) as Asked;
const seat = (person: string, role: string): HearingEvent => ({
  type: 'MemberAppointed',
  data: {
    ...{ person, seat: 'chair', roles: [role], reasons: {}, inRegister: a.inRegister([]), complete: true },
    ...{ appointedAt: a.fixedAt, ruling: { restedOn: {}, departures: [], breaches: [] } },
  },
});
const found = (proven: boolean): HearingEvent => ({
  type: 'FindingReached',
  data: {
    ...{ findings: [], proven, category: 'academic-misconduct', reachedAt: a.afterMeeting, provisional: true },
    ruling: { restedOn: {}, departures: [], breaches: [] },
  },
});
const released: HearingEvent = {
  type: 'HistoryReleased',
  data: {
    releasedAt: a.afterMeeting,
    to: ['st-01'],
    version: 1,
    ruling: { restedOn: {}, departures: [], breaches: [] },
  },
};

describe('earlier offences', () => {
  const before = [a.noted, a.referred(), a.historyOf('undergraduate'), seat('st-01', 'panel-chair')];
  const seen = (who: Asked['actor'], ...facts: readonly HearingEvent[]) =>
    JSON.stringify(hearingAsSeen('h', a.stateOf(facts), panels, as(who)));

  it('are kept from who decides until the breach is decided and they are told [UC-21.1] [UC-22.1]', () => {
    expect(seen(a.director, ...before)).not.toContain('IBC-2025-000009');
    expect(seen(a.director, ...before, found(true))).not.toContain('IBC-2025-000009');
    expect(seen(a.director, ...before, found(true), released)).toContain('IBC-2025-000009');
    expect(seen(a.director, ...before, found(false), released)).not.toContain('IBC-2025-000009');
  });

  it('are not kept from others', () => {
    expect(seen(a.registrar, ...before)).toContain('IBC-2025-000009');
  });
});

describe('who the student is', () => {
  const seen = (who: Asked['actor'], ...facts: readonly HearingEvent[]) =>
    JSON.stringify(hearingAsSeen('h', a.stateOf(facts), a.committeesPolicy, as(who)));
  const lifted: HearingEvent = { type: 'AnonymityNoted', data: { ...a.ofCase, liftedAt: a.fixedAt } };

  it('is kept from the Director of Training, and from members, until anonymity is lifted [IBC-75]', () => {
    expect(seen(a.director, ...a.known)).not.toContain('s-001');
    expect(seen(a.teacher, ...a.seated)).not.toContain('s-001');
    expect(seen(a.director, ...a.known, lifted)).toContain('s-001');
    expect(seen(a.teacher, ...a.seated, lifted)).toContain('s-001');
  });
});

describe('the file of a case', () => {
  const seen = (who: Asked['actor'], ...facts: readonly HearingEvent[]) =>
    hearingAsSeen('h', a.stateOf(facts), a.committeesPolicy, as(who));
  const lecturer = { id: 'st-20', offices: ['lecturer'] };

  it('is kept from a lecturer, who can still do what is a lecturer’s [IBC-97.4]', () => {
    const { policy, institution, case: id } = a.ofCase;
    const hidden = [expect.objectContaining({ what: 'malpractice-file', clauses: ['IBC-97.4', 'IBC-102.2'] })];
    expect(seen(lecturer, ...a.ready)).toEqual({ id: 'h', status: 'known', policy, institution, case: id, hidden });
  });

  it('is open to others, and to whoever sits [IBC-97.4]', () => {
    expect(seen(a.registrar, ...a.ready)).toHaveProperty('sitting');
    expect(seen({ ...a.teacher, offices: ['teaching-staff', 'lecturer'] }, ...a.ready)).toHaveProperty('sitting');
  });
});
