import type { ActCatalogue } from '../policy.js';
import { caseFacts } from './case-facts.js';

/** A review or an appeal: what was decided is looked at again, by others. */
export const appeal = {
  service: 'appeal',
  facts: {
    student: caseFacts.student,
    original: {
      decidedAt: 'string',
      /** The body. */
      decidedBy: 'string',
      /** When whoever decided put a name to it. */
      signedAt: 'string',
      /** A meeting about it was held, or the student did not come to it; and whether the student came. */
      meetingHeld: 'bool',
      attendedMeeting: 'bool',
      /** When the decision was sent. */
      notifiedAt: 'string',
      /** The decision was sent to the student. */
      told: 'bool',
      proven: 'bool',
      participated: 'bool',
      penaltyImposed: 'bool',
    },
    appeal: {
      /** `review`, of the decision itself; `appeal`, as to how it was reached. */
      kind: 'string',
      lodged: 'bool',
      at: 'string',
      /** When it was submitted, whenever that was put on record. */
      lodgedAt: 'string',
      admitted: 'bool',
      referred: 'bool',
      /** To a meeting with those who hear it; and whether its time has come. */
      invited: 'bool',
      meetingCome: 'bool',
      decided: 'bool',
      decidedAt: 'string',
      completed: 'bool',
      /** `confirmed`, `set-aside`, `reduced`, `increased`, `declined` …; empty until it is decided. */
      outcome: 'string',
    },
    /** Who validates the course. */
    course: { validatedBy: 'string' },
    body: { name: 'string', complete: 'bool' },
  },
  acts: {
    /** `at`: when it was submitted. */
    'appeal.lodge': {
      lodged: {
        byStudent: 'bool',
        inWriting: 'bool',
        groundsGiven: 'bool',
        kind: 'string',
        grounds: 'list<string>',
        at: 'string',
      },
      appealsPolicy: { configured: 'bool' },
    },
    /** Late, or for somebody who may not appeal without it. */
    'appeal.admit': { admission: { causeShown: 'bool', reasonableCase: 'bool' } },
    /** It is not heard: there is no permission. Its outcome is then `declined`. */
    'appeal.decline': { decision: { reasonsGiven: 'bool' } },
    'appeal.refer': {},
    /** Also where it is made up: the body that is. */
    'appeal.convene': { convened: { body: 'string' } },
    /** `at`: of the meeting. */
    'appeal.invite': { invitation: { at: 'string' } },
    'appeal.decide': { decision: { outcome: 'string', reasonsGiven: 'bool', standard: 'string' } },
    'appeal.complete': { letter: { at: 'string', externalReviewTold: 'bool' } },
  },
  tables: { 'external-review': { course: { validatedBy: 'string' }, appeal: { outcome: 'string' } } },
  tariffs: {},
  choices: { 'appeal-grounds': {}, 'appeal-against': {}, 'appeal-outcomes': {} },
} as const satisfies ActCatalogue;
