import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readCalendar } from './bank-holidays.js';
import { count, type Period } from './count.js';
import { explain, explainReceipt } from './explain.js';

const calendar = readCalendar(join(import.meta.dirname, '../../calendars'), 'bank-holidays/england-and-wales');
const london = 'Europe/London';

const period = (amount: number, unit: Period['unit'], other: Partial<Period> = {}): Period => ({
  amount,
  unit,
  direction: 'within',
  anchor: 'day of receipt',
  ...other,
});
const before = { direction: 'at-least-before', anchor: 'day of the meeting' } as const;
const wait = { direction: 'not-before', anchor: 'day of the meeting' } as const;
const words = (anchor: string, of: Period) => explain(of, anchor, london, count(of, anchor, london, calendar));

describe('days, in words', () => {
  it.each([
    [
      '2026-12-18T11:00:00Z',
      period(10, 'working-days'),
      '10 working days from 18 December 2026, not counting the day of receipt, Saturdays, Sundays, Christmas Day on 25 December 2026, Boxing Day (Substitute day) on 28 December 2026 and New Year’s Day on 1 January 2027: by the end of 6 January 2027',
    ],
    [
      '2026-11-09T11:00:00Z',
      period(1, 'working-days'),
      '1 working day from 9 November 2026, not counting the day of receipt: by the end of 10 November 2026',
    ],
    [
      '2026-11-13T11:00:00Z',
      period(5, 'working-days', before),
      'at least 5 working days before 13 November 2026, not counting the day of the meeting, Saturdays and Sundays: by the end of 6 November 2026',
    ],
    [
      '2026-11-06T11:00:00Z',
      period(2, 'days', wait),
      'not until 2 days after 6 November 2026, not counting the day of the meeting: from 8 November 2026',
    ],
    [
      '2026-04-30T11:00:00Z',
      period(1, 'working-days', { ...wait, clearDays: true }),
      'not until 1 clear working day after 30 April 2026, not counting the day of the meeting, Saturdays, Sundays, Early May bank holiday on 4 May 2026 and the closing day: from 5 May 2026',
    ],
    [
      '2026-11-06T11:00:00Z',
      period(1, 'months'),
      '1 month from 6 November 2026, not counting the day of receipt: by the end of 6 December 2026',
    ],
    [
      '2026-11-06T11:00:00Z',
      period(0, 'days'),
      'no later than the day of receipt, 6 November 2026: by the end of 6 November 2026',
    ],
    [
      '2026-11-06T11:00:00Z',
      period(0, 'working-days', wait),
      'not before the day of the meeting, 6 November 2026: from 6 November 2026',
    ],
    [
      '2026-11-06T11:00:00Z',
      period(1, 'days', { anchor: 'the day of the quarrel' }),
      '1 day from 6 November 2026, not counting the day of the quarrel: by the end of 7 November 2026',
    ],
    [
      '2026-07-06T23:30:00Z',
      period(1, 'days'),
      '1 day from 7 July 2026, not counting the day of receipt: by the end of 8 July 2026',
    ],
  ])('%s', (anchor, of, text) => {
    expect(words(anchor, of)).toBe(text);
  });
});

describe('hours and minutes, in words', () => {
  it.each([
    [
      '2026-07-06T09:30:00Z',
      period(24, 'hours', before),
      'at least 24 hours before 6 July 2026 at 10:30: by 10:30 on 5 July 2026',
    ],
    ['2026-07-06T09:30:00Z', period(90, 'minutes'), '90 minutes from 6 July 2026 at 10:30: by 12:00 on 6 July 2026'],
    [
      '2026-07-06T22:45:07.250Z',
      period(30, 'minutes', wait),
      'not until 30 minutes after 6 July 2026 at 23:45:07: from 00:15:07 on 7 July 2026',
    ],
    ['2026-07-06T09:30:00Z', period(0, 'hours'), 'no later than 6 July 2026 at 10:30: by 10:30 on 6 July 2026'],
    [
      '2026-10-25T00:30:00Z',
      period(1, 'hours'),
      '1 hour from 25 October 2026 at 01:30 BST: by 01:30 GMT on 25 October 2026',
    ],
    [
      '2026-03-29T00:30:00Z',
      period(60, 'minutes'),
      '60 minutes from 29 March 2026 at 00:30: by 02:30 on 29 March 2026',
    ],
  ])('%s', (anchor, of, text) => {
    expect(words(anchor, of)).toBe(text);
  });
});

describe('receipt, in words', () => {
  it('tells the sending to the second where the day of receipt is a later one', () => {
    expect(explainReceipt('2026-08-28T15:00:01Z', '2026-08-30T23:00:00Z', london)).toBe(
      'sent on 28 August 2026 at 16:00:01, received on 31 August 2026',
    );
  });

  it('tells nothing where it is received as it is sent', () => {
    expect(explainReceipt('2026-08-28T16:00:00+01:00', '2026-08-28T15:00:00Z', london)).toBe('');
  });
});
