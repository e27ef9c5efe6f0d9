import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { holdsForAll, type Random } from '../testing/seeded.js';
import { readCalendar } from './bank-holidays.js';
import { receivedAt, type ReceiptRule } from './received.js';

const calendar = readCalendar(join(import.meta.dirname, '../../calendars'), 'bank-holidays/northern-ireland');
const london = 'Europe/London';
const week = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

interface Case {
  readonly rule: ReceiptRule;
  readonly sentAt: string;
}

function anyCase(random: Random): Case {
  const hour = `${random.whole(0, 23)}`.padStart(2, '0');
  const cutOff = random.oneOf([undefined, '16:00', `${hour}:${random.oneOf(['00', '30', '59'])}`]);
  const rule = { cutOff, days: random.someOf(week), skipsHolidays: random.oneOf([true, false]) };
  const sentAt = new Date(random.whole(Date.UTC(2013, 0, 1), Date.UTC(2027, 11, 1))).toISOString();
  return { rule, sentAt };
}

const received = ({ rule, sentAt }: Case) => receivedAt(rule, sentAt, london, calendar);

/** `2026-11-06 16:00:00` */
const local = (instant: string) => new Date(instant).toLocaleString('sv-SE', { timeZone: london });

const counts = ({ days, skipsHolidays }: ReceiptRule, date: string) =>
  (days.length === 0 || days.includes(week[new Date(date).getUTCDay()] ?? '')) &&
  !(skipsHolidays && calendar.holidayOn(date) !== null);

describe('what is deemed received', () => {
  it('is received once: what was received is received as it is', () => {
    holdsForAll(anyCase, (one) => {
      const at = received(one);
      expect(received({ ...one, sentAt: at })).toBe(at);
    });
  });

  it('comes in the order of the sending, and never before it', () => {
    const withLater = (random: Random) => {
      const one = anyCase(random);
      const by = random.whole(0, random.oneOf([1000, 86_400_000, 864_000_000]));
      return { one, later: new Date(Date.parse(one.sentAt) + by).toISOString() };
    };
    holdsForAll(withLater, ({ one, later }) => {
      const [first, second] = [one.sentAt, later].map((sentAt) => Date.parse(received({ ...one, sentAt })));
      expect(first).toBeGreaterThanOrEqual(Date.parse(one.sentAt));
      expect(second).toBeGreaterThanOrEqual(first ?? Number.NaN);
    });
  });

  it('is received as sent up to the cut-off of a day that counts, and else as the next of them begins', () => {
    holdsForAll(anyCase, (one) => {
      const at = received(one);
      const [day = '', time = ''] = local(one.sentAt).split(' ');
      const inTime = counts(one.rule, day) && time <= `${one.rule.cutOff ?? '23:59'}:${one.rule.cutOff ? '00' : '59'}`;
      expect(Date.parse(at) === Date.parse(one.sentAt)).toBe(inTime);
      if (inTime) return;
      const between = daysAfter(day, local(at).slice(0, 10));
      expect(between.map((date) => counts(one.rule, date))).toEqual(between.map((_, i) => i === between.length - 1));
      expect(local(at).slice(11)).toBe('00:00:00');
    });
  });
});

function daysAfter(first: string, last: string): readonly string[] {
  const length = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return Array.from({ length }, (_, i) =>
    new Date(Date.parse(first) + (i + 1) * 86_400_000).toISOString().slice(0, 10),
  );
}
