import type { ClauseTest } from '../clause-test.js';

/** In the order of the policy. */
export const irishBaptistCollege: readonly ClauseTest[] = [];
