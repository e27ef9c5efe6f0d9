import type { ServiceDefinition, Subject } from '@probity/shell';
import { CertificateController } from './api/certificate.controller.js';
import { SanctionsController } from './api/sanctions.controller.js';
import { toPublic } from './gateway/to-public.js';
import { whenActionDecided } from './reactions/when-action-decided.js';
import { whenCaseOpened } from './reactions/when-case-opened.js';
import { whenFindingReached } from './reactions/when-finding-reached.js';
import { whenInvestigationStarted } from './reactions/when-investigation-started.js';
import { certificateSubject, sanctionsSubject } from './subjects.js';

/** Was it done? */
export const sanctions: ServiceDefinition = {
  name: 'sanctions',
  subjects: [sanctionsSubject, certificateSubject] as unknown as readonly Subject[],
  gateway: toPublic,
  reactions: (context) => ({
    'intake.CaseOpened': whenCaseOpened(context),
    'investigation.InvestigationStarted': whenInvestigationStarted(context),
    'hearings.FindingReached': whenFindingReached(context),
    'hearings.ActionDecided': whenActionDecided(context),
  }),
  controllers: [SanctionsController, CertificateController],
};
