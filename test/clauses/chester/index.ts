import type { ClauseTest } from '../clause-test.js';

/** In the order of the policy. */
export const chester: readonly ClauseTest[] = [];
