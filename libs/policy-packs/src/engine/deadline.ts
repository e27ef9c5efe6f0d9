import type { HolidayCalendar } from '../calendar/bank-holidays.js';
import { count, isKept, type Count, type Period } from '../calendar/count.js';
import { explain, explainReceipt } from '../calendar/explain.js';
import { instantOf } from '../calendar/instant.js';
import { receivedAt, type ReceiptRule } from '../calendar/received.js';
import type { DeadlineRule } from '../compile/settings.js';
import type { Deadline } from '../policy.js';

/** What a policy's time is reckoned by. */
export interface Reckoning {
  readonly timeZone: string;
  readonly calendar: HolidayCalendar;
  readonly receipt: Readonly<Record<string, ReceiptRule & { readonly clauses: readonly string[] }>>;
}

/** The policy leaves it to the deployment, which has not said it. */
export class SettingNotChosen extends Error {
  override readonly name = 'SettingNotChosen';
}

/** @throws SettingNotChosen where the amount is a setting that the deployment has not chosen, CalendarError where a year has no holidays */
export function deadlineFrom(rule: DeadlineRule, anchor: string, by: Reckoning): Deadline {
  const { name, title, clauses, force, setting } = rule;
  const { period, from, counted, receipt } = reckon(rule, anchor, by);
  const sent = explainReceipt(anchor, from, by.timeZone);
  const explained = `${sent === '' ? '' : `${sent}; `}${explain(period, from, by.timeZone, counted)}`;
  const breach = rule.breach ?? (force === 'normally' ? 'reason' : 'refuse');
  const rests = [...new Set([...clauses, ...(receipt?.clauses ?? [])])];
  return { name, title, clauses: rests, force, breach, setting, ...counted, explained, calendar: by.calendar.name };
}

/** Whether what happened at the instant `meets` kept the deadline that runs from `anchor`. */
export function isInTime(rule: DeadlineRule, anchor: string, meets: string, by: Reckoning): boolean {
  const { period, counted } = reckon(rule, anchor, by);
  return isKept(period, counted, meets);
}

interface Reckoned {
  readonly period: Period;
  /** The anchor, or when it is deemed received. */
  readonly from: string;
  readonly counted: Count;
  readonly receipt: Reckoning['receipt'][string] | undefined;
}

function reckon(rule: DeadlineRule, anchor: string, by: Reckoning): Reckoned {
  const { name, received } = rule;
  const period = periodOf(rule);
  instantOf(anchor, `what the deadline ${name} runs from`);
  const receipt = received === undefined ? undefined : by.receipt[received];
  const from = receipt ? receivedAt(receipt, anchor, by.timeZone, by.calendar) : anchor;
  return { period, from, counted: count(period, from, by.timeZone, by.calendar), receipt };
}

function periodOf({ name, setting, resolved: amount, unit, direction, anchor, clearDays }: DeadlineRule): Period {
  if (amount === null)
    throw new SettingNotChosen(`the deadline ${name} needs the setting ${setting}, which is not chosen`);
  return { amount, unit, direction, anchor, clearDays };
}
