import type { ActCatalogue } from '../policy.js';

/** Who outside must be told, of what, and when next. */
export const notification = {
  service: 'notification',
  /** RFC 3339. */
  facts: { notification: { lastToldAt: 'string' } },
  acts: {},
  tables: {
    'regulators-concerned': {
      /** Those that regulate what the learners are registered for. */
      qualification: { regulators: 'list<string>' },
      /** Nations in which any of them is assessed, wholly or mainly. */
      learners: { assessedIn: 'list<string>' },
    },
  },
  tariffs: {},
} as const satisfies ActCatalogue;
