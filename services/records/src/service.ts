import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { CentreController } from './api/centre.controller.js';
import { CaseFileController } from './api/case-file.controller.js';
import { toPublic } from './gateway/to-public.js';
import { reactions } from './reactions/when-told.js';
import { disposals } from './disposal/disposals.js';
import { fileSubject } from './subjects.js';
import { CentreCaseRow } from './views/centre-case.entity.js';
import { centreCasesProjection } from './views/centre-cases.projection.js';
import { DisposalRow } from './views/disposal.entity.js';
import { disposalsProjection } from './views/disposals.projection.js';
import { erase } from './views/erase.js';

/** What is kept of a case, how long, and why; and what the cases of a centre add up to. */
export const records: ServiceDefinition = {
  name: 'records',
  subjects: [fileSubject] as unknown as readonly Subject[],
  entities: [CentreCaseRow, DisposalRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: (context) => [centreCasesProjection(context), disposalsProjection],
  erase,
  rounds: (context) => [disposals(context)],
  scopes: { seals: ['case'], opens: ['case'], destroys: ['case'] },
  gateway: toPublic,
  reactions,
  controllers: [CaseFileController, CentreController],
};
