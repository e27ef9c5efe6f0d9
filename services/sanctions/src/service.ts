import type { ServiceDefinition, Subject } from '@probity/shell';
import { CertificateController } from './api/certificate.controller.js';
import { SanctionsController } from './api/sanctions.controller.js';
import { toPublic } from './gateway/to-public.js';
import { whenActionDecided } from './reactions/when-action-decided.js';
import { whenCaseClosed } from './reactions/when-case-closed.js';
import { whenCaseOpened } from './reactions/when-case-opened.js';
import { whenFindingReached } from './reactions/when-finding-reached.js';
import { whenInvestigationStarted } from './reactions/when-investigation-started.js';
import { whenNoCaseFound } from './reactions/when-no-case-found.js';
import { certificateSubject, sanctionsSubject } from './subjects.js';

/** Was it done? */
export const sanctions: ServiceDefinition = {
  name: 'sanctions',
  subjects: [sanctionsSubject, certificateSubject] as unknown as readonly Subject[],
  scopes: { seals: ['case', 'certificate'], opens: ['case', 'certificate'] },
  gateway: toPublic,
  reactions: (context) => ({
    'intake.CaseOpened': whenCaseOpened(context),
    'investigation.InvestigationStarted': whenInvestigationStarted(context),
    'investigation.NoCaseFound': whenNoCaseFound(context),
    'hearings.FindingReached': whenFindingReached(context),
    'hearings.ActionDecided': whenActionDecided(context),
    'records.CaseClosed': whenCaseClosed(context),
  }),
  controllers: [SanctionsController, CertificateController],
};
