import { describe, expect, it } from '@jest/globals';
import type { Asked, ServiceContext } from '@probity/shell';
import { day, offeredMeeting, opened, stateOf, universityPolicy } from '../testing/university-case.js';
import { answerOf, meetingOf, plannedAt } from './proceedings.lookups.js';
import { RecordMeetingRequest } from './proceedings.requests.js';

const at = '2026-07-17T10:00:00.000Z';
const said = (more: object) =>
  RecordMeetingRequest.parse({
    ...{ kind: 'authorship-interview', attended: true, outcome: 'doubtful' },
    ...{ startedAt: '2026-07-17T10:00:00+01:00', endedAt: '2026-07-17T10:30:00+01:00' },
    ...more,
  });
const refused = (field: string, code: string) => expect.objectContaining({ field, code });
const nobodyCame = { attended: false, startedAt: undefined, endedAt: undefined };

describe('a meeting as it is told', () => {
  it('has a beginning and an end where somebody came, the one before the other', () => {
    expect(meetingOf(said({}), { at })).toMatchObject({ type: 'RecordMeeting', companion: null, record: null });
    expect(() => meetingOf(said({ startedAt: undefined }), { at })).toThrow(refused('/startedAt', 'time-needed'));
    expect(() => meetingOf(said({ endedAt: undefined }), { at })).toThrow(refused('/endedAt', 'time-needed'));
    const backwards = said({ endedAt: '2026-07-17T09:59:59+01:00' });
    expect(() => meetingOf(backwards, { at })).toThrow(refused('/endedAt', 'ends-before-it-starts'));
  });

  it('is over, and nobody stayed away from one that is to come', () => {
    expect(meetingOf(said({ endedAt: '2026-07-17T11:00:00+01:00' }), { at })).toMatchObject({ attended: true });
    const later = said({ endedAt: '2026-07-17T11:00:01+01:00' });
    expect(() => meetingOf(later, { at })).toThrow(refused('/endedAt', 'in-the-future'));
    expect(meetingOf(said(nobodyCame), { at }, '2026-07-17T11:00:00+01:00')).toMatchObject({ startedAt: null });
    expect(() => meetingOf(said(nobodyCame), { at }, '2026-07-17T11:00:01+01:00')).toThrow(
      refused('/attended', 'in-the-future'),
    );
  });
});

const contextOf = (facts: Parameters<typeof stateOf>[0]) =>
  ({
    read: async () => ({ state: stateOf(facts) }),
    policies: { get: () => universityPolicy },
  }) as unknown as ServiceContext;
const asks = (id: string, when: string) =>
  ({ actor: { id, offices: [] }, institution: 'chester', at: when }) as unknown as Asked;

describe('an answer as it is told', () => {
  const answer = (id: string, receivedAt?: string) =>
    answerOf(contextOf([opened()]), 'a case', asks(id, day(12)), {
      ...{ accepts: false, answer: 'It is mine.' },
      ...(receivedAt === undefined ? {} : { receivedAt }),
    });

  it('has come when whoever records it says, and not later than now [UC-13.1.3]', async () => {
    expect(await answer('S-4', day(11))).toMatchObject({ receivedAt: day(11) });
    expect(await answer('S-4')).toMatchObject({ receivedAt: null });
    await expect(answer('S-4', day(13))).rejects.toThrow(refused('/receivedAt', 'in-the-future'));
  });

  it('of the student themselves has come as they say it: nobody is in time by saying so [UC-13.1.3]', async () => {
    expect(await answer('U-1')).toMatchObject({ receivedAt: null });
    await expect(answer('U-1', day(3))).rejects.toThrow(refused('/receivedAt', 'as-it-is-said'));
  });
});

it('a meeting that a step arranged was to be on its day [UC-8.6.1]', async () => {
  const planned = (facts: Parameters<typeof stateOf>[0]) =>
    plannedAt(contextOf(facts), 'a case', asks('S-1', day(12)), 'meeting');
  expect(await planned(offeredMeeting())).toBe('2017-11-15T00:00:00Z');
  expect(await planned([opened()])).toBeUndefined();
});
