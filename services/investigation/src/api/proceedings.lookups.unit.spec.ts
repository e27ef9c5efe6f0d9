import { describe, expect, it } from '@jest/globals';
import { meetingOf } from './proceedings.lookups.js';
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
