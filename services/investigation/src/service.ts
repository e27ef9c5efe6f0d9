import type { ServiceDefinition, Subject } from '@probity/shell';
import { DelegationController } from './api/delegation.controller.js';
import { DocumentController } from './api/document.controller.js';
import { EvidenceController } from './api/evidence.controller.js';
import { InvestigationController } from './api/investigation.controller.js';
import { ProceedingsController } from './api/proceedings.controller.js';
import { ReportController } from './api/report.controller.js';
import { toPublic } from './gateway/to-public.js';
import { whenCaseClosed } from './reactions/when-case-closed.js';
import { whenCaseOpened } from './reactions/when-case-opened.js';
import { investigationSubject } from './subjects.js';

/** Is there a case to answer? */
export const investigation: ServiceDefinition = {
  name: 'investigation',
  subjects: [investigationSubject] as unknown as readonly Subject[],
  scopes: { seals: ['case'], opens: ['case', 'evidence'] },
  gateway: toPublic,
  reactions: (context) => ({
    'intake.CaseOpened': whenCaseOpened(context),
    'records.CaseClosed': whenCaseClosed(context),
  }),
  controllers: [
    InvestigationController,
    EvidenceController,
    DocumentController,
    ReportController,
    ProceedingsController,
    DelegationController,
  ],
};
