import type { Facts, Policy } from '@probity/policy-packs';
import { done } from './facts.js';
import { person } from './people.js';

export const people: Readonly<Record<string, Facts>> = {
  director: person(['director-of-training', 'teaching-staff']),
  principal: person(['principal']),
  examiner: person(['examiner', 'teaching-staff'], { examinedWork: true, subjectSpecialist: true }),
  'other-examiner': person(['examiner', 'teaching-staff'], { examinedWork: true }),
  specialist: person(['lecturer', 'teaching-staff'], { subjectSpecialist: true }),
  clerk: person(['registrar', 'professional-staff'], { subjectSpecialist: true, examinedWork: true }),
};

export const poor: Facts = {
  report: { submitted: true, inScope: true, categorised: true, classification: 'poor-practice' },
};
export const suspected: Facts = {
  report: {
    submitted: true,
    inScope: true,
    categorised: true,
    classification: 'malpractice',
    offences: ['plagiarism'],
    evidence: ['annotated-copy'],
  },
  assessment: { kind: 'coursework', requiredForAward: true },
};
export const onForm: readonly Facts[] = [suspected, done({ lecturerReportForm: {} })];
export const withItems = (items: readonly string[]) => ({
  contents: Object.fromEntries(items.map((item) => [item, 'As it is.'])),
});

/** An interview on suspected contract cheating that may be arranged: on Friday 17 July 2026, with a holiday on the 13th. */
export const interview: readonly Facts[] = [
  {
    invitation: {
      kind: 'authorship-interview',
      at: '2026-07-17T10:00:00+01:00',
      purposeGiven: true,
      inPerson: true,
    },
    asked: { at: '2026-07-09T09:00:00+01:00' },
    assessment: { kind: 'coursework', postedAt: '2026-06-20T10:00:00+01:00' },
    evidence: { direct: false },
  },
  done({
    suspectCommissioning: {},
    agreeToInterview: { kind: 'authorship-interview', agreed: true },
    nameInterviewers: {},
  }),
];

/** It was held. */
export const held: readonly Facts[] = [
  {
    meeting: {
      invited: true,
      kind: 'authorship-interview',
      attended: true,
      outcome: 'doubtful',
      startedAt: '2026-07-17T10:00:00+01:00',
      endedAt: '2026-07-17T10:30:00+01:00',
    },
  },
  done({ makeAdjustments: { need: 'none' }, demonstrateAuthorship: {} }),
];

/** It was to be, and the student did not come. */
export const nobodyCame: Facts = { meeting: { attended: false } };
export const absent: readonly Facts[] = [
  { lastMeeting: { kind: 'authorship-interview', attended: false, outcome: '' } },
];

/** The interview is over: what came of it. */
export const after = (outcome: string): readonly Facts[] => [
  { lastMeeting: { kind: 'authorship-interview', attended: true, outcome } },
  done({ writeInterviewRecord: {} }),
];

export const seats = (names: readonly string[], reasons: Readonly<Record<string, string>> = {}) =>
  names.map((name) => ({ person: name, seat: 'interviewer', reasons }));

/** Whether these may interview. */
export const checkerOf =
  (policy: Policy) =>
  (names: readonly string[], reasons: Readonly<Record<string, string>> = {}) =>
    policy.checkBody('interviewers', seats(names, reasons), people);
