import type { Apart } from '@probity/contracts';
import { aboutOf, addresseesOf, type Subject } from '@probity/shell';
import {
  caseCatalogue,
  caseDecider,
  caseEvents,
  caseFacts,
  caseSentences,
  type Case,
  type CaseCommand,
  type CaseEvent,
} from './domain/case/case.js';
import type { ReportCommand } from './domain/report/commands.js';
import { reportDecider } from './domain/report/decisions.js';
import { reportEvents, type ReportEvent } from './domain/report/events.js';
import { reportCatalogue, reportFacts } from './domain/report/facts.js';
import { holds, type Report } from './domain/report/report.js';
import { sentences } from './domain/report/sentences.js';
import { reportOnForm } from './views/report-on-form.js';

/** Each student with the case that is, or would be, on them. */
const ofStudents: Apart = { path: 'students.[]', caseOf: (student) => (student as { readonly case?: string }).case };
const ofSubject: Apart = { path: 'subject', caseOf: (_, data) => (data as { readonly case?: string }).case };

/** `report-<id>`: what was said, about whom, and what intake made of it. */
export const reportSubject: Subject<ReportCommand, Report, ReportEvent> = {
  name: 'report',
  category: 'report',
  decider: reportDecider,
  events: reportEvents,
  schemaVersions: { EarlierPracticeNoted: 2 },
  upcasters: {
    EarlierPracticeNoted: {
      1: (old) => ({ ...old, students: (old as { students: readonly string[] }).students.map((id) => ({ id })) }),
    },
  },
  scope: (id) => `report:${id}`,
  pinned: (report) =>
    report.status === 'none'
      ? undefined
      : {
          ...report,
          ...{ case: null, about: null, students: report.students.map(({ id }) => id) },
          studentsTold: report.studentWrittenTo,
        },
  catalogue: reportCatalogue,
  facts: (report, given) => reportFacts(report, given),
  // Not the student: lists of who is waited for are read by those from whom it is hidden who that is.
  roles: () => ({}),
  addressees: (report) =>
    report.status === 'none'
      ? addresseesOf(undefined)
      : { subjects: report.students.map(({ id }) => ({ kind: 'student', id })), assessment: report.assessment },
  toForm: reportOnForm,
  anchors: (report) => (report.status === 'none' ? {} : { received: report.receivedAt }),
  sentences,
  holds,
  apart: { ReportSubmitted: [ofStudents], EarlierPracticeNoted: [ofStudents], CaseOpenedFromReport: [ofSubject] },
  routes: {
    'report.submit': 'POST /reports',
    'report.add-information': 'POST /reports/{report}/information',
    'report.acknowledge': 'POST /reports/{report}/acknowledgement',
    'report.decide-scope': 'POST /reports/{report}/scope',
    'report.categorise': 'POST /reports/{report}/category',
    'report.open-case': 'POST /reports/{report}/cases',
    'report.handle-locally': 'POST /reports/{report}/local-handling',
    'report.withdraw': 'POST /reports/{report}/withdrawal',
    'report.correct': 'POST /reports/{report}/corrections',
    '*': 'POST /reports/{report}/steps/{step}',
  },
  remedyFor: (report, fact) =>
    report.status === 'none' || report.assessment !== null || !fact.startsWith('assessment.')
      ? undefined
      : {
          says: 'The report says nothing of the assessment: correct /assessment of the event ReportSubmitted of its timeline, with { event, field, value, reason }.',
          ...{ route: 'POST /reports/{report}/corrections', field: '/assessment' },
        },
  idsOfCase: () => [],
};

const isOnStudent = ({ subject }: Extract<Case, { status: 'open' }>): boolean => subject.kind === 'student';

/** `intake-<case>`: the case as it was opened. */
export const caseSubject: Subject<CaseCommand, Case, CaseEvent> = {
  name: 'case',
  category: 'intake',
  decider: caseDecider,
  events: caseEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `case:${id}`,
  pinned: (state) =>
    state.status === 'none'
      ? undefined
      : {
          ...state,
          case: null,
          ...aboutOf(state.subject),
          ...(isOnStudent(state) && { studentsTold: state.toldAt !== null }),
        },
  catalogue: caseCatalogue,
  facts: caseFacts,
  roles: () => ({}),
  addressees: (state) =>
    state.status === 'none' ? addresseesOf(undefined) : addresseesOf(state.subject, state.assessment),
  isStudentTold: (state) => state.status !== 'none' && state.toldAt !== null,
  cameOf: (state): Readonly<Record<string, string>> => (state.status === 'none' ? {} : { report: state.report }),
  anchors: () => ({}),
  sentences: caseSentences,
  routes: { 'case.correct': 'POST /cases/{case}/parts/case/corrections', '*': 'POST /cases/{case}/steps/{step}' },
  idsOfCase: (caseId) => [caseId],
};
