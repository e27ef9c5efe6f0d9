import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';
import { hearingDecider } from '../decider.js';
import type { HearingEvent } from '../hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);
const inTerm = p.ready;
const outOfTerm = p.after(
  p.panel,
  p.fixing(p.hearingAt, p.convenedAt, { inTermTime: false }),
  p.inviting(),
  p.serving(),
);
const threeDaysBefore = '2018-03-12T22:00:00.000Z';
const twoDaysBefore = '2018-03-13T09:00:00.000Z';
const ofPartTime = inTerm.map((event) => (event.type === 'CaseNoted' ? p.noted({}, { partTime: true }) : event));
const granted = p.after(inTerm, p.requesting('illness', threeDaysBefore), p.deciding(true, threeDaysBefore));

describe('a request for another date', () => {
  it.each(['teaching-or-assessment', 'field-trip-or-placement', 'academic-requirement'])(
    'for a %s comes 3 days before, with written confirmation, in term and out of it [UC-18.2]',
    (ground) => {
      for (const facts of [inTerm, outOfTerm]) {
        on(...facts)
          .when(p.requesting(ground, threeDaysBefore))
          .then({ type: 'DeferralRequested' });
        on(...facts)
          .when(p.requesting(ground, twoDaysBefore))
          .thenRefused('three-days-before', 'UC-18.2');
        on(...facts)
          .when(p.requesting(ground, threeDaysBefore, { evidenced: false }))
          .thenRefused('academic-confirmation', 'UC-18.2');
      }
    },
  );

  it('on a ground that there is not is told which there are [UC-18.1.0]', () => {
    const { refusals } = on(...inTerm)
      .when(p.requesting('holiday', threeDaysBefore))
      .thenRefused('no-such-ground', 'UC-18.1.0');
    const told = refusals.find(({ code }) => code === 'no-such-ground');
    expect(told?.field).toBe('/ground');
    expect(told?.says).toContain('teaching-or-assessment');
    expect(told?.says).toContain('pre-booked-holiday');
  });

  it('without its evidence is told in which field that is missing [UC-18.2]', () => {
    const { refusals } = on(...inTerm)
      .when(p.requesting('academic-requirement', threeDaysBefore, { evidenced: false }))
      .thenRefused('academic-confirmation', 'UC-18.2');
    expect(refusals.map(({ field }) => field)).toEqual(['/evidenced']);
  });

  it('for work is for part-time students, and for others out of term [UC-18.1.5]', () => {
    on(...inTerm)
      .when(p.requesting('work', threeDaysBefore))
      .thenRefused('ground-open', 'UC-18.1.0');
    for (const facts of [ofPartTime, outOfTerm])
      on(...facts)
        .when(p.requesting('work', threeDaysBefore, { evidenced: false }))
        .then({ type: 'DeferralRequested' });
    on(...outOfTerm)
      .when(p.requesting('work', twoDaysBefore))
      .thenRefused('notice-unstated', 'UC-18.1.5');
  });

  it('for a pre-booked holiday is for hearings out of term [UC-18.4]', () => {
    on(...inTerm)
      .when(p.requesting('pre-booked-holiday', threeDaysBefore))
      .thenRefused('ground-open', 'UC-18.1.0');
    on(...outOfTerm)
      .when(p.requesting('pre-booked-holiday', threeDaysBefore))
      .then({ type: 'DeferralRequested' });
  });

  it('does not come after a hearing from a student who was there, unless it was postponed [UC-18.3] [UC-19.1]', () => {
    on(...p.cleared)
      .when(p.requesting('illness', p.later))
      .thenRefused('was-not-there', 'UC-18.3');
    on(...p.after(p.open, p.suspending(p.later)))
      .when(p.requesting('illness', p.later))
      .then({ type: 'DeferralRequested' });
  });

  it('for illness may come up to 3 days after, with a medical certificate [UC-18.3]', () => {
    on(...p.absent)
      .when(p.requesting('illness', p.thirdDay))
      .then({ type: 'DeferralRequested' });
    on(...p.absent)
      .when(p.requesting('illness', p.fourthDay))
      .thenRefused('three-days-after', 'UC-18.3');
    on(...p.absent)
      .when(p.requesting('illness', p.thirdDay, { evidenced: false }))
      .thenRefused('medical-certificate', 'UC-18.3');
    const [early] = on(...inTerm)
      .when(p.requesting('illness', twoDaysBefore, { evidenced: false }))
      .then({ type: 'DeferralRequested' });
    expect(early?.data).toMatchObject({ ruling: { departures: [{ code: 'certificate-to-follow' }] } });
  });

  it('for anything else is not open [UC-18.1.0]', () => {
    on(...inTerm)
      .when(p.requesting('weather', threeDaysBefore))
      .thenRefused('ground-open', 'UC-18.1.0');
  });

  it('is of a hearing that has been scheduled [UC-18.1.0]', () => {
    on(...p.panel)
      .when(p.requesting('work', threeDaysBefore))
      .thenRefused('hearing-scheduled', 'UC-18.1.0');
  });

  it('comes by e-mail, or there is a reason [UC-18.5]', () => {
    on(...inTerm)
      .when(p.requesting('illness', threeDaysBefore, { channel: null }))
      .thenRefused('by-email', 'UC-18.5');
  });

  it('is made on one occasion only, also where it was refused or the hearing moved [UC-18.1.0]', () => {
    const refused = p.after(inTerm, p.requesting('illness', threeDaysBefore), p.deciding(false, threeDaysBefore));
    for (const facts of [p.after(inTerm, p.requesting('illness', threeDaysBefore)), refused, granted])
      on(...facts)
        .when(p.requesting('illness', threeDaysBefore))
        .thenRefused('once', 'UC-18.1.0');
    on(...refused)
      .when(p.deciding(true, twoDaysBefore))
      .thenRefused('decided-once', 'UC-18.1.0');
    on(...inTerm)
      .when(p.deciding(true, twoDaysBefore))
      .thenRefused('requested', 'UC-18.5');
  });

  it('that is granted takes the invitation with it: the student is invited to another day, before the same Panel [UC-18.1.0]', () => {
    on(...granted)
      .when(p.opening({ student: false }))
      .thenRefused('in-absence', 'UC-19.1');
    const moved = p.after(granted, p.fixing('2018-03-29T10:00:00.000Z', threeDaysBefore));
    expect(p.stateOf(moved)).toMatchObject({
      ...{ sitting: { invitation: null, deferral: { requested: true, granted: false } } },
      body: { name: 'airp', complete: true },
    });
    on(...moved)
      .when(p.opening())
      .thenRefused('student-invited', 'UC-17.2.1');
  });
});
