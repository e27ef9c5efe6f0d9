import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { withCourses } from './course.js';
import { instructed } from './instructions.js';
import type { Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';
import { withWithdrawals } from './withdrawing.js';

/** The events, and what now goes to the institution's own systems: instructions to the one for students, courses to the one for learning. */
export const followed = (events: Decision, by: Given, sanctions: Sanctions, policy: Policy): Decision =>
  withCourses(withWithdrawals(instructed(events, by, sanctions, policy), by, sanctions), by, sanctions, policy);
