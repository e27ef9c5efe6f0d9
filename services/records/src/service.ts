import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { CaseFileController } from './api/case-file.controller.js';
import { CentreController } from './api/centre.controller.js';
import { DestructionsController } from './api/destructions.controller.js';
import { StatisticsController } from './api/statistics.controller.js';
import { certificates } from './disposal/certificates.js';
import { disposals } from './disposal/disposals.js';
import { toPublic } from './gateway/to-public.js';
import { reactions } from './reactions/when-told.js';
import { destructionSubject, fileSubject } from './subjects.js';
import { CentreCaseRow } from './views/centre-case.entity.js';
import { centreCasesProjection } from './views/centre-cases.projection.js';
import { CountedCaseRow } from './views/counted-case.entity.js';
import { countedCasesProjection } from './views/counted-cases.projection.js';
import { DestructionRow } from './views/destruction.entity.js';
import { destructionsProjection } from './views/destructions.projection.js';
import { DisposalRow } from './views/disposal.entity.js';
import { disposalsProjection } from './views/disposals.projection.js';
import { erase } from './views/erase.js';

/** What is kept of a case, how long, and why; that it was destroyed; and what the cases of a centre, and of all, add up to. */
export const records: ServiceDefinition = {
  name: 'records',
  subjects: [fileSubject, destructionSubject] as unknown as readonly Subject[],
  entities: [CentreCaseRow, CountedCaseRow, DestructionRow, DisposalRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: (context) => [
    centreCasesProjection(context),
    countedCasesProjection(context),
    disposalsProjection,
    destructionsProjection(context),
  ],
  erase,
  rounds: (context) => [disposals(context), certificates(context)],
  // The key of the certificates is nobody's to destroy.
  scopes: { seals: ['case', 'destruction'], opens: ['case', 'destruction'], destroys: ['case'] },
  gateway: toPublic,
  reactions,
  controllers: [CaseFileController, CentreController, DestructionsController, StatisticsController],
};
