import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { CentreController } from './api/centre.controller.js';
import { CaseFileController } from './api/case-file.controller.js';
import { toPublic } from './gateway/to-public.js';
import { reactions } from './reactions/when-told.js';
import { fileSubject } from './subjects.js';
import { CentreCaseRow } from './views/centre-case.entity.js';
import { centreCasesProjection } from './views/centre-cases.projection.js';

/** What is kept of a case, how long, and why; and what the cases of a centre add up to. */
export const records: ServiceDefinition = {
  name: 'records',
  subjects: [fileSubject] as unknown as readonly Subject[],
  entities: [CentreCaseRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: ({ streams }) => [centreCasesProjection(streams)],
  gateway: toPublic,
  reactions,
  controllers: [CaseFileController, CentreController],
};
