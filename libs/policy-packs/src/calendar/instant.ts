import { FactsUnusable } from '../policy.js';
import { Temporal } from 'temporal-polyfill';

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * @param what holds it, for the message: `the fact notice.sentAt`
 * @throws TypeError where it is not an RFC 3339 instant; the text itself may be personal, and is not repeated
 */
export function instantOf(text: string, what: string): Temporal.Instant {
  try {
    if (rfc3339.test(text)) return Temporal.Instant.from(text);
  } catch {
    // 30 February
  }
  throw new FactsUnusable(`${what} must be an RFC 3339 instant, such as 2026-11-06T09:30:00Z`);
}
