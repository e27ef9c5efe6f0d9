import type { ActCatalogue } from '../policy.js';

/** What is kept of a case, by whom it may be seen, and when it is destroyed. */
export const file = {
  service: 'file',
  facts: {},
  acts: {},
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;
