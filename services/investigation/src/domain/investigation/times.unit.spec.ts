import { describe, expect, it } from '@jest/globals';
import {
  after,
  ai2,
  aiXSubmitted,
  alleged,
  assign,
  chair,
  day,
  decide,
  decideOnAiX,
  done,
  invite,
  met,
  meeting,
  monday,
  opened,
  step,
} from '../../testing/university-case.js';

const before = '2017-11-06T08:59:59.000Z';

describe('what happens in a case', () => {
  it('did not happen before the report that it was opened on: an act, a step, a meeting [UC-2.8] [UC-8.5] [UC-10.1.1]', () => {
    after([opened()])
      .when({ ...assign(), ...chair(), occurredAt: before })
      .thenRefused('before-the-report', 'UC-2.8');
    expect(decide([opened()], { ...assign(), ...chair(day(1)), occurredAt: monday })).toHaveLength(1);
    const decision = { ...decideOnAiX('breach-with-warning'), ...chair() };
    const broken = after(aiXSubmitted())
      .when({ ...decision, occurredAt: '2015-01-01T09:00:00.000Z' })
      .thenRefused('before-the-report', 'UC-8.5');
    expect(broken.refusals).toMatchObject([{ field: '/occurredAt' }]);
    after(done(alleged(), [{ ...invite(day(10)), ...chair() }]))
      .when({ ...meeting('2016-01-05T10:00:00Z'), ...chair(day(10)) })
      .thenRefused('before-the-report', 'UC-10.1.1');
  });

  it('is not told of to whom it is not open [UC-8.5]', () => {
    const decision = { ...decideOnAiX('breach-with-warning'), ...chair(), occurredAt: before };
    const broken = after([opened()]).when(decision).thenRefused('not-yours-to-do', 'UC-8.5');
    expect(broken.refusals.map(({ code }) => code)).toEqual(['not-yours-to-do']);
  });
});

describe('a meeting', () => {
  it('to which the student is invited is still to come [UC-6.8.1]', () => {
    after(alleged())
      .when({ ...invite(day(0)), ...chair(day(10)), reasons: { 'not-sooner-than-seven-days': 'So.' } })
      .thenRefused('in-the-past', 'UC-6.8.1');
  });

  it('is held on the day to which the student was invited, or later [UC-6.8.1]', () => {
    const invited = done(alleged(), [{ ...invite(day(10)), ...chair() }]);
    after(invited)
      .when({ ...meeting(day(9)), ...chair(day(10)) })
      .thenRefused('not-before-invited', 'UC-6.8.1');
    expect(decide(invited, { ...meeting(day(10, '09:00:00')), ...chair(day(10)) })).toHaveLength(1);
  });

  it('that is arranged is still to come [UC-8.6.1]', () => {
    const breach = done(aiXSubmitted(), [{ ...decideOnAiX('breach-with-warning'), ...chair() }]);
    const offer = (on: string) => ({ ...step('offer-meeting', { staff: 'S-6', day: on }), ...chair() });
    const broken = after(breach).when(offer('2017-11-05')).thenRefused('in-the-past', 'UC-8.6.1');
    expect(broken.refusals).toMatchObject([{ field: '/fields/day' }]);
    expect(decide(breach, offer('2017-11-06'))).toHaveLength(1);
  });

  it('has no record that bears an earlier date [UC-10.1.1]', () => {
    const completes = (dated: string) => ({ ...ai2('might-be-breach', dated), ...chair(day(10)) });
    const broken = after(met()).when(completes('2017-11-15')).thenRefused('dated-before-the-meeting', 'UC-10.1.1');
    expect(broken.refusals).toMatchObject([{ field: '/fields/dated' }]);
    expect(decide(met(), completes('2017-11-16'))).toHaveLength(1);
  });
});
