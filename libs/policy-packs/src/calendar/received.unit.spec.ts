import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { CalendarError, readCalendar } from './bank-holidays.js';
import { receivedAt, type ReceiptRule } from './received.js';

const calendar = readCalendar(join(import.meta.dirname, '../../calendars'), 'bank-holidays/england-and-wales');
const received = (rule: ReceiptRule, sentAt: string, zone = 'Europe/London') =>
  receivedAt(rule, sentAt, zone, calendar);

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const byMail: ReceiptRule = { cutOff: '16:00', days, skipsHolidays: false };
const notOnHolidays: ReceiptRule = { ...byMail, skipsHolidays: true };

describe('to four o’clock, Monday to Friday', () => {
  it.each([
    ['a minute before, on the Friday before a bank holiday', '2026-08-28T15:59:00+01:00'],
    ['at four', '2026-08-28T16:00:00+01:00'],
    ['within the second of four', '2026-08-28T16:00:00.999+01:00'],
    ['at four in winter', '2026-12-04T16:00:00Z'],
    ['the first instant of a Monday', '2026-11-09T00:00:00Z'],
    ['on a bank holiday, which is a Monday', '2026-08-31T10:00:00+01:00'],
  ])('received as sent: %s', (_, sentAt) => {
    expect(Date.parse(received(byMail, sentAt))).toBe(Date.parse(sentAt));
  });

  it.each([
    ['a second after four on a Friday: Monday', '2026-08-28T16:00:01+01:00', '2026-08-31T00:00:00+01:00'],
    ['a second after four on a Tuesday: Wednesday', '2026-11-10T16:00:01Z', '2026-11-11T00:00:00Z'],
    ['after four by the clock in London, before by that in UTC', '2026-07-07T15:30:00Z', '2026-07-08T00:00:00+01:00'],
    ['the last instant of a Friday', '2026-11-06T23:59:59.999Z', '2026-11-09T00:00:00Z'],
    ['a Saturday morning', '2026-11-07T09:00:00Z', '2026-11-09T00:00:00Z'],
    ['the last instant of a Sunday', '2026-11-08T23:59:59.999Z', '2026-11-09T00:00:00Z'],
    ['a Friday before clocks go forward', '2026-03-27T17:00:00Z', '2026-03-30T00:00:00+01:00'],
    ['a Friday before clocks go back', '2026-10-23T17:00:00+01:00', '2026-10-26T00:00:00Z'],
    ['over a year end', '2027-12-31T17:00:00Z', '2028-01-03T00:00:00Z'],
  ])('received later: %s', (_, sentAt, at) => {
    expect(Date.parse(received(byMail, sentAt))).toBe(Date.parse(at));
  });

  it('the cut-off is by the clock of the policy', () => {
    expect(received(byMail, '2026-07-07T15:30:00Z', 'America/New_York')).toBe('2026-07-07T15:30:00Z');
  });
});

describe('where holidays are no such days', () => {
  it.each([
    ['at four on the Friday before', '2026-08-28T16:00:00+01:00', '2026-08-28T16:00:00+01:00'],
    ['a second later: the Tuesday after', '2026-08-28T16:00:01+01:00', '2026-09-01T00:00:00+01:00'],
    ['on the holiday itself', '2026-08-31T10:00:00+01:00', '2026-09-01T00:00:00+01:00'],
    ['on Good Friday: after Easter Monday', '2026-04-03T10:00:00+01:00', '2026-04-07T00:00:00+01:00'],
    ['on Christmas Eve at four', '2026-12-24T16:00:00Z', '2026-12-24T16:00:00Z'],
    ['on Christmas Eve, late: the 29th', '2026-12-24T16:00:01Z', '2026-12-29T00:00:00Z'],
  ])('%s', (_, sentAt, at) => {
    expect(Date.parse(received(notOnHolidays, sentAt))).toBe(Date.parse(at));
  });

  it.each([
    ['into a year without data', '2035-12-31T16:00:01Z', '2036'],
    ['in a year without data', '2011-12-30T10:00:00Z', '2011'],
  ])('%s it is an error that names the year, and no guess', (_, sentAt, year) => {
    const ask = () => received(notOnHolidays, sentAt);
    expect(ask).toThrow(CalendarError);
    expect(ask).toThrow(`no holidays for ${year}`);
    expect(() => received(byMail, sentAt)).not.toThrow();
  });

  it('what comes late in a year without data needs none of it', () => {
    expect(received(notOnHolidays, '2011-12-30T16:00:01Z')).toBe('2012-01-03T00:00:00Z');
  });

  it('what comes in time on the last day that has data needs no more of it', () => {
    expect(received(notOnHolidays, '2035-12-31T16:00:00Z')).toBe('2035-12-31T16:00:00Z');
  });
});

describe('other rules', () => {
  it.each([
    ['any day, without a cut-off', { days: [], skipsHolidays: false }, '2026-11-07T23:00:00Z', '2026-11-07T23:00:00Z'],
    [
      'any day to five: Saturday night is Sunday',
      { cutOff: '17:00', days: [], skipsHolidays: false },
      '2026-11-07T17:00:01Z',
      '2026-11-08T00:00:00Z',
    ],
    ['one day a week', { days: ['thursday'], skipsHolidays: false }, '2026-11-06T10:00:00Z', '2026-11-12T00:00:00Z'],
    [
      'one day a week, that day, late',
      { cutOff: '12:00', days: ['thursday'], skipsHolidays: false },
      '2026-11-12T12:00:01Z',
      '2026-11-19T00:00:00Z',
    ],
    ['any day that is no holiday', { days: [], skipsHolidays: true }, '2026-12-25T10:00:00Z', '2026-12-26T00:00:00Z'],
  ])('%s', (_, rule, sentAt, at) => {
    expect(received(rule, sentAt)).toBe(at);
  });

  it('what is no instant is told so', () => {
    expect(() => received(byMail, '2026-11-06')).toThrow('what was sent must be an RFC 3339 instant');
  });
});
