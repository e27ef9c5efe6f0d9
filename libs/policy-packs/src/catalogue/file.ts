import type { ActCatalogue } from '../policy.js';
import { keptFrom } from './hidden.js';

/** What is kept of a case, by whom it may be seen, and when it is destroyed. */
export const file = {
  service: 'file',
  facts: {},
  acts: {
    /** How long what kind of record is kept, where the policy leaves that to the deployment. */
    'file.dispose': { retention: { configured: 'bool' } },
  },
  tables: {
    /** Where the matter ended: `open`: it has not, or nobody told; `review` of the report, `desk`, `meeting`, `examination`, `papers`, `hearing`. `proven`: a breach was found, whatever a review made of it. */
    retention: { ended: { stage: 'string', proven: 'bool' } },
    /** Who keeps what: `allegation`, `offence`, `penalty`. */
    custodians: { record: 'string' },
  },
  tariffs: {},
  hidden: Object.keys(keptFrom),
} as const satisfies ActCatalogue;
