import type { ActCatalogue } from '../policy.js';

/** What was decided, put into effect; and what counts as an earlier offence. */
export const sanctions = {
  service: 'sanctions',
  facts: {
    penalty: { noted: 'bool', binding: 'bool', recommended: 'bool', consented: 'bool' },
  },
  acts: {
    'sanctions.record-compliance': { compliance: { kind: 'string', done: 'bool', at: 'string' } },
    'sanctions.record-consent': { consent: { given: 'bool', by: 'string' } },
    'sanctions.vary': {},
    'sanctions.quash': {},
    'sanctions.mark-spent': {},
  },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;
