import type { ServiceDefinition, Subject } from '@probity/shell';
import { HearingController } from './api/hearing.controller.js';
import { toPublic } from './gateway/to-public.js';
import { whenCaseOpened } from './reactions/when-case-opened.js';
import { whenReportSignedOff } from './reactions/when-report-signed-off.js';
import { hearingSubject } from './subjects.js';

/** Was there a breach, of what kind, and what follows from it? */
export const hearings: ServiceDefinition = {
  name: 'hearings',
  subjects: [hearingSubject] as unknown as readonly Subject[],
  gateway: toPublic,
  reactions: (context) => ({
    'intake.CaseOpened': whenCaseOpened(context),
    'investigation.ReportSignedOff': whenReportSignedOff(context),
  }),
  controllers: [HearingController],
};
