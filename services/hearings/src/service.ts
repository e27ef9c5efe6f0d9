import type { ServiceDefinition, Subject } from '@probity/shell';
import { HearingController } from './api/hearing.controller.js';
import { toPublic } from './gateway/to-public.js';
import { whenCaseClosed } from './reactions/when-case-closed.js';
import { whenCaseOpened } from './reactions/when-case-opened.js';
import { whenImplicatedNamed } from './reactions/when-implicated-named.js';
import { whenManagerAssigned } from './reactions/when-manager-assigned.js';
import { whenReportSignedOff } from './reactions/when-report-signed-off.js';
import { hearingSubject } from './subjects.js';

/** Was there a breach, of what kind, and what follows from it? */
export const hearings: ServiceDefinition = {
  name: 'hearings',
  subjects: [hearingSubject] as unknown as readonly Subject[],
  scopes: { seals: ['case'], opens: ['case'] },
  gateway: toPublic,
  reactions: (context) => ({
    'intake.CaseOpened': whenCaseOpened(context),
    'investigation.ManagerAssigned': whenManagerAssigned(context),
    'investigation.ImplicatedNamed': whenImplicatedNamed(context),
    'investigation.ReportSignedOff': whenReportSignedOff(context),
    'records.CaseClosed': whenCaseClosed(context),
  }),
  controllers: [HearingController],
};
