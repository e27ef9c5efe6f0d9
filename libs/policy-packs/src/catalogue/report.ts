import type { ActCatalogue } from '../policy.js';

/** What is suspected, by whom, of whom; and what becomes of it. */
export const report = {
  service: 'report',
  facts: {
    report: {
      /** `examiner`, `lecturer`, `invigilator`, … */
      reporterKind: 'string',
      handledLocally: 'bool',
      withdrawn: 'bool',
      /** Evidence that is in writing, beside the suspicion. */
      directEvidence: 'bool',
    },
  },
  acts: {
    'report.handle-locally': {},
    'report.withdraw': {},
  },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;
