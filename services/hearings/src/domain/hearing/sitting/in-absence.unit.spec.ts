import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';
import { hearingDecider } from '../decider.js';
import type { HearingEvent } from '../hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);
const found = p.after(p.absent, p.finding());
const history = p.by(p.advisor, p.later, { type: 'ReleaseHistory' });
const told = p.after(found, history);
const ill = p.requesting('illness', p.thirdDay);
const requested = p.after(told, ill);
const lapsed = p.after(requested, p.deciding(true, p.thirdDay));

describe('a student who does not come', () => {
  it('is heard in absence from the time in the invitation on [UC-19.1]', () => {
    const alone = (at: string) => p.opening({ student: false }, at);
    on(...p.ready)
      .when(alone('2018-03-15T13:59:59.000Z'))
      .thenRefused('at-the-time-given', 'UC-19.1');
    on(...p.ready)
      .when(alone(p.hearingAt))
      .then({ type: 'HearingOpened', data: { student: false } });
  });

  it('can show illness for three days: until then the decision is provisional, and nobody is told [UC-18.3] [UC-19.1]', () => {
    expect(found.at(-1)).toMatchObject({ type: 'FindingReached', data: { provisional: true } });
    on(...p.clearedInAbsence)
      .when(p.confirming(p.thirdDay))
      .thenRefused('absent-student-may-be-ill', 'UC-18.3');
    on(...p.clearedInAbsence)
      .when(p.confirming(p.fourthDay))
      .then({ type: 'FindingConfirmed' });
    on(...p.cleared)
      .when(p.confirming())
      .then({ type: 'FindingConfirmed' });
  });

  it('has a request decided before the decision stands [UC-18.3]', () => {
    on(...p.after(p.clearedInAbsence, ill))
      .when(p.confirming(p.fourthDay))
      .thenRefused('deferral-decided-first', 'UC-18.3');
  });

  it('whose request was refused before it can show illness after it, once, for the same three days [UC-18.3] [UC-18.1.0]', () => {
    const before = '2018-03-12T22:00:00.000Z';
    const refusedBefore = p.after(p.ready, p.requesting('illness', before), p.deciding(false, before));
    const cleared = p.after(
      refusedBefore,
      p.opening({ student: false }),
      p.firstPart,
      p.finding(p.noBreach),
      p.secondPart,
    );
    on(...cleared)
      .when(p.confirming(p.thirdDay))
      .thenRefused('absent-student-may-be-ill', 'UC-18.3');
    on(...cleared)
      .when(p.requesting('teaching-or-assessment', p.thirdDay))
      .thenRefused('illness-after-a-refusal', 'UC-18.1.0');
    const again = p.after(cleared, ill);
    on(...again)
      .when(p.confirming(p.fourthDay))
      .thenRefused('deferral-decided-first', 'UC-18.3');
    const refused = p.after(again, p.deciding(false, p.thirdDay));
    on(...refused)
      .when(p.confirming(p.thirdDay))
      .then({ type: 'FindingConfirmed' });
    on(...refused)
      .when(ill)
      .thenRefused('once', 'UC-18.1.0');
    const moved = p.after(p.ready, p.requesting('illness', before), p.deciding(true, before));
    const another = p.after(moved, p.fixing('2018-03-29T10:00:00.000Z', before), p.inviting({}, before), p.serving());
    on(...p.after(another, p.opening({ student: false }, '2018-03-29T10:00:00.000Z')))
      .when(p.requesting('illness', '2018-03-29T11:00:00.000Z'))
      .thenRefused('once', 'UC-18.1.0');
  });

  it('and shows no illness has the decision stand [UC-18.3]', () => {
    const refused = p.after(p.clearedInAbsence, ill, p.deciding(false, p.thirdDay));
    expect(refused.at(-1)?.type).toBe('DeferralDecided');
    on(...refused)
      .when(p.confirming(p.thirdDay))
      .then({ type: 'FindingConfirmed' });
  });

  it('and was ill has nothing that was decided in absence stand [UC-18.3] [UC-19.1]', () => {
    const [, event] = on(...requested)
      .when(p.deciding(true, p.thirdDay))
      .then({ type: 'DeferralDecided', data: { granted: true } }, { type: 'DecisionLapsed' });
    expect(event?.authority).toContain('UC-18.5');
    expect(p.stateOf(lapsed)).toMatchObject({
      ...{ finding: null, penalty: null, confirmedAt: null, historyReleased: null },
      body: { name: null, members: [] },
      sitting: { date: null, invitation: null, opened: null },
    });
    on(...lapsed)
      .when(p.confirming(p.fourthDay))
      .thenRefused('not-yours-to-do', 'UC-19.4.2');
    on(...lapsed)
      .when(p.requesting('illness', p.fourthDay))
      .thenRefused('once', 'UC-18.1.0');
  });

  it('and was ill while nothing was decided yet is heard by a new Panel, too [UC-18.3]', () => {
    const [, event] = on(...p.after(p.absent, ill))
      .when(p.deciding(true, p.thirdDay))
      .then({ type: 'DeferralDecided' }, { type: 'DecisionLapsed' });
    expect(event).toBeDefined();
  });

  it('who was there has what was decided stand [UC-18.3]', () => {
    on(...p.cleared)
      .when(ill)
      .thenRefused('was-not-there', 'UC-18.3');
    on(...p.after(p.open, p.suspending(p.later), ill))
      .when(p.deciding(true, p.thirdDay))
      .then({ type: 'DeferralDecided' });
  });
});

describe('the new Panel', () => {
  const anew = p.after(lapsed, p.convening('airp', p.fourthDay));
  const others = [
    p.appointing(p.otherChair, 'chair'),
    p.appointing(p.third, 'member'),
    p.appointing(p.fourth, 'member'),
    p.appointing(p.advisor, 'advisor'),
  ] as const;
  const seated = p.after(anew, ...others);
  const on29th = '2018-03-29T10:00:00.000Z';
  const reopened = p.after(
    seated,
    p.fixing(on29th, p.fourthDay),
    p.inviting({}, p.fourthDay),
    p.serving('all', [p.essay, p.source], p.fourthDay),
    p.opening({}, on29th, p.otherChair),
  );

  it('has nobody on it who sat before, or was told of earlier offences [UC-19.1] [UC-21.1]', () => {
    for (const [person, seat] of [
      [p.chair, 'chair'],
      [p.first, 'member'],
      [p.second, 'member'],
    ] as const)
      on(...anew)
        .when(p.appointing(person, seat))
        .thenRefused('not-of-the-earlier-panel', 'UC-18.3');
    expect(p.stateOf(lapsed).sawHistory).toEqual(['u-11', 'u-12', 'u-13', 'u-14']);
    expect(p.stateOf(seated).body.complete).toBe(true);
  });

  it('may have the members of a Panel that was convened and never sat [UC-16.6.1]', () => {
    const again = p.after(
      p.panel,
      p.convening('airp', p.convenedAt, [p.caseId, '0197f3a0-0000-7000-8000-000000000053']),
    );
    on(...again)
      .when(p.appointing(p.chair, 'chair'))
      .then({ type: 'MemberAppointed' });
  });

  const votes = { 'u-21': 'for', 'u-22': 'for', 'u-23': 'for' } as const;

  it('hears it all anew, and is told of earlier offences once it has decided [UC-19.4.1] [UC-21.1]', () => {
    on(...reopened)
      .when(p.finding({ votes }, on29th, p.otherChair))
      .thenRefused('first-part-held', 'UC-19.4.1');
    const decided = p.after(reopened, { ...p.firstPart, at: on29th }, p.finding({ votes }, on29th, p.otherChair), {
      ...p.secondPart,
      at: on29th,
    });
    expect(p.stateOf(decided).historyReleased).toBeNull();
    on(...decided)
      .when({ ...history, at: on29th })
      .then({ type: 'HistoryReleased', data: { to: ['u-21', 'u-22', 'u-23', 'u-14'] } });
  });
});
