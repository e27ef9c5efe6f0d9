import { describe, expect, it } from '@jest/globals';
import { compilePacks, mergeCatalogues, packsDirectory, procedure } from '@probity/policy-packs';
import { offers, type Asked } from '@probity/shell';
import { hearingCatalogue } from '../domain/hearing/facts.js';
import type { HearingEvent } from '../domain/hearing/hearing.js';
import * as p from '../testing/panel-samples.js';
import * as s from '../testing/penalty-samples.js';
import * as a from '../testing/sitting-samples.js';
import { hearingSubject } from '../subjects.js';
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
/** As one who has a part in the case elsewhere, or a duty in every case. */
const seeing = (who: Asked['actor'], facts: readonly HearingEvent[]) =>
  hearingAsSeen('h', p.stateOf(facts), panels, { actor: who, at: p.later } as Asked, ['acted']);
const seenOf = (who: Asked['actor'], facts: readonly HearingEvent[]) => JSON.stringify(seeing(who, facts));
const confirmed = (facts: readonly HearingEvent[]): readonly HearingEvent[] => {
  const finding = { reachedAt: p.later, proven: true, category: 'unacceptable-academic-practice', findings: [] };
  const ruling = { restedOn: {}, departures: [], breaches: [] };
  return [...facts, { type: 'FindingConfirmed', data: { confirmedAt: p.later, finding, ruling } }];
};
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

  it('are not kept from whoever chooses the route, nor from the procedural advisor of the case [UC-13.1.2] [UC-21.1]', () => {
    const of = (who: Asked['actor']) => seenOf(who, s.heardBy({}));
    for (const who of [p.registrar, p.clerk, p.advisor]) expect(of(who)).toContain('UC-2017-000009');
    for (const who of [p.chair, p.first, p.departmentChair, { id: 'u-99', offices: ['procedural-advisor'] }])
      expect(of(who)).not.toContain('UC-2017-000009');
  });

  it('are kept from whoever presents the case, and from the department, until the decision is confirmed [UC-21.1]', () => {
    const presenter = p.appointing(p.departmentChair, 'presenter');
    const decided = p.after(p.after(s.heardBy({}).slice(0, -1), presenter), p.firstPart, p.finding(), s.releasing);
    const examiner = { id: 'u-05', offices: ['examiner'] };
    for (const who of [p.departmentChair, examiner]) {
      expect(seenOf(who, decided)).not.toContain('UC-2017-000009');
      expect(seenOf(who, confirmed(decided))).toContain('UC-2017-000009');
    }
  });
});

describe('a decision that is not confirmed', () => {
  const decided = p.after(s.told({}), s.penalty('classification-lowered'), p.secondPart);
  const others = [p.departmentChair, p.clerk, p.dean, { id: 'u-05', offices: ['examiner'] }];

  it('is shown to the Panel, its advisor and the Senior Assistant Registrar alone [UC-18.3] [UC-19.1]', () => {
    for (const who of [p.chair, p.first, p.advisor, p.registrar])
      expect(seeing(who, decided)).toMatchObject({ finding: { proven: true }, penalty: { provisional: true } });
    for (const who of others) {
      expect(seeing(who, decided)).toMatchObject({ finding: null, penalty: null, historyReleased: null });
      expect(seenOf(who, decided)).not.toMatch(
        /As shown|classification-lowered|Minutes|decide-penalty|release-history/,
      );
      expect(seeing(who, confirmed(decided))).toMatchObject({ finding: { proven: true } });
    }
  });

  it('is not to be read from what can be done, either [UC-19.1]', () => {
    const penaltyOpen = (who: Asked['actor']) =>
      offers(hearingSubject as never, p.stateOf(s.told({})), panels, { actor: who, at: p.later }).find(
        ({ act }) => act === 'hearing.decide-penalty',
      )?.open;
    expect(penaltyOpen(p.chair)).toBe(true);
    for (const who of others) expect(penaltyOpen(who)).toBe(false);
  });

  it('leaves nothing to be seen by a new Panel, once it lapsed [UC-21.1] [UC-18.3]', () => {
    const absent = p.after(p.absent, p.finding(), s.releasing);
    const lapsed = p.after(absent, p.requesting('illness', p.thirdDay), p.deciding(true, p.thirdDay));
    const again = [p.appointing(p.otherChair, 'chair'), p.appointing(p.third, 'member')] as const;
    const anew = p.after(lapsed, p.convening('airp', p.fourthDay), ...again);
    for (const who of [p.otherChair, p.third])
      expect(seenOf(who, anew)).not.toMatch(/decide-finding|release-history|sawHistory/);
  });
});

describe('what the Panel is told of the penalty group', () => {
  const seen = (who: Asked['actor'], facts: readonly HearingEvent[]) =>
    hearingAsSeen('h', p.stateOf(facts), panels, { actor: who, at: p.later } as Asked);
  const spent = s.offence({ spent: true });

  it('is told by the procedural advisor, who sees it before, with the earlier offences [UC-21.1] [UC-21.2.1]', () => {
    const advice = { group: { applicable: ['a'], mayDiffer: true, clauses: ['UC-21.2.1'] }, needed: null, tells: [] };
    expect(seen(p.advisor, s.found({ before: [spent] }))).toMatchObject({ advice });
    expect(seen(p.chair, s.found({ before: [spent] }))).not.toHaveProperty('advice');
    expect(seen(p.chair, s.told({ before: [spent] }))).toMatchObject({
      advice,
      history: { offences: [{ reference: 'UC-2017-000009', spent: true }] },
    });
    expect(seen(p.clerk, s.told({ before: [spent] }))).not.toHaveProperty('advice');
    expect(seen(p.advisor, s.heardBy({}))).toMatchObject({ advice: null });
  });

  it('has what is spent at Level 5 told where it is not the first breach in the final attempt [UC-21.3] [UC-21.6.1]', () => {
    const facts = s.told({ before: [spent], attempts: 1 });
    expect(seen(p.advisor, facts)).toMatchObject({ advice: { group: null, needed: 'module.compensates' } });
    expect(seen(p.advisor, p.after(facts, s.finalAttempt(40)))).toMatchObject({
      advice: { group: { applicable: ['a', 'c'] }, tells: [{ clauses: ['UC-21.3', 'UC-21.6.1'] }] },
    });
  });

  it('is only of what was proven before the hearing [UC-22.2.2]', () => {
    const sameDay = s.offence({ reference: 'UC-2018-000009', foundAt: '2018-03-15T14:30:00.000Z' });
    const facts = s.told({ before: [spent, sameDay] });
    expect(JSON.stringify(seen(p.chair, facts))).not.toContain('UC-2018-000009');
  });

  it('is not to be read before from whether the student was eligible, which goes by what is on record [UC-21.1]', () => {
    expect(seen(p.chair, s.heardBy({}))).not.toHaveProperty('steps.told.decideEligibility');
    expect(seen(p.advisor, s.heardBy({}))).toHaveProperty('steps.told.decideEligibility');
    expect(seen(p.chair, s.told({}))).toHaveProperty('steps.told.decideEligibility');
  });
});

describe('the second part of a hearing', () => {
  const facts = p.after(p.forPanel, ...p.seats, p.appointing(p.departmentChair, 'presenter'), p.fixing(), p.inviting());
  const held = p.after(facts, p.serving(), p.opening(), p.firstPart, p.finding(p.noBreach), p.secondPart);
  const seen = (who: Asked['actor']) =>
    JSON.stringify(hearingAsSeen('h', p.stateOf(held), panels, { actor: who, at: p.later } as Asked));

  it('is told to nobody but the members and the procedural advisor, of those who were at the first [UC-19.4.2]', () => {
    expect(seen(p.departmentChair)).toContain('rec-17');
    expect(seen(p.departmentChair)).not.toContain('Minutes.');
    for (const who of [p.chair, p.first, p.advisor]) expect(seen(who)).toContain('Minutes.');
  });

  it('stays so once the decision is confirmed, which others are told of; its record is kept where the procedure is administered [UC-19.4.2] [UC-4.2.4]', () => {
    const decided = p.after(s.told({}), s.penalty('classification-lowered'), p.secondPart);
    const voted = confirmed(decided).map((one) =>
      one.type === 'PenaltyDecided' ? { ...one, data: { ...one.data, votes: { [p.chair.id]: 'for' as const } } } : one,
    );
    const department = ['chair-mab', 'academic-staff', 'head-of-department', 'examiner', 'appeals-officer'];
    for (const office of department) {
      const told = seeing({ id: 'u-77', offices: [office] }, voted);
      expect(told).toMatchObject({ finding: { proven: true }, penalty: { votes: {} } });
      expect(JSON.stringify(told)).not.toContain('Minutes.');
    }
    for (const who of [p.chair, p.first, p.advisor, p.registrar, p.clerk]) {
      expect(seenOf(who, voted)).toContain('Minutes.');
      expect(seeing(who, voted)).toMatchObject({ penalty: { votes: { [p.chair.id]: 'for' } } });
    }
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
    const hidden = [
      expect.objectContaining({
        what: 'malpractice-file',
        clauses: expect.arrayContaining(['IBC-97.4', 'IBC-102.2']) as unknown,
      }),
    ];
    expect(seen(lecturer, ...a.ready)).toEqual({ id: 'h', status: 'known', policy, institution, case: id, hidden });
  });

  it('is open to others, and to whoever sits [IBC-97.4]', () => {
    expect(seen(a.registrar, ...a.ready)).toHaveProperty('sitting');
    expect(seen({ ...a.teacher, offices: ['teaching-staff', 'lecturer'] }, ...a.ready)).toHaveProperty('sitting');
  });
});
