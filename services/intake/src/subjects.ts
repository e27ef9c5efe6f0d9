import type { AnyCommand } from '@probity/contracts';
import { aboutOf, type Subject } from '@probity/shell';
import {
  caseCatalogue,
  caseDecider,
  caseEvents,
  caseFacts,
  caseSentences,
  type Case,
  type CaseEvent,
} from './domain/case/case.js';
import { reportDecider, type ReportCommand } from './domain/report/decisions.js';
import { reportCatalogue, reportFacts } from './domain/report/facts.js';
import { holds, reportEvents, sentences, type Report, type ReportEvent } from './domain/report/report.js';

/** `report-<id>`: what was said, about whom, and what intake made of it. */
export const reportSubject: Subject<ReportCommand, Report, ReportEvent> = {
  name: 'report',
  category: 'report',
  decider: reportDecider,
  events: reportEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `report:${id}`,
  pinned: (report) => (report.status === 'none' ? undefined : { ...report, case: null, about: null }),
  catalogue: reportCatalogue,
  facts: reportFacts,
  roles: () => ({}),
  anchors: (report) => (report.status === 'none' ? {} : { received: report.receivedAt }),
  sentences,
  holds,
  routes: {
    'report.add-information': 'POST /reports/{report}/information',
    'report.acknowledge': 'POST /reports/{report}/acknowledgement',
    'report.decide-scope': 'POST /reports/{report}/scope',
    'report.categorise': 'POST /reports/{report}/category',
    'report.open-case': 'POST /reports/{report}/cases',
    'report.correct': 'POST /reports/{report}/corrections',
  },
  idsOfCase: () => [],
};

/** `intake-<case>`: the case as it was opened. */
export const caseSubject: Subject<AnyCommand, Case, CaseEvent> = {
  name: 'case',
  category: 'intake',
  decider: caseDecider,
  events: caseEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `case:${id}`,
  pinned: (state) => (state.status === 'none' ? undefined : { ...state, case: null, ...aboutOf(state.subject) }),
  catalogue: caseCatalogue,
  facts: caseFacts,
  roles: () => ({}),
  anchors: () => ({}),
  sentences: caseSentences,
  routes: { 'case.correct': 'POST /cases/{case}/parts/case/corrections', '*': 'POST /cases/{case}/steps/{step}' },
  idsOfCase: (caseId) => [caseId],
};
