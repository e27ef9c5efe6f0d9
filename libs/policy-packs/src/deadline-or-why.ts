import { CalendarError } from './calendar/bank-holidays.js';
import type { Deadline, Policy } from './policy.js';

/** For views, which must go on where the calendar has no holidays yet: the deadline, or why it cannot be counted. */
export function deadlineOrWhy(policy: Policy, name: string, anchor: string): Deadline | { uncountable: string } {
  try {
    return policy.deadline(name, anchor);
  } catch (error) {
    if (error instanceof CalendarError) return { uncountable: error.message };
    throw error;
  }
}
